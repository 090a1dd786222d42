"""Finding marked texts: calls of gettext in modules, translate tags in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

# How many leading arguments are text, per function; the context of p-functions comes first.
_PLAIN = {"gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
_WITH_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
_QUOTED = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(n?p?gettext|_)\(\s*{_QUOTED}(?:\s*,\s*{_QUOTED})?(?:\s*,\s*{_QUOTED})?")


class Mark(NamedTuple):
    """A text to be translated: its English, its plural if it has one, its context, and where it stands."""

    text: str
    plural: str
    context: str
    place: str


class Unmarkable(NamedTuple):
    """A call of gettext whose text is put together at run time, so that no catalogue can hold it."""

    place: str
    source: str


def marks_in_module(path: Path, source: str) -> Iterator[Mark | Unmarkable]:
    """Every call of a gettext function under whatever name the module imported it."""
    tree = ast.parse(source)
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield _read_call(node, names[node.func.id], f"{path}:{node.lineno}")


def _imported_names(tree: ast.Module) -> dict[str, str]:
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
    known = {*_PLAIN, *_WITH_CONTEXT}
    found = [a for n in imports if n.module == "django.utils.translation" for a in n.names]
    return {a.asname or a.name: a.name for a in found if a.name in known}


def _read_call(node: ast.Call, function: str, place: str) -> Mark | Unmarkable:
    has_context = function in _WITH_CONTEXT
    count = _WITH_CONTEXT[function] + 1 if has_context else _PLAIN[function]
    texts = [a.value for a in node.args[:count] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    if len(texts) < count:
        return Unmarkable(place, ast.unparse(node))
    context = texts.pop(0) if has_context else ""
    return Mark(texts[0], texts[1] if len(texts) > 1 else "", context, place)


def marks_in_template(path: Path, source: str) -> Iterator[Mark]:
    """Every translate and blocktranslate tag, and `_("…")` in other tags."""
    for number, line in enumerate(templatize(source).splitlines(), 1):
        for function, *quoted in _IN_TEMPLATE.findall(line):
            texts = [ast.literal_eval(one) for one in quoted if one]
            context = texts.pop(0) if "p" in function and function != "_" else ""
            plural = texts[1] if function.startswith("n") else ""
            yield Mark(texts[0], plural, context, f"{path}:{number}")


def marks_under(folder: Path) -> list[Mark | Unmarkable]:
    """Every marked text of an app's modules and templates, tests left out."""
    found: list[Mark | Unmarkable] = []
    for path in sorted(folder.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(folder).parts):
            found += marks_in_module(path, path.read_text("utf-8"))
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if "templates" in path.parts:
            found += marks_in_template(path, path.read_text("utf-8"))
    return found
