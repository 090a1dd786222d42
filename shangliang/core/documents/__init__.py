"""Official documents as Word files, laid out as GB/T 9704-2012 asks."""

from .layout import render
from .nouns import Block, Heading, Letter, OfficialDocument, Paragraph, Signature, TableBlock

__all__ = [
    "Block",
    "Heading",
    "Letter",
    "OfficialDocument",
    "Paragraph",
    "Signature",
    "TableBlock",
    "render",
]
