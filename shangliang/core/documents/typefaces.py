"""The typefaces and sizes of the standard, and text that fits into XML."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from shangliang.core.text import clean_text

BODY = "FangSong"
HEI = "SimHei"
KAI = "KaiTi"
SONG = "SimSun"
TITLE = "方正小标宋简体"
LATIN = "Times New Roman"

BODY_SIZE = Pt(16)
TITLE_SIZE = Pt(22)
TABLE_SIZE = Pt(12)
SMALL_SIZE = Pt(14)

_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text without characters that XML does not know or that reorder others."""
    return clean_text(_NOT_IN_XML.sub("", text))


def set_fonts(properties: CT_RPr, font: str, latin: str = LATIN) -> None:
    """Chinese letters in one typeface, Latin ones in another."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.attrib.clear()
    for script, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", font), ("cs", latin)):
        fonts.set(qn(f"w:{script}"), name)
    fonts.set(qn("w:hint"), "eastAsia")


def add_run(
    paragraph: Paragraph, text: str, font: str = BODY, size: Length = BODY_SIZE, latin: str = LATIN
) -> Run:
    """Text in a typeface; spaces at its ends are kept."""
    run = paragraph.add_run(text)
    run.font.size = size
    set_fonts(run._r.get_or_add_rPr(), font, latin)
    return run
