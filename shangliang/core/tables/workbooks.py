"""Excel workbooks: measured before they are opened, then the first sheet as text."""

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

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
from .old_texts import old_text_lengths

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

_SHEET_LIMIT = 64_000_000
_TEXT_LIMIT = 64_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_STRINGS = "xl/sharedStrings.xml"
# Beyond row 20,001 or column GR (200): the reader would fill everything up to there with empty cells.
_FAR = rb"(?:[A-Za-z]*0*(?:[1-9]\d{5,}|[3-9]\d{4}|2[1-9]\d{3}|20[1-9]\d\d|200[1-9]\d|2000[2-9])" + (
    rb"|(?:[A-Za-z]{3,}|[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])\d+)"
)
# A cell's tag, and one that is written in a usual way: every search below stays inside such a short tag.
_CELL = rb"<(?:[^\s<>/]*:)?c"
_ATTRIBUTE = rb"""\s{1,20}[\w:]{1,40}\s{0,20}=\s{0,20}(?:"[^"<>]{0,100}"|'[^'<>]{0,100}')"""
_UNUSUAL = re.compile(_CELL + rb"(?=[\s/>])(?!(?:" + _ATTRIBUTE + rb"){0,10}\s{0,20}/?>)")
_FAR_VALUE = re.compile(_CELL + rb"""\s[^<>]*?\br\s*=\s*["']""" + _FAR + rb"""["'][^<>]*(?<!/)>""")
_FAR_ANYTHING = re.compile(rb"""\br\s*=\s*["']""" + _FAR + rb"""["']""")
_WITHOUT_PLACE = re.compile(_CELL + rb"""(?![^<>]*\sr\s*=)[\s/>]""")
_SHARED_TEXT = re.compile(rb"<(?:[^\s<>/]*:)?si\b")
_USE = re.compile(_CELL + rb"""\s[^<>]*?\bt\s*=\s*["']s["'][^<>]*(?<!/)>(?:<(?:[^\s<>/]*:)?v>(\d{1,9})<)?""")

# The old records that hold a value, from FORMULA to MULRK.
_CELL_RECORDS = frozenset({0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406})
_MANY_NUMBERS = 0xBD
_USE_OF_TEXT = 0xFD


def xlsx_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet of a new workbook."""
    _expect(zipped_kind(data) == XLSX)
    check_zipped(data)
    archive = open_bounded(data)
    lengths = _text_lengths(archive)
    for name in filter(_SHEET.fullmatch, archive.namelist()):
        _measure_sheet(read_entry(archive, name, _SHEET_LIMIT), lengths)
    return _first_sheet(data)


def xls_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet of an old workbook."""
    _expect(compound_kind(data) == XLS)
    check_compound(data)
    for stream in compound.CompoundFile(data).streams("Workbook", "Book"):
        _measure_old(list(compound.records(stream)))
    return _first_sheet(data)


def _expect(is_workbook: bool) -> None:
    if not is_workbook:
        raise Invalid(_("This is not a table that can be read. Send CSV, XLSX or XLS."), field="file")


def _text_lengths(archive: zipfile.ZipFile) -> list[int]:
    """How long each shared text is, markup included."""
    if _STRINGS not in archive.namelist():
        return []
    xml = read_entry(archive, _STRINGS, _TEXT_LIMIT)
    starts = [found.start() for found in _SHARED_TEXT.finditer(xml)]
    return [after - start for start, after in pairwise([*starts, len(xml)])]


def _measure_sheet(xml: bytes, lengths: list[int]) -> None:
    """Refuse far-away cells, and a few long texts repeated until they fill the memory."""
    if _UNUSUAL.search(xml):
        raise damaged()
    far = _FAR_ANYTHING if _WITHOUT_PLACE.search(xml) else _FAR_VALUE
    if far.search(xml):
        raise sheet_too_large()
    longest = max(lengths, default=0)
    known = dict(enumerate(lengths))
    texts = sum(known.get(int(use.group(1) or -1), longest) for use in _USE.finditer(xml))
    if texts > _TEXT_LIMIT:
        raise too_large_inside()


def _measure_old(records: list[tuple[int, bytes]]) -> None:
    """The same for the records of an old workbook."""
    if not records or any(map(_is_far, records)):
        raise sheet_too_large()
    known = dict(enumerate(old_text_lengths(records)))
    uses = (
        struct.unpack_from("<L", body, 6)[0]
        for number, body in records
        if number == _USE_OF_TEXT and len(body) >= 10
    )
    if sum(known.get(use, 0) for use in uses) > _TEXT_LIMIT:
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
