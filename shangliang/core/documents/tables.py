"""Ruled tables inside the type area."""

from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Emu
from docx.table import Table, _Cell, _Row

from .nouns import TableBlock
from .page import TYPE_WIDTH, add_property, element
from .typefaces import BODY, HEI, TABLE_SIZE, add_run, printable

_LABEL_SHARE = (1.0, 3.0)


def add_table(page: WordDocument, block: TableBlock) -> None:
    """Caption, headings repeated on every page, rows that do not break."""
    if block.caption:
        caption = page.add_paragraph()
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        add_run(caption, printable(block.caption), HEI)
    table = _ruled(page, len(block.rows) + 1, block.widths or [1.0] * len(block.headers))
    rows = zip(table.rows, [block.headers, *block.rows], strict=True)
    for number, (row, texts) in enumerate(rows):
        _keep_together(row, is_heading=number == 0)
        _fill(row.cells, texts, HEI if number == 0 else BODY)


def add_particulars(page: WordDocument, pairs: Sequence[tuple[str, str]]) -> None:
    """Two columns: what it is, and what stands there."""
    table = _ruled(page, len(pairs), _LABEL_SHARE)
    for row, (label, value) in zip(table.rows, pairs, strict=True):
        _keep_together(row, is_heading=False)
        _fill(row.cells[:1], [label], HEI)
        _fill(row.cells[1:], [value], BODY)


def _ruled(page: WordDocument, rows: int, shares: Sequence[float]) -> Table:
    table: Table = page.add_table(rows, len(shares), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(int(TYPE_WIDTH * share / sum(shares)))
    return table


def _keep_together(row: _Row, *, is_heading: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if is_heading:
        properties.append(element("w:tblHeader"))


def _fill(cells: Iterable[_Cell], texts: Sequence[str], font: str) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        add_property(paragraph, element("w:snapToGrid", val=0))
        if font == HEI:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_run(paragraph, printable(text), font, TABLE_SIZE)
