"""Documents become PDF files in the layout of GB/T 9704-2012, with the Chinese typefaces of the machine."""

import datetime as dt
import json
from functools import lru_cache
from typing import Any

from .nouns import Block, Heading, OfficialDocument, Paragraph, Signature

# For each place the standard's own typeface first, then what free systems have.
BODY = ("FangSong", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC", "Source Han Serif SC")
HEAD = ("SimHei", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "STZhongsong", "Noto Serif CJK SC", "Source Han Serif SC")

# The texts come in as data, so that nothing in them is taken for markup.
_PAGE = """
#let d = json(bytes(sys.inputs.document))
#set document(title: d.title)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),
  footer: context align(if calc.odd(here().page()) { right } else { left },
    text(size: 14pt)[— #counter(page).display() —]))
#set text(font: d.body, size: 16pt, lang: "zh", region: "cn")
#set par(leading: 12pt, spacing: 12pt, justify: true, first-line-indent: (amount: 2em, all: true))
#if d.subtitle != "" {
  align(center, text(font: d.title_font, size: 20pt, fill: rgb("#c00000"), d.subtitle))
  line(length: 100%, stroke: 1pt + rgb("#c00000"))
  v(16pt)
}
#align(center, par(first-line-indent: 0em, text(font: d.title_font, size: 22pt, d.title)))
#v(16pt)
#for b in d.blocks {
  if b.kind == "heading" { par(text(font: d.head, b.text)) }
  else if b.kind == "signature" { v(16pt); align(right, par(first-line-indent: 0em, b.text)) }
  else { par(b.text) }
}
"""


class NoTypeface(LookupError):
    """This machine has no Chinese typeface: a page would show empty boxes."""


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    """The typefaces of the machine; looked up once."""
    import typst  # slow: a compiler of 20 MB, needed on a few pages only

    return frozenset(typst.Fonts().families())


def _chosen(wanted: tuple[str, ...]) -> list[str]:
    found = [one for one in wanted if one in _families()]
    if not found:
        raise NoTypeface(", ".join(wanted))
    return found


def print_pdf(document: OfficialDocument) -> bytes:
    """The PDF file, its typefaces embedded; NoTypeface if the machine has none for Chinese."""
    import typst  # slow, as above

    data = {
        "title": document.title,
        "subtitle": document.subtitle,
        "blocks": [part for block in document.blocks for part in _parts(block)],
        "body": _chosen(BODY),
        "head": _chosen(HEAD),
        "title_font": _chosen(TITLE),
    }
    inputs = {"document": json.dumps(data, ensure_ascii=False)}
    made: bytes = typst.compile(_PAGE.encode(), format="pdf", sys_inputs=inputs)
    return made


def _parts(block: Block) -> list[dict[str, Any]]:
    match block:
        case Heading():
            return [{"kind": "heading", "text": block.text}]
        case Signature():
            lines = [block.signer, *([_told(block.date)] if block.date else [])]
            return [{"kind": "signature", "text": one} for one in lines]
        case Paragraph() | str():
            text = block if isinstance(block, str) else block.text
            return [{"kind": "text", "text": line.strip()} for line in text.split("\n") if line.strip()]
    raise TypeError(f"{type(block).__name__} cannot be printed yet")


def _told(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
