"""Markdown pages of tables."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Printed by `shangliang reference` from the code. Change the code, then run `make docs`. -->"


def page(title: str, opening: str, parts: Iterable[str]) -> str:
    """A whole page: title, what it is, its parts."""
    return "\n\n".join([NOTE, f"# {title}", opening, *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """One table; bars and line ends in cells are kept from breaking it."""
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(one.replace("|", "\\|").replace("\n", " ") for one in cells) + " |"
