"""The hand that tells stories by the acts themselves, with the clock set to the story's time."""

from datetime import datetime
from typing import Any

import time_machine

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.files import CheckedFile
from shangliang.demo.bulk import Cast, StoredFile, drawn_sheet
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Instruction, Proposal


class ActsHand:
    """Every step is an act, with its rules, its lock and its ledger row."""

    def __init__(self, cast: Cast, sheet: StoredFile) -> None:
        self.cast = cast
        self._sheet = CheckedFile(sheet.name, sheet.media_type, sheet.size, sheet.sha256, drawn_sheet())

    def do(self, name: str, thing: Any, *, at: datetime, by: User, **given: Any) -> Any:
        with time_machine.travel(at, tick=False):
            result = getattr(acts, name)(thing, by=by, **given)
        return thing.replaced_by if name == "reroute" else result

    def begin(self) -> Body:
        return self.cast.body

    def duties(self, case: Proposal) -> list[Assignment]:
        return list(case.assignments.current().order_by("id"))

    def row_of(self, thing: Any) -> Any:
        thing.refresh_from_db()
        return thing

    def reply_class_of(self, duty: Assignment) -> str:
        return duty.replies.order_by("round").last().reply_class

    def reply_text_of(self, duty: Assignment) -> str:
        return duty.replies.order_by("round").last().text

    def instruction_of(self, case: Proposal) -> Instruction:
        return case.instructions.order_by("id").last()

    def sheet(self) -> CheckedFile:
        return self._sheet
