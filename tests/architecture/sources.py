"""The files of the product, read once."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "shangliang"


class Source(NamedTuple):
    """One module: its place in the project, its text, its tree."""

    place: str
    text: str
    tree: ast.Module


def source(place: str, text: str) -> Source:
    """A module from its text; controls make theirs so."""
    return Source(place, text, ast.parse(text))


@cache
def modules() -> tuple[Source, ...]:
    """Every module of the product and of the tests; migrations are written by Django."""
    folders = [PACKAGE, ROOT / "tests", ROOT / "scaffold", ROOT / "bench"]
    paths = [p for folder in folders for p in sorted(folder.rglob("*.py")) if "migrations" not in p.parts]
    return tuple(source(str(p.relative_to(ROOT)), p.read_text("utf-8")) for p in paths)


def product() -> list[Source]:
    """The modules that run for users."""
    return [one for one in modules() if one.place.startswith("shangliang/") and "/tests/" not in one.place]


def pages() -> dict[str, str]:
    """Every template by its place."""
    found = sorted([*PACKAGE.rglob("*.html"), *(ROOT / "scaffold").rglob("*.html")])
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in found}


def assets() -> dict[str, str]:
    """Every style sheet and script by its place."""
    found = sorted([*PACKAGE.rglob("static/**/*.js"), *PACKAGE.rglob("static/**/*.css")])
    return {str(p.relative_to(ROOT)): p.read_text("utf-8") for p in found}
