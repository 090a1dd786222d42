"""Excel workbooks: measured before they are opened, then the first sheet as text."""

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from shangliang.core.errors import Invalid
from shangliang.core.files import compound
from shangliang.core.files.kinds import XLS, XLSX
from shangliang.core.files.old_office import check_compound, compound_kind
from shangliang.core.files.packages import check_zipped, zipped_kind
from shangliang.core.files.refusals import damaged, protected, too_large_inside
from shangliang.core.files.zips import open_bounded, read_entry

from .limits import MAX_COLUMNS, MAX_ROWS, sheet_too_large

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_SHEET_LIMIT = 64_000_000
_TEXT_LIMIT = 64_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STRINGS = "xl/sharedStrings.xml"
# Beyond row 20,001 or column GR (200): the reader would fill everything up to there with empty cells.
_FAR = rb"(?:[A-Za-z]*0*(?:[1-9]\d{5,}|[3-9]\d{4}|2[1-9]\d{3}|20[1-9]\d\d|200[1-9]\d|2000[2-9])" + (
    rb"|(?:[A-Za-z]{3,}|[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])\d+)"
)
_FAR_VALUE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']""" + _FAR + rb"""["'][^>]*(?<!/)>""")
_FAR_ANYTHING = re.compile(rb"""\br\s*=\s*["']""" + _FAR + rb"""["']""")
_WITHOUT_PLACE = re.compile(rb"""<(?:\w+:)?c(?![^>]*\sr\s*=\s*["'])[\s/>]""")
_STRING = re.compile(rb"<(?:\w+:)?si\b.*?</(?:\w+:)?si>", re.DOTALL)
_USE = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d+)\s*<""")

# The old records that hold a value, from FORMULA to MULRK.
_CELL_RECORDS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406})
_MANY_NUMBERS = 0xBD


def xlsx_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet of a new workbook."""
    _expect(zipped_kind(data) == XLSX)
    check_zipped(data)
    archive = open_bounded(data)
    lengths = _string_lengths(archive)
    for name in filter(_SHEET.fullmatch, archive.namelist()):
        _measure_sheet(read_entry(archive, name, _SHEET_LIMIT), lengths)
    return _first_sheet(data)


def xls_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet of an old workbook."""
    _expect(compound_kind(data) == XLS)
    check_compound(data)
    for stream in compound.CompoundFile(data).streams("Workbook", "Book"):
        if not stream or any(map(_is_far, compound.records(stream))):
            raise sheet_too_large()
    return _first_sheet(data)


def _expect(is_workbook: bool) -> None:
    if not is_workbook:
        raise Invalid(_("This is not a table that can be read. Send CSV, XLSX or XLS."), field="file")


def _string_lengths(archive: zipfile.ZipFile) -> list[int]:
    """How long each shared text is, markup included."""
    if _STRINGS not in archive.namelist():
        return []
    return [len(found.group()) for found in _STRING.finditer(read_entry(archive, _STRINGS, _TEXT_LIMIT))]


def _measure_sheet(xml: bytes, lengths: list[int]) -> None:
    """Refuse far-away cells, and a few long texts repeated until they fill the memory."""
    far = _FAR_ANYTHING if _WITHOUT_PLACE.search(xml) else _FAR_VALUE
    if far.search(xml):
        raise sheet_too_large()
    uses = (int(found.group(1)[:9]) for found in _USE.finditer(xml))
    if sum(lengths[number] for number in uses if number < len(lengths)) > _TEXT_LIMIT:
        raise too_large_inside()


def _is_far(record: tuple[int, bytes]) -> bool:
    number, body = record
    if number not in _CELL_RECORDS or len(body) < 6:
        return False
    row, column = struct.unpack_from("<HH", body)
    last: int = struct.unpack_from("<H", body, len(body) - 2)[0] if number == _MANY_NUMBERS else column
    return bool(row > MAX_ROWS or max(column, last) >= MAX_COLUMNS)


def _first_sheet(data: bytes) -> Iterator[list[str]]:
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except PasswordError as locked:
        raise protected() from locked
    except (CalamineError, OSError, ValueError, IndexError) as broken:
        raise damaged() from broken
    return ([_text(cell) for cell in row] for row in rows)


def _text(cell: Cell) -> str:
    """The cell as a person would type it: 13800000000 and not 13800000000.0, days as 2026-03-05."""
    match cell:
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}"
        case dt.datetime():
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
        case _:
            return str(cell)
