"""Catalogue files: reading what translators wrote, and compiling it for programs."""

from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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


def compile_catalogue(path: Path) -> bool:
    """Write the .mo beside a .po if it is missing or older; says whether it did."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
        return False
    beside = target.with_suffix(".mo.new")
    with beside.open("wb") as file:
        write_mo(file, _catalogue(path))
    beside.replace(target)
    return True
