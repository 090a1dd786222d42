"""Tables as offices send them, and as spreadsheets must receive them."""

import csv
import datetime as dt
import io
import re
import struct
import time
import zipfile

import pytest
import time_machine
import xlsxwriter
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from shangliang.core.errors import Invalid
from shangliang.core.tables import Table, read_table, write_csv, write_xlsx
from shangliang.core.tables.old_texts import old_text_lengths

from . import samples

MEMBERS = "姓名,界别,电话\n张三,经济界,13800000000\n李四,教育界,13900000000\n"
EXPECTED_ROWS = [["张三", "经济界", "13800000000"], ["李四", "教育界", "13900000000"]]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_XML = f"<worksheet xmlns='{NAMESPACE}'><sheetData>%s</sheetData></worksheet>"
TOO_LARGE = "The workbook has a sheet with more than 20000 rows or 200 columns. Keep only the table."
# Of this thread's own work. It takes a few hundredths; the gap, or every way to read the signs, would take minutes.
FEW_SECONDS = 5
NOT_A_TABLE = "This is not a table that can be read. Send CSV, XLSX or XLS."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def refusal(data: bytes, name: str = "a.csv") -> str:
    with pytest.raises(Invalid) as refused:
        read_table(name, data)
    assert refused.value.field == "file"
    return str(refused.value)


def with_cells(cells: str) -> bytes:
    return samples.changed(samples.xlsx(["a"]), {SHEET: (SHEET_XML % cells).encode()})


@pytest.mark.parametrize(
    ("python_encoding", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_a_table_is_read_in_every_usual_encoding(python_encoding, encoding):
    table = read_table("名单.csv", MEMBERS.encode(python_encoding))
    assert table == Table(["姓名", "界别", "电话"], EXPECTED_ROWS, encoding)


@pytest.mark.parametrize(
    "data", ["臺灣省政協委員提案資料統計表".encode("big5"), "été à la façon œuvre".encode("cp1252")]
)
def test_an_unknown_encoding_is_refused_with_those_that_work(data):
    sentence = "The encoding of this text is not known. Save it as UTF-8, UTF-16 or GB18030 (GBK)."
    assert refusal(data) == sentence


def test_traditional_characters_in_gb18030_are_read():
    assert read_table("a.csv", "姓名,職務\n王國慶,委員會聯絡員\n".encode("gb18030")).rows == [
        ["王國慶", "委員會聯絡員"]
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_delimiter_is_found(sign):
    text = MEMBERS.replace(",", sign)
    assert read_table("a.csv", text.encode()).rows == EXPECTED_ROWS


def test_quotes_protect_delimiters_and_line_ends():
    text = '姓名,简介\n张三,"工程师，""首席""\n常住, 本市; 未婚"\n'
    assert read_table("a.csv", text.encode()).rows == [["张三", '工程师，"首席"\n常住, 本市; 未婚']]


def test_headings_are_trimmed_and_an_empty_tail_is_dropped():
    text = "\n 姓 名 ,\u3000电话\u3000,\n张三,1\n,\n李四,2,\n,,\n,,\n"
    assert read_table("a.csv", text.encode()) == Table(
        ["姓 名", "电话"], [["张三", "1"], ["", ""], ["李四", "2"]], "utf-8"
    )


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800000000, "13800000000"),
        (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"),
        (-2.5, "-2.5"),
        (1e15, "1000000000000000"),
        (True, "TRUE"),
        ("0571", "0571"),
    ],
)
def test_cells_of_a_workbook_read_as_people_type_them(cell, text):
    assert read_table("a.xlsx", samples.xlsx(["值"], [cell])).rows == [[text]]


def test_days_and_moments_of_a_workbook_are_iso():
    cells = [dt.date(2026, 3, 5), dt.datetime(2026, 3, 5, 9, 30)]
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        book.add_worksheet().write_column(0, 0, ["日期", *cells])
    assert read_table("a.xlsx", target.getvalue()).rows == [["2026-03-05"], ["2026-03-05 09:30:00"]]


def test_an_old_workbook_is_read():
    number = struct.pack("<HHHd", 1, 0, 0, 13800000000.0)
    heading = struct.pack("<HHHHB", 0, 0, 0, 5, 0) + b"Phone"
    table = read_table("a.xls", samples.xls((0x204, heading), (0x203, number)))
    assert table == Table(["Phone"], [["13800000000"]], "")


def test_a_workbook_without_cells_is_an_empty_table():
    assert refusal(samples.xlsx(), "a.xlsx") == "The table is empty."


def test_a_format_far_below_the_table_does_no_harm():
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_table("a.xlsx", with_cells(cells)).headers == ["1"]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="20002"><c r="A20002"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="GS1"><v>1</v></c></row>',
        "<row r='1'><c r='a1'><v>1</v></c></row><row r='1048576'><c r = 'xfd1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFC1" s="0"/><c><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away_is_refused_before_the_gap_fills_the_memory(cells):
    begun = time.thread_time()
    assert refusal(with_cells(cells), "a.xlsx") == TOO_LARGE
    assert time.thread_time() - begun < FEW_SECONDS


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="900000"><c x=">" r="XFD900000"><v>1</v></c></row>',
        '<row r="900000"><c r="XFD900000" x="/>"><v>1</v></c></row>',
        "<c " * 300_000,
        "<c" + ' r="XFD1"' * 100_000 + "/>",
        f'<c r="A1" x="{"x" * 200}"/>',
    ],
)
def test_a_cell_written_in_an_unusual_way_is_damage_and_costs_no_time(cells):
    begun = time.thread_time()
    assert refusal(with_cells(cells), "a.xlsx") == "This file is damaged or cannot be read."
    assert time.thread_time() - begun < FEW_SECONDS


@pytest.mark.parametrize(("row", "column"), [(60_000, 0), (1, 60_000), (65_535, 65_535)])
def test_a_cell_far_away_in_an_old_workbook_is_refused(row, column):
    cells = [struct.pack("<HHHd", *place, 0, 1.0) for place in [(0, 0), (row, column)]]
    assert refusal(samples.xls(*[(0x203, cell) for cell in cells]), "a.xls") == TOO_LARGE


@pytest.mark.parametrize("content", ["<v>0</v>", "<f>1</f><v>0</v>", "<v xml:space='preserve'>0</v>"])
def test_one_long_text_used_in_very_many_cells_is_refused(content):
    strings = f"<sst xmlns='{NAMESPACE}'><si><t>{'长' * 30_000}</t></si></sst>"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s">{content}</c></row>' for n in range(1, 1_000))
    parts = {SHEET: (SHEET_XML % rows).encode(), "xl/sharedStrings.xml": strings.encode()}
    sentence = "This file would become far too large when unpacked."
    assert refusal(samples.changed(samples.xlsx(["a"]), parts), "a.xlsx") == sentence


def test_one_long_text_used_in_very_many_cells_of_an_old_workbook_is_refused():
    texts = struct.pack("<LLHB", 1, 1, 8_000, 0) + b"a" * 8_000
    uses = [(0xFD, struct.pack("<HHHL", number, 0, 0, 0)) for number in range(9_000)]
    book = samples.xls((0xFC, texts), *uses)
    assert refusal(book, "a.xls") == "This file would become far too large when unpacked."


def test_texts_of_an_old_workbook_are_measured_across_records():
    first = struct.pack("<LLHB", 3, 3, 4, 0) + b"ab"
    second = b"\1" + "丙丁".encode("utf-16-le") + struct.pack("<HBHL", 1, 0x0C, 1, 2) + b"x" + b"runsno"
    third = struct.pack("<HB", 2, 1) + "甲乙".encode("utf-16-le")
    assert old_text_lengths([(9, b""), (0xFC, first), (0x3C, second), (0x3C, third), (0x3C, b"")]) == [
        4,
        1,
        2,
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", samples.docx()),
        ("a.xls", samples.compound({"WordDocument": b""})),
        ("a.xlsx", MEMBERS.encode()),
        ("a.csv", samples.picture("PNG")),
    ],
)
def test_what_is_no_table_is_refused(name, data):
    assert refusal(data, name) == NOT_A_TABLE


def test_a_workbook_that_swells_is_refused():
    bomb = samples.changed(samples.xlsx(["a"]), {"xl/media/a.xml": bytes(60_000_000)})
    assert refusal(bomb, "a.xlsx") == "This file would become far too large when unpacked."


def test_as_many_rows_as_allowed_are_read_and_one_more_is_refused():
    text = "姓名\n" + "张三\n" * 20_000
    assert len(read_table("a.csv", text.encode()).rows) == 20_000
    assert refusal(f"{text}李四\n".encode()) == "The table has more than 20000 rows. Split it."


def test_as_many_columns_as_allowed_are_read_and_one_more_is_refused():
    assert len(read_table("a.csv", ",".join(["a"] * 200).encode()).headers) == 200
    assert refusal(",".join(["a"] * 201).encode()) == "The table has more than 200 columns."


@pytest.mark.parametrize("length", [32_768, 200_000])
def test_a_cell_too_long_is_refused_with_its_row(length):
    text = "姓名\n" + "长" * length
    assert refusal(text.encode()) == "A cell in row 2 is longer than 32767 characters."


FORMULAS = [
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1+1",
    "\n=1",
    "\x1f=1",
    "\u200b=1",
    " \t1",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_written_to_csv_is_a_formula(formula):
    content = b"".join(write_csv(["标题", formula], [[formula, "正文"]])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows == [["标题", f"'{formula}"], [f"'{formula}", "正文"]]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_written_to_a_workbook_is_a_formula(formula):
    book = write_xlsx([formula], [[formula]], "表")
    sheet = zipfile.ZipFile(io.BytesIO(book)).read(SHEET).decode()
    written = re.findall(r'<c r="(\w+)"[^>]*><is><t[^>]*>(.)', sheet)
    assert (written, "<f>" in sheet) == ([("A1", "'"), ("A2", "'")], False)


def test_an_array_formula_is_written_as_text():
    assert read_table("a.xlsx", write_xlsx(["值"], [["{=1+1}"]], "表")).rows == [["{=1+1}"]]


def test_numbers_stay_numbers_and_nothing_stays_empty():
    content = b"".join(write_csv(["a", "b", "c", "d"], [[-5, 2.5, None, True]]))
    assert content == "\ufeffa,b,c,d\r\n-5,2.5,,True\r\n".encode()


def test_a_written_workbook_holds_numbers_texts_and_no_formula():
    book = write_xlsx(
        ["案号", "件数"], [["=cmd", -5], ["https://example.org/", 123456789012345678]], "提案[1]"
    )
    sheet = zipfile.ZipFile(io.BytesIO(book)).read(SHEET).decode()
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)
    assert read_table("a.xlsx", book).rows == [
        ["'=cmd", "-5"],
        ["https://example.org/", "123456789012345678"],
    ]


def test_the_same_table_gives_the_same_workbook():
    first = write_xlsx(["a"], [[1]], "甲")
    with time_machine.travel("2031-01-01"):
        assert write_xlsx(["a"], [[1]], "甲") == first


def test_a_long_table_is_written_in_pieces():
    pieces = list(write_csv(["编号"], [[number] for number in range(1_200)]))
    assert (len(pieces), b"".join(pieces).count(b"\r\n")) == (3, 1_201)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_whatever_people_type_no_cell_begins_like_a_formula(cells):
    content = b"".join(write_csv(cells, [cells])).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(content, newline="")):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
