"""Tables written for spreadsheets, where no text of a person can become a formula."""

import csv
import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from .limits import MAX_CELL

_BATCH = 500
_FORMULA_SIGNS, _SKIPPED = frozenset("=+-@＝＋－＠"), frozenset("\t\r")
_FIXED_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_LARGEST_EXACT = 999_999_999_999_999


def write_csv(headers: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """UTF-8 with the mark that Excel needs, in pieces; true numbers stay numbers."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow([_harmless(cell) for cell in headers])
    for number, row in enumerate(rows, 1):
        writer.writerow([_harmless(cell) for cell in row])
        if number % _BATCH == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def write_xlsx(headers: Sequence[object], rows: Iterable[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet with a fixed bold heading; the same table gives the same bytes."""
    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _FIXED_DAY})
        page = book.add_worksheet(_sheet_name(sheet))
        page.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for column, cell in enumerate(headers):
            page.write_string(0, column, _harmless(cell), bold)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write_cell(page, number, column, cell)
    return target.getvalue()


def _write_cell(page: Worksheet, row: int, column: int, cell: object) -> None:
    """Numbers as numbers if a spreadsheet keeps all their digits, everything else as text."""
    number = _number(cell)
    if number is not None and abs(float(number)) <= _LARGEST_EXACT:
        page.write_number(row, column, float(number))
    else:
        page.write_string(row, column, _harmless(cell)[:MAX_CELL])


def _number(cell: object) -> int | float | Decimal | None:
    """The cell if it is a true, finite number."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        return None
    return cell if math.isfinite(cell) else None


def _harmless(cell: object) -> str:
    """The cell as text that is never calculated: what begins like a formula gets an apostrophe.

    So does what begins like one behind spaces and signs nobody sees, which programs skip; and what begins with tabs
    or returns."""
    if cell is None:
        return ""
    text = str(cell)
    if _number(cell) is not None:
        return text
    begin = next((at for at, one in enumerate(text) if one.isprintable() and not one.isspace()), len(text))
    is_formula = text[begin : begin + 1] in _FORMULA_SIGNS
    return f"'{text}" if is_formula or not _SKIPPED.isdisjoint(text[:begin]) else text


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return content


def _sheet_name(wanted: str) -> str:
    """A name that Excel takes: without []:*?/\\ and at most 31 characters."""
    kept = "".join(letter for letter in wanted if letter not in "[]:*?/\\").strip(" '")
    return kept[:31] or "Sheet1"
