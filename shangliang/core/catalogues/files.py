"""Catalogue files: reading what translators wrote, and compiling it for programs."""

from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from shangliang.core.catalogues.script import LANGUAGE as TRADITIONAL
from shangliang.core.catalogues.script import converter, in_traditional

LANGUAGE = "zh_Hans"


class Entry(NamedTuple):
    """What one catalogue says for a text; a plural text has one form per number class of the language."""

    text: str
    forms: tuple[str, ...]
    context: str
    is_fuzzy: bool


def catalogue_path(app: Path) -> Path:
    """Where an app keeps its Chinese."""
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def apps_with_texts(package: Path) -> list[Path]:
    """The apps of the package that have a catalogue."""
    return [app for app in sorted(package.iterdir()) if catalogue_path(app).is_file()]


def entries(path: Path) -> list[Entry]:
    """Every entry of a catalogue, its header left out."""
    return [
        Entry(_first(one.id), _forms(one.string), one.context or "", one.fuzzy)
        for one in _catalogue(path)
        if one.id
    ]


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def compiled_path(path: Path, language: str = LANGUAGE) -> Path:
    """Where programs find a catalogue in a language: beside its source, or beside that folder."""
    return path.parents[2] / language / "LC_MESSAGES" / "django.mo"


def compile_catalogue(path: Path) -> bool:
    """Write the .mo of both scripts if one is missing or older than the .po; says whether it did."""
    targets = [compiled_path(path), compiled_path(path, TRADITIONAL)]
    made = path.stat().st_mtime
    if all(target.exists() and target.stat().st_mtime >= made for target in targets):
        return False
    written = _catalogue(path)
    _write(targets[0], written)
    _write(targets[1], in_traditional(written, converter()))
    return True


def _write(target: Path, catalogue: Catalog) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".mo.new")
    with beside.open("wb") as file:
        write_mo(file, catalogue)
    beside.replace(target)
