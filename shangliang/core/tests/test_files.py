"""What may be uploaded, what is refused, and what is left of a file afterwards."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from django.utils import translation
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from shangliang.core.errors import Invalid
from shangliang.core.files import TABLES, CheckedFile, check_upload

from . import samples
from .weighing import hold, refused, weigh

RELATIONS = "word/_rels/document.xml.rels"
TEMPLATE_ELSEWHERE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"'
    b' Target="%s" TargetMode="External"/></Relationships>'
)
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
UNKNOWN_ENCODING = b'<?xml version="1.0" encoding="UTF-9"?><a/>'
WITH_MACROS = samples.changed(samples.docx(), {"word/vbaProject.bin": b"x"})

OLD_MACROS = samples.compound({"WordDocument": b"", "_VBA_PROJECT": b""})
INNER_MACROS = samples.changed(samples.xlsx([1]), {"xl/vbaProject.bin": b"x"})
NESTED_TWICE = samples.changed(samples.xlsx([1]), {"xl/embeddings/a.xlsx": samples.xlsx([1])})
MANY_PARTS = samples.changed(samples.xlsx([1]), {f"xl/{number}.xml": b"<a/>" for number in range(101)})
MANY_WORKBOOKS = {f"word/embeddings/{number}.xlsx": samples.xlsx([1]) for number in range(41)}
MACRO_SHEET = struct.pack("<HHLBB", 0x85, 6, 0, 0, 1)
ENCRYPTED_SHEET = struct.pack("<HHL", 0x2F, 4, 0)
POWERPOINT_MACROS = struct.pack("<HHLLLL", 2, 0x0400, 12, 7, 1, 2)
HONEST = {
    "DOC": samples.compound({"WordDocument": b"\xec\xa5"}),
    "DOCX": samples.docx(),
    "GIF": samples.picture("GIF"),
    "JPG": samples.picture("JPEG"),
    "PDF": samples.PDF,
    "PNG": samples.picture("PNG"),
    "WEBP": samples.picture("WEBP"),
    "XLS": samples.xls(),
}

TOO_LARGE_INSIDE = "This file would become far too large when unpacked."
MACROS = "This file contains macros or programs. Save it without them."
PROTECTED = "This file is protected by a password. Remove the protection first."
DAMAGED = "This file is damaged or cannot be read."
ENTITIES = "This file contains declarations that are not allowed in office files."
ELSEWHERE = "This file loads content from elsewhere. Put the content into the file."
ARCHIVE = "This file contains another archive. Attach that one by itself."
PICTURE = "This picture is damaged or cannot be read."
FLOOD = "This picture has more than 40 million pixels. Make it smaller first."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def upload(name: str, content: bytes) -> CheckedFile:
    return check_upload(name, io.BytesIO(content))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        upload(name, content)
    assert refused.value.field == "file"
    return str(refused.value)


measured = pytest.mark.skipif(
    not Path("/proc/self/status").exists(),
    reason="this system does not tell how much memory was used",
)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", samples.PDF, "application/pdf"),
        ("a.doc", samples.compound({"WordDocument": b"\xec\xa5"}), "application/msword"),
        ("a.xls", samples.xls(), "application/vnd.ms-excel"),
        ("a.txt", "浙江省".encode("gb18030"), "text/plain"),
        ("a.csv", "\ufeff姓名,电话\n".encode(), "text/csv"),
        ("a.txt", "界别".encode("utf-16"), "text/plain"),
    ],
)
def test_an_honest_file_is_kept_as_it_is(name, content, media_type):
    checked = upload(name, content)
    assert (checked.name, checked.media_type, checked.content) == (name, media_type, content)


def test_size_and_digest_are_those_of_the_kept_bytes():
    checked = upload("a.txt", b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (checked.size, checked.sha256) == (3, digest)


def test_a_word_file_still_opens_and_has_lost_its_author():
    checked = upload("建议.docx", samples.docx("正文"))
    kept = Document(io.BytesIO(checked.content))
    assert [paragraph.text for paragraph in kept.paragraphs] == ["正文"]
    assert kept.core_properties.author == ""


def test_a_repacked_file_is_whole_and_bears_no_dates():
    kept = zipfile.ZipFile(io.BytesIO(upload("a.xlsx", samples.xlsx(["甲"])).content))
    assert kept.testzip() is None
    assert {entry.date_time for entry in kept.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_bytes_hidden_between_the_entries_are_not_kept():
    honest = samples.docx()
    start = int.from_bytes(honest[-6:-2], "little")
    hidden = honest[:start] + b"HIDDEN" + honest[start:-6] + (start + 6).to_bytes(4, "little") + honest[-2:]
    assert b"HIDDEN" not in upload("a.docx", hidden).content


def test_a_chart_may_bring_its_own_workbook():
    chart = samples.changed(samples.docx(), {"word/embeddings/Sheet1.xlsx": samples.xlsx([1])})
    assert upload("a.docx", chart).name == "a.docx"


def test_a_link_for_the_reader_may_lead_anywhere():
    link = TEMPLATE_ELSEWHERE % (b"hyperlink", b"https://example.org/")
    assert upload("a.docx", samples.changed(samples.docx(), {"word/_rels/x.xml.rels": link})).name == "a.docx"


def test_a_template_on_the_authors_own_disk_is_no_danger():
    local = TEMPLATE_ELSEWHERE % (b"attachedTemplate", b"file:///C:\\Office\\red.dotx")
    assert (
        upload("a.docx", samples.changed(samples.docx(), {"word/_rels/x.xml.rels": local})).name == "a.docx"
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "This file is empty."),
        ("a.pdf", samples.PDF[:40], "This PDF file is damaged or not complete."),
        ("a.pdf", samples.PDF.replace(b"/Catalog", b"/Catalog /Encrypt 5 0 R"), PROTECTED),
        ("a.pdf", samples.PDF.replace(b"/Catalog", b"/Catalog /JavaScript 5 0 R"), MACROS),
        ("a.pdf", samples.PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript 5 0 R"), MACROS),
        ("a.docx", WITH_MACROS, MACROS),
        ("a.docx", samples.changed(samples.docx(), {"word/customXml/item.xml": XXE}), ENTITIES),
        ("a.docx", samples.changed(samples.docx(), {"word/x.xml": XXE.decode().encode("utf-16")}), ENTITIES),
        ("a.docx", samples.changed(samples.docx(), {"word/x.xml": UNKNOWN_ENCODING}), DAMAGED),
        ("a.docx", samples.changed(samples.docx(), {"word/_rels/x.rels": UNKNOWN_ENCODING}), DAMAGED),
        ("a.docx", samples.changed(samples.docx(), {"word/a.bin": samples.zipped({"a": b"b"})}), ARCHIVE),
        ("a.docx", samples.changed(samples.docx(), {"word/a.bin": b"MZ\x90\0"}), MACROS),
        ("a.docx", samples.docx()[:-30], DAMAGED),
        ("a.doc", samples.compound({"WordDocument": b"", "_VBA_PROJECT": b""}), MACROS),
        ("a.doc", samples.compound({"WordDocument": bytes(10) + b"\0\1"}), PROTECTED),
        ("a.doc", samples.compound({"WordDocument": b"", "\x01Ole10Native": b""}), MACROS),
        ("a.doc", samples.compound({"WordDocument": b""})[:700], DAMAGED),
        ("a.docx", samples.compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), PROTECTED),
        ("a.docx", samples.locked(samples.docx()), PROTECTED),
        ("a.docx", samples.changed(samples.docx(), {"../escape.xml": b"<a/>"}), DAMAGED),
        ("a.docx", samples.changed(samples.docx(), {"/etc/escape.xml": b"<a/>"}), DAMAGED),
        ("a.docx", samples.changed(samples.docx(), {"word/embeddings/o.bin": OLD_MACROS}), MACROS),
        ("a.docx", samples.changed(samples.docx(), {"word/embeddings/S.xlsx": INNER_MACROS}), MACROS),
        ("a.docx", samples.changed(samples.docx(), {"word/embeddings/S.xlsx": NESTED_TWICE}), ARCHIVE),
        ("a.docx", samples.changed(samples.docx(), {"word/embeddings/S.xlsx": MANY_PARTS}), TOO_LARGE_INSIDE),
        ("a.docx", samples.changed(samples.docx(), MANY_WORKBOOKS), TOO_LARGE_INSIDE),
        ("a.xls", samples.compound({"Workbook": MACRO_SHEET}), MACROS),
        ("a.xls", samples.compound({"Workbook": ENCRYPTED_SHEET}), PROTECTED),
        ("a.ppt", samples.compound({"PowerPoint Document": POWERPOINT_MACROS}), MACROS),
        ("a.jpg", samples.picture("JPEG")[:300], PICTURE),
        ("a.png", samples.picture("PNG")[:60], PICTURE),
    ],
)
def test_a_bad_file_is_refused_with_the_reason(name, content, sentence):
    assert refusal(name, content) == sentence


@pytest.mark.parametrize("relation", [b"attachedTemplate", b"image", b"oleObject", b"frame"])
@pytest.mark.parametrize(
    "target", [b"http://example.org/a", b"\\\\host\\a", b"file://host/a", b"mhtml:x", b"//h/a"]
)
def test_nothing_may_be_fetched_by_opening_the_file(relation, target):
    far = samples.changed(samples.docx(), {RELATIONS: TEMPLATE_ELSEWHERE % (relation, target)})
    assert refusal("a.docx", far) == ELSEWHERE


@pytest.mark.parametrize(
    ("name", "content", "claimed", "found"),
    [
        ("报告.pdf", b"MZ\x90\0" + bytes(400), "PDF", "EXE"),
        ("报告.txt", b"<!DOCTYPE html><script>alert(1)</script>", "TXT", "HTML"),
        ("报告.csv", b"\n <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "CSV", "SVG"),
        ("照片.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG", "SVG"),
        ("报告.docx", samples.PDF, "DOCX", "PDF"),
        ("报告.doc", samples.docx(), "DOC", "DOCX"),
        ("报告.txt", samples.picture("PNG"), "TXT", "PNG"),
    ],
)
def test_a_disguised_file_is_refused(name, content, claimed, found):
    sentence = f"The name says {claimed}, but the content is something else ({found})."
    assert refusal(name, content) == sentence


def test_of_a_content_that_looks_like_nothing_known_only_the_name_is_told():
    sentence = "The name says PDF, but the content is something else."
    assert refusal("报告.pdf", "纯文本".encode()) == sentence


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a", "a.pdf.exe"])
def test_a_type_that_is_not_taken_is_refused_with_the_list_of_those_that_are(name):
    kinds = "CSV, DOC, DOCX, GIF, JPG, OFD, PDF, PNG, PPT, PPTX, TXT, WEBP, XLS, XLSX"
    assert refusal(name, samples.PDF) == f"Files of this type are not accepted. Accepted are: {kinds}."


def test_a_page_for_tables_takes_no_pictures():
    with pytest.raises(Invalid) as refused:
        check_upload("a.png", io.BytesIO(samples.picture("PNG")), allowed=TABLES)
    assert str(refused.value) == "Files of this type are not accepted. Accepted are: CSV, XLS, XLSX."


def test_a_file_may_be_as_large_as_the_limit_and_no_larger():
    megabyte = 1024 * 1024
    assert check_upload("a.txt", io.BytesIO(b"a" * megabyte), max_bytes=megabyte).size == megabyte
    with pytest.raises(Invalid, match=r"^This file is larger than 1 MB\.$"):
        check_upload("a.txt", io.BytesIO(b"a" * (megabyte + 1)), max_bytes=megabyte)


@measured
def test_the_measure_of_memory_sees_what_is_used():
    assert weigh(hold, 60_000_000).memory > 50_000_000


@measured
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    ("name", "build", "sentence"),
    [
        ("bomb.docx", lambda: samples.zip_bomb(400), TOO_LARGE_INSIDE),
        ("hidden.docx", lambda: samples.zip_bomb(250, ballast=4_000_000), TOO_LARGE_INSIDE),
        ("ratio.docx", lambda: samples.zip_bomb(60), TOO_LARGE_INSIDE),
        ("crowd.docx", lambda: samples.crowded_zip(600_000), TOO_LARGE_INSIDE),
        ("flood.png", lambda: samples.pixel_flood(60_000, 60_000), FLOOD),
        ("flood.png", lambda: samples.pixel_flood(10_000, 10_000), FLOOD),
        ("macro.docx", lambda: WITH_MACROS, MACROS),
        ("xxe.docx", lambda: samples.changed(samples.docx(), {"word/a.xml": XXE}), ENTITIES),
    ],
)
def test_a_bomb_is_refused_in_a_second_and_without_much_memory(name, build, sentence):
    weighed = weigh(refused, name, build())
    assert weighed.said == sentence
    assert weighed.seconds < 1
    assert weighed.memory < 50_000_000


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(HONEST)), st.data())
def test_a_broken_file_is_taken_or_refused_but_never_an_accident(kind, data):
    content = bytearray(HONEST[kind])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place : place + 4] = data.draw(st.binary(min_size=1, max_size=8))
    try:
        checked = upload(f"a.{kind}", bytes(content))
    except Invalid as refused:
        assert str(refused).endswith(".")
    else:
        assert checked.size == len(checked.content)
