"""Documents become Word files: each part in the typeface and at the place the standard gives it."""

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from shangliang.core.files.zips import repacked

from .nouns import Block, Heading, Letter, OfficialDocument, Paragraph, Signature, TableBlock
from .page import TYPE_WIDTH, add_property, element, new_page
from .tables import add_particulars, add_table
from .typefaces import BODY, BODY_SIZE, HEI, KAI, SMALL_SIZE, TITLE, TITLE_SIZE, add_run, printable

RED = RGBColor(0xFF, 0, 0)

_LEVELS = {1: HEI, 2: KAI, 3: BODY, 4: BODY}
_DATE_INDENT = 4
_LARGEST_HEAD = 42
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def render(document: Letter | OfficialDocument) -> bytes:
    """The Word file; the same document gives the same bytes."""
    page = new_page(printable(document.title))
    if isinstance(document, Letter):
        _add_letter(page, document)
    else:
        _add_document(page, document)
    target = io.BytesIO()
    page.save(target)
    content = target.getvalue()
    return repacked(zipfile.ZipFile(target), content, {})


def _add_letter(page: WordDocument, letter: Letter) -> None:
    _add_head(page, letter)
    _add_title(page, letter.title)
    if letter.addressee:
        _add_line(page, printable(letter.addressee).rstrip("：:") + "：")
    _add_blocks(page, letter.paragraphs)
    _add_attachments(page, letter.attachments)
    _add_signature(page, Signature(letter.signer, letter.date))
    for note in letter.notes:
        _indent(_add_line(page, f"（{printable(note).strip('（）()')}）"), first=2)
    _add_copies(page, letter.copies_to)


def _add_document(page: WordDocument, document: OfficialDocument) -> None:
    _add_title(page, document.title, document.subtitle)
    if document.meta:
        add_particulars(page, document.meta)
        page.add_paragraph()
    _add_blocks(page, document.blocks)


def _add_head(page: WordDocument, letter: Letter) -> None:
    """The name of the issuing body in red, the number of the letter, the red line."""
    if letter.mark:
        _add_line(page, letter.mark, HEI).alignment = _RIGHT
    for name in letter.header_lines:
        _add_red_name(page, printable(name))
    if letter.header_lines:
        number = _add_line(page, letter.number)
        number.alignment = _CENTRE
        add_property(number, _border("bottom", colour="FF0000", eighths=16))
        page.add_paragraph()
    elif letter.number:
        _add_line(page, letter.number).alignment = _RIGHT


def _add_red_name(page: WordDocument, name: str) -> None:
    """As large as fits into one line."""
    paragraph = page.add_paragraph()
    paragraph.alignment = _CENTRE
    size = max(BODY_SIZE.pt, min(_LARGEST_HEAD, int(TYPE_WIDTH.pt / max(_width(name), 1))))
    paragraph.paragraph_format.line_spacing = Pt(size * 1.4)
    add_run(paragraph, name, TITLE, Pt(size), latin=TITLE).font.color.rgb = RED


def _add_title(page: WordDocument, title: str, subtitle: str = "") -> None:
    """The title, the subtitle in Kai, and an empty line."""
    for line in printable(title).split("\n"):
        paragraph = page.add_paragraph()
        paragraph.alignment = _CENTRE
        add_run(paragraph, line, TITLE, TITLE_SIZE, latin=TITLE)
    if subtitle:
        _add_line(page, subtitle, KAI).alignment = _CENTRE
    page.add_paragraph()


def _add_blocks(page: WordDocument, blocks: Sequence[Block]) -> None:
    for block in blocks:
        match block:
            case str() | Paragraph():
                _add_text(page, block if isinstance(block, str) else block.text)
            case Heading():
                _add_heading(page, block)
            case TableBlock():
                add_table(page, block)
            case Signature():
                _add_signature(page, block)


def _add_text(page: WordDocument, text: str) -> None:
    for line in printable(text).split("\n"):
        if line.strip():
            _indent(_add_line(page, line.strip()), first=2)


def _add_heading(page: WordDocument, heading: Heading) -> None:
    level = min(max(heading.level, 1), 4)
    paragraph = _add_line(page, heading.text, _LEVELS[level])
    _indent(paragraph, first=2)
    paragraph.runs[0].bold = level == 3
    paragraph.paragraph_format.keep_with_next = True
    add_property(paragraph, element("w:outlineLvl", val=level - 1))


def _add_attachments(page: WordDocument, names: Sequence[str]) -> None:
    """One line under the text; several are numbered, one under the other."""
    if names:
        page.add_paragraph()
    for number, name in enumerate(names, 1):
        label = "附件：" if number == 1 else ""
        count = f"{number}．" if len(names) > 1 else ""
        line = _add_line(page, f"{label}{count}{printable(name)}")
        hanging = _width(label + count)
        _indent(line, left=5 + _width(count), first=-hanging)


def _add_signature(page: WordDocument, signature: Signature) -> None:
    """The date four characters from the right, the signer centred over it."""
    day = _day(signature.date) if signature.date else ""
    signer = printable(signature.signer)
    page.add_paragraph()
    if signer:
        aside = max(0.0, _DATE_INDENT + (_width(day) - _width(signer)) / 2) if day else _DATE_INDENT
        line = _add_line(page, signer)
        line.alignment = _RIGHT
        line.paragraph_format.right_indent = Pt(aside * BODY_SIZE.pt)
        line.paragraph_format.keep_with_next = True
    if day:
        line = _add_line(page, day)
        line.alignment = _RIGHT
        line.paragraph_format.right_indent = Pt(_DATE_INDENT * BODY_SIZE.pt)


def _add_copies(page: WordDocument, bodies: Sequence[str]) -> None:
    """The strip at the end that says who gets a copy."""
    if not bodies:
        return
    page.add_paragraph()
    paragraph = page.add_paragraph()
    add_run(paragraph, f"抄送：{'，'.join(map(printable, bodies))}。", BODY, SMALL_SIZE)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SMALL_SIZE
    add_property(paragraph, _border("top", "bottom", colour="000000", eighths=8))


def _border(*sides: str, colour: str, eighths: int) -> BaseOxmlElement:
    """Lines beside a paragraph, as many eighths of a point thick."""
    borders = element("w:pBdr")
    for side in sides:
        borders.append(element(f"w:{side}", val="single", sz=eighths, space=1, color=colour))
    return borders


def _add_line(page: WordDocument, text: str, font: str = BODY) -> WordParagraph:
    paragraph = page.add_paragraph()
    add_run(paragraph, printable(text), font)
    return paragraph


def _indent(paragraph: WordParagraph, *, first: float, left: float = 0) -> None:
    """Indents in characters of the body size; Word wants them in characters and in points."""
    layout = paragraph.paragraph_format
    layout.left_indent = Pt(left * BODY_SIZE.pt)
    layout.first_line_indent = Pt(first * BODY_SIZE.pt)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars" if first >= 0 else "w:hangingChars"), str(round(abs(first) * 100)))
    indent.set(qn("w:leftChars"), str(round(left * 100)))


def _width(text: str) -> float:
    """How many Chinese characters wide the text is; Latin letters count half."""
    return sum(1 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)


def _day(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"
