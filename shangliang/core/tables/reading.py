"""A table from a CSV or Excel file: text cells, trimmed headings, no empty tail."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid
from shangliang.core.files.compound import SIGNATURE
from shangliang.core.files.texts import decode_text, looks_like_text
from shangliang.core.text import clean_line

from .limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS, cell_too_long, too_many_columns, too_many_rows
from .workbooks import xls_rows, xlsx_rows

_DELIMITERS = ",;\t"
_SNIFFED_LINES = 20


@dataclass(frozen=True)
class Table:
    """Headings, and rows of exactly as many cells; `encoding` is empty for workbooks."""

    headers: list[str]
    rows: list[list[str]]
    encoding: str


def read_table(name: str, data: bytes) -> Table:
    """The first table of the file, recognised by content; `Invalid` says what does not fit."""
    if data.startswith(b"PK\x03\x04"):
        return _table(xlsx_rows(data), "")
    if data.startswith(SIGNATURE):
        return _table(xls_rows(data), "")
    if name.lower().endswith((".xlsx", ".xls")) or not looks_like_text(data):
        raise Invalid(_("This is not a table that can be read. Send CSV, XLSX or XLS."), field="file")
    text, encoding = decode_text(data)
    return _table(_csv_rows(text), encoding)


def _csv_rows(text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from reader
    except csv.Error as broken:
        raise cell_too_long(reader.line_num) from broken


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the same number of cells, and into most of them."""
    lines = io.StringIO("".join(text.splitlines(keepends=True)[:_SNIFFED_LINES]), newline="")

    def fitness(sign: str) -> tuple[bool, int]:
        lines.seek(0)
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        except csv.Error:
            return False, 0
        return len(set(widths)) == 1 and widths[0] > 1, max(widths, default=0)

    return max(_DELIMITERS, key=fitness)


def _table(source: Iterable[Sequence[str]], encoding: str) -> Table:
    """The first row with content is the heading; every further row is made as wide as it."""
    rows = _bounded(source)
    headers = next((row for row in rows if any(row)), None)
    if headers is None:
        raise Invalid(_("The table is empty."), field="file")
    body = list(rows)
    while body and not any(body[-1]):
        body.pop()
    width = max((_width(row) for row in [headers, *body]), default=0)
    return Table(
        [clean_line(cell) for cell in _fitted(headers, width)],
        [_fitted(row, width) for row in body],
        encoding,
    )


def _bounded(source: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """Rows with trimmed cells; refuses as soon as a limit is passed, before reading the rest."""
    last_filled = 0
    for number, row in enumerate(source, 1):
        cells = [cell.strip() for cell in row]
        if any(cells):
            last_filled = number
        if last_filled > MAX_ROWS + 1 or number > MAX_ROWS * 10:
            raise too_many_rows()
        if _width(cells) > MAX_COLUMNS:
            raise too_many_columns()
        if any(len(cell) > MAX_CELL for cell in cells):
            raise cell_too_long(number)
        yield cells


def _width(row: Sequence[str]) -> int:
    """The number of cells up to the last one with content."""
    return next((place for place in range(len(row), 0, -1) if row[place - 1]), 0)


def _fitted(row: list[str], width: int) -> list[str]:
    return [*row[:width], *[""] * (width - len(row))]
