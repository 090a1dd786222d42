"""The bulk path: what acts would have written, many rows at a time. `do` mirrors the acts one by one."""

from shangliang.demo.bulk import handling, leading, replying, review, writing
from shangliang.demo.bulk.book import Book
from shangliang.demo.bulk.case import Case, Duty, do
from shangliang.demo.bulk.cast import Cast, Desk
from shangliang.demo.bulk.hand import BulkHand
from shangliang.demo.bulk.seals import StoredFile, drawn_sheet, stored_sheet

EFFECTS_OF = (handling, leading, replying, review, writing)

__all__ = [
    "EFFECTS_OF",
    "Book",
    "BulkHand",
    "Case",
    "Cast",
    "Desk",
    "Duty",
    "StoredFile",
    "do",
    "drawn_sheet",
    "stored_sheet",
]
