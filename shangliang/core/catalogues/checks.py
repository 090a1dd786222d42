"""What can be wrong with translations: missing, uncertain, a placeholder lost, two words for one text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from shangliang.core.catalogues.files import Entry, catalogue_path, entries
from shangliang.core.catalogues.marks import Mark, Unmarkable, marks_in_module, marks_under

SHARED = "web"
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


def faults(package: Path) -> list[str]:
    """Everything wrong with the texts of a package, one readable line each; empty when all is well."""
    apps = [one for one in sorted(package.iterdir()) if (one / "__init__.py").is_file()]
    books = {app.name: _entries_of(app) for app in apps}
    found = [line for app in apps for line in _faults_of_marks(app, books[app.name], books.get(SHARED, []))]
    found += _faults_of_settings(package, books)
    found += [line for app in apps for line in faults_of_entries(app.name, books[app.name])]
    return found + contradictions(books)


def _entries_of(app: Path) -> list[Entry]:
    path = catalogue_path(app)
    return entries(path) if path.is_file() else []


def _faults_of_marks(app: Path, own: list[Entry], shared: list[Entry]) -> Iterator[str]:
    for mark in marks_under(app):
        yield from fault_of_mark(mark, [*own, *shared])


def _faults_of_settings(package: Path, books: dict[str, list[Entry]]) -> Iterator[str]:
    for path in sorted(package.glob("*.py")):
        for mark in marks_in_module(path, path.read_text("utf-8")):
            yield from fault_of_mark(mark, books.get(SHARED, []))


def fault_of_mark(mark: Mark | Unmarkable, known: list[Entry]) -> Iterator[str]:
    """A marked text must stand in the app's catalogue or the shared one, with a certain translation."""
    if isinstance(mark, Unmarkable):
        yield f"{mark.place}: no catalogue can hold a text put together at run time: {mark.source}"
        return
    if not mark.text:
        return
    fitting = [one for one in known if (one.text, one.context) == (mark.text, mark.context)]
    if not any(all(one.forms) and not one.is_fuzzy for one in fitting):
        text = mark.text.replace("\n", "⏎")
        yield f"{mark.place}: no Chinese for “{text}”"


def faults_of_entries(app: str, known: list[Entry]) -> Iterator[str]:
    """A translation must name exactly the placeholders of its text, or it fails when it is shown."""
    for one in known:
        wanted = _placeholders(one.text)
        for form in one.forms:
            if form and _placeholders(form) != wanted:
                yield f"{app}: “{one.text}” and “{form}” have different placeholders"


def _placeholders(text: str) -> list[str]:
    return sorted(match.group(0) for match in _PLACEHOLDER.finditer(text.replace("%%", "")))


def contradictions(books: dict[str, list[Entry]]) -> list[str]:
    """All catalogues are read as one, so one text has one translation: give the other a context."""
    said: dict[tuple[str, str], dict[tuple[str, ...], list[str]]] = defaultdict(dict)
    for app, known in books.items():
        for one in known:
            if all(one.forms):
                said[one.text, one.context].setdefault(one.forms, []).append(app)
    return [
        f"{' and '.join(app for apps in forms.values() for app in apps)}: “{text}” is translated as "
        + " and as ".join("/".join(form) for form in forms)
        for (text, _), forms in sorted(said.items())
        if len(forms) > 1
    ]
