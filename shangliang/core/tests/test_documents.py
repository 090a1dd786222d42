"""Official documents, opened again and measured."""

import dataclasses
import datetime as dt
import io
import zipfile

import pytest
import time_machine
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st

from shangliang.core.documents import (
    Heading,
    Letter,
    OfficialDocument,
    Paragraph,
    Signature,
    TableBlock,
    render,
)

LETTER = Letter(
    title="关于对政协第0001号提案的答复",
    addressee="张三委员",
    paragraphs=[
        "您提出的提案收悉。\n现答复如下。",
        Heading("一、基本情况"),
        Heading("（一）现状", 2),
        "感谢支持。",
    ],
    signer="某市民政局",
    date=dt.date(2026, 3, 5),
    number="某民函〔2026〕12号",
    attachments=["办理情况表", "责任分工"],
    header_lines=["某市民政局"],
    mark="A",
    notes=["联系人：李四"],
    copies_to=["市政协提案委", "市政府督查室"],
)


def opened(document: Letter | OfficialDocument) -> WordDocument:
    return Document(io.BytesIO(render(document)))


def texts(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def line(document: WordDocument, text: str) -> WordParagraph:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text == text)


def look(paragraph: WordParagraph) -> tuple[str, float]:
    """Chinese typeface and size of the first run."""
    run = paragraph.runs[0]
    return run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt


def test_the_page_is_that_of_the_standard():
    section = opened(LETTER).sections[0]
    found = [round(side.mm, 1) for side in (section.page_width, section.page_height, section.top_margin)]
    sides = [round(side.mm, 1) for side in (section.left_margin, section.right_margin, section.bottom_margin)]
    assert (found, sides) == ([210, 297, 37], [28, 26, 35])


def test_the_type_area_is_156_by_225_millimetres():
    section = opened(LETTER).sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (round(width / Mm(1)), round(height / Mm(1))) == (156, 225)


def test_a_page_has_22_lines_of_28_characters():
    document = opened(LETTER)
    grid = document.sections[0]._sectPr.findall(qn("w:docGrid"))
    assert [dict(one.attrib) for one in grid] == [{qn("w:type"): "lines", qn("w:linePitch"): "579"}]
    closer = document.styles["Normal"].element.rPr.find(qn("w:spacing"))
    character = 16 + int(closer.get(qn("w:val"))) / 20
    assert (int(Mm(225).pt / (579 / 20)), int(Mm(156).pt / character)) == (22, 28)


def test_the_body_is_fangsong_of_size_three_on_lines_of_28_95_points():
    style = opened(LETTER).styles["Normal"]
    fonts = style.element.rPr.find(qn("w:rFonts"))
    assert (fonts.get(qn("w:eastAsia")), style.font.size) == ("FangSong", Pt(16))
    layout = style.paragraph_format
    assert (layout.line_spacing, layout.space_before, layout.space_after) == (Pt(28.95), Pt(0), Pt(0))


@pytest.mark.parametrize(
    ("text", "font", "size"),
    [
        (LETTER.title, "方正小标宋简体", 22),
        ("一、基本情况", "SimHei", 16),
        ("（一）现状", "KaiTi", 16),
        ("感谢支持。", "FangSong", 16),
        ("A", "SimHei", 16),
        ("抄送：市政协提案委，市政府督查室。", "FangSong", 14),
    ],
)
def test_each_part_has_its_typeface_and_size(text, font, size):
    assert look(line(opened(LETTER), text)) == (font, size)


def test_a_letter_says_everything_in_its_order():
    assert texts(opened(LETTER)) == [
        "A",
        "某市民政局",
        "某民函〔2026〕12号",
        "关于对政协第0001号提案的答复",
        "张三委员：",
        "您提出的提案收悉。",
        "现答复如下。",
        "一、基本情况",
        "（一）现状",
        "感谢支持。",
        "附件：1．办理情况表",
        "2．责任分工",
        "某市民政局",
        "2026年3月5日",
        "（联系人：李四）",
        "抄送：市政协提案委，市政府督查室。",
    ]


def test_running_text_is_indented_by_two_characters():
    indent = line(opened(LETTER), "感谢支持。")._p.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


def test_the_addressee_stands_at_the_edge():
    assert line(opened(LETTER), "张三委员：").paragraph_format.first_line_indent is None


def test_the_signer_is_centred_over_the_date():
    """Five characters over six (figures are half as wide): half a character more to the left."""
    document = opened(LETTER)
    signer, day = (
        line
        for line in document.paragraphs
        if line.text in {"某市民政局", "2026年3月5日"} and line.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    )
    assert (day.paragraph_format.right_indent, signer.paragraph_format.right_indent) == (Pt(64), Pt(72))


def test_one_attachment_bears_no_number():
    letter = Letter("函", "市政协", ["请阅。"], "某局", attachments=["名单"])
    assert texts(opened(letter)) == ["函", "市政协：", "请阅。", "附件：名单", "某局"]


def test_the_issuing_body_is_red_and_underlined_by_a_red_line():
    document = opened(LETTER)
    border = line(document, LETTER.number)._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert (str(document.paragraphs[1].runs[0].font.color.rgb), border.get(qn("w:color"))) == (
        "FF0000",
        "FF0000",
    )


@pytest.mark.parametrize(("footer", "side"), [("footer", "RIGHT"), ("even_page_footer", "LEFT")])
def test_pages_are_numbered_between_dashes_on_the_outer_side(footer, side):
    document = opened(LETTER)
    paragraph = getattr(document.sections[0], footer).paragraphs[0]
    field = paragraph._p.find(qn("w:fldSimple"))
    assert document.settings.odd_and_even_pages_header_footer
    assert [run.text for run in paragraph.runs] == ["— ", " —"]
    assert (field.get(qn("w:instr")), paragraph.alignment, look(paragraph)) == (
        "PAGE",
        WD_ALIGN_PARAGRAPH[side],
        ("SimSun", 14),
    )


def test_settings_of_a_paragraph_stand_in_the_order_word_insists_on():
    names = ["pStyle", "keepNext", "pBdr", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    table = TableBlock(["a"], [["1"]])
    document = opened(dataclasses.replace(LETTER, paragraphs=[*LETTER.paragraphs, table]))
    found = [[one.tag for one in properties] for properties in document.element.iter(qn("w:pPr"))]
    order = [qn(f"w:{name}") for name in names]
    assert found == [sorted(tags, key=order.index) for tags in found]


def test_a_document_has_particulars_text_table_and_signature():
    table = TableBlock(["单位", "件数"], [["民政局", "3"], ["教育局", "5"]], caption="表1", widths=[2, 1])
    document = opened(
        OfficialDocument(
            "提案",
            "（第1号）",
            [("案号", "20260001"), ("提案人", "张三")],
            [Heading("一、案由"), Paragraph("正文"), table, Signature("提案委", dt.date(2026, 12, 31))],
        )
    )
    cells = [[[cell.text for cell in row.cells] for row in one.rows] for one in document.tables]
    assert cells == [
        [["案号", "20260001"], ["提案人", "张三"]],
        [["单位", "件数"], ["民政局", "3"], ["教育局", "5"]],
    ]
    assert texts(document) == ["提案", "（第1号）", "一、案由", "正文", "表1", "提案委", "2026年12月31日"]


def test_a_table_fills_the_type_area_and_repeats_its_headings():
    table = opened(
        OfficialDocument("表", blocks=[TableBlock(["a", "b"], [["1", "2"]], widths=[2, 1])])
    ).tables[0]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    widths = [round(column.width / Mm(1)) for column in table.columns]
    assert (heads, widths) == ([True, False], [104, 52])


def test_a_row_that_does_not_fit_its_headings_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        render(OfficialDocument("表", blocks=[TableBlock(["a", "b"], [["1"]])]))


def test_the_same_document_gives_the_same_bytes_on_another_day():
    first = render(LETTER)
    with time_machine.travel("2031-05-06"):
        assert render(LETTER) == first


def test_the_file_names_no_author_and_is_whole():
    document = opened(LETTER)
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.title == LETTER.title
    assert zipfile.ZipFile(io.BytesIO(render(LETTER))).testzip() is None


def test_markup_and_control_characters_are_only_text():
    hostile = "<w:p>&amp;{{ x }}\x00\x08\ud800\uffff\u202e"
    document = opened(OfficialDocument(hostile, blocks=[hostile, TableBlock([hostile], [[hostile]])]))
    assert texts(document) == ["<w:p>&amp;{{ x }}", "<w:p>&amp;{{ x }}"]
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["<w:p>&amp;{{ x }}"] * 2


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=40))
def test_whatever_people_type_the_file_opens(text):
    assert opened(Letter(text, text, [text], text, number=text, attachments=[text], header_lines=[text]))
