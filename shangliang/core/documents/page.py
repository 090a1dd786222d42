"""The page of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters, numbered pages."""

import datetime as dt
import math

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from .typefaces import BODY, BODY_SIZE, SONG, add_run, set_fonts

PAGE_WIDTH, PAGE_HEIGHT = Mm(210), Mm(297)
TOP, LEFT, RIGHT, BOTTOM = Mm(37), Mm(28), Mm(26), Mm(35)
TYPE_WIDTH, TYPE_HEIGHT = Mm(156), Mm(225)
LINES, CHARACTERS = 22, 28
LINE_PITCH = Pt(28.95)
# By how much characters stand closer than their own width, in twentieths of a point, so that a line holds 28.
# A grid of characters would say the same, but some programs give a character wider than its cell two of them.
CLOSENESS = math.floor((TYPE_WIDTH.pt / CHARACTERS - BODY_SIZE.pt) * 20)

# The dash of the page number stands 7 mm under the type area: 35 - 7 - 5 mm (its own height) from the edge.
_FOOTER_DISTANCE = Mm(23)
_NUMBER_SIZE = Pt(14)
_PROPERTIES = [
    qn(f"w:{name}")
    for name in ("pStyle", "keepNext", "pBdr", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr")
]
_FIXED_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def new_page(title: str) -> WordDocument:
    """An empty document of this page, with nothing in it that depends on the day or the machine."""
    document = Document()
    _set_properties(document, title)
    _set_body_style(document)
    section = document.sections[0]
    _set_geometry(section)
    _set_grid(section)
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _number_pages(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return document


def element(tag: str, **values: str | int) -> BaseOxmlElement:
    """A Word element such as `w:ind` with attributes of the same prefix."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def add_property(paragraph: Paragraph, made: BaseOxmlElement) -> None:
    """Put a setting among those of the paragraph, in the order that Word insists on."""
    after = _PROPERTIES[_PROPERTIES.index(made.tag) + 1 :]
    properties = paragraph._p.get_or_add_pPr()
    later = [one for one in properties if one.tag in after]
    if later:
        later[0].addprevious(made)
    else:
        properties.append(made)


def _set_properties(document: WordDocument, title: str) -> None:
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = _FIXED_DAY
    properties.language = "zh-CN"


def _set_body_style(document: WordDocument) -> None:
    style = document.styles["Normal"]
    set_fonts(style.element.get_or_add_rPr(), BODY)
    style.element.get_or_add_rPr().append(element("w:spacing", val=CLOSENESS))
    style.element.get_or_add_rPr().append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    style.font.size = BODY_SIZE
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = LINE_PITCH
    layout.widow_control = False


def _set_geometry(section: Section) -> None:
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance, section.footer_distance = Mm(15), _FOOTER_DISTANCE


def _set_grid(section: Section) -> None:
    """The lines stand on a grid; how many characters fit into one, the body style says."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    pitch = round(LINE_PITCH.pt * 20)
    section._sectPr.append(element("w:docGrid", type="lines", linePitch=pitch))


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """ "— 1 —", one character in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indent: Length = _NUMBER_SIZE
    if side == WD_ALIGN_PARAGRAPH.RIGHT:
        paragraph.paragraph_format.right_indent = indent
    else:
        paragraph.paragraph_format.left_indent = indent
    add_run(paragraph, "— ", SONG, _NUMBER_SIZE, latin=SONG)
    field = element("w:fldSimple", instr="PAGE")
    field.append(add_run(paragraph, "1", SONG, _NUMBER_SIZE, latin=SONG)._r)
    paragraph._p.append(field)
    add_run(paragraph, " —", SONG, _NUMBER_SIZE, latin=SONG)
