"""The hand that tells stories into a book."""

from datetime import datetime
from typing import Any

from shangliang.accounts.models import User
from shangliang.demo.bulk.book import Book
from shangliang.demo.bulk.case import Case, Duty, Thing, do
from shangliang.demo.bulk.cast import Cast
from shangliang.demo.bulk.seals import StoredFile
from shangliang.demo.bulk.writing import Start
from shangliang.proposals.models import Instruction


class BulkHand:
    """Tells into a book; nothing reaches the database before the book is written."""

    def __init__(self, book: Book, sheet: StoredFile) -> None:
        self.book = book
        self._sheet = sheet

    @property
    def cast(self) -> Cast:
        """The people of the body."""
        return self.book.cast

    def do(self, name: str, thing: Any, *, at: datetime, by: User, **given: Any) -> Any:
        """One act."""
        return do(name, thing, at=at, by=by, **given)

    def begin(self) -> Start:
        """Where drafts are begun."""
        return Start(self.book)

    def duties(self, case: Case) -> list[Duty]:
        """The present duties."""
        return case.current()

    def row_of(self, thing: Thing) -> Any:
        """The row of a case or duty."""
        return thing.row

    def reply_class_of(self, duty: Duty) -> str:
        """The class of the present round's letter."""
        return duty.reply.reply_class

    def reply_text_of(self, duty: Duty) -> str:
        """What the present round's letter says."""
        return duty.reply.text

    def instruction_of(self, case: Case) -> Instruction:
        """The last direction a leader gave."""
        return case.instructions[-1]

    def sheet(self) -> StoredFile:
        """A collective's sealed sheet."""
        return self._sheet
