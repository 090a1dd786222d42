"""What the office's review leaves: passing on, filing, merging, and the other decisions."""

from datetime import datetime

from shangliang.accounts.models import User
from shangliang.core.text import clean_text
from shangliang.demo.bulk.case import Case, effect


@effect("pass_first_review")
def pass_first_review(
    case: Case, *, at: datetime, by: User, opinion: str, category: str, note: str = ""
) -> None:
    case.row.first_opinion, case.row.first_note, case.row.category = opinion, clean_text(note), category


@effect("accept")
def accept(case: Case, *, at: datetime, by: User, category: str = "") -> None:
    row = case.row
    row.category = category or row.category
    if row.number is None:
        row.number = case.book.next_number(f"proposals.{row.session_id}.case")
    row.filed_at = at
    row.decision_reason = row.decision_note = ""


@effect("turn_into_opinion")
@effect("turn_into_information")
@effect("return_for_change")
@effect("reconsider")
def decide(case: Case, *, at: datetime, by: User, note: str) -> None:
    case.row.decision_reason, case.row.decision_note = "", clean_text(note)


@effect("refuse")
def refuse(case: Case, *, at: datetime, by: User, reason: str, note: str = "") -> None:
    case.row.decision_reason, case.row.decision_note = reason, clean_text(note)


@effect("merge")
def merge(case: Case, *, at: datetime, by: User, into: Case) -> None:
    case.row.merged_into, case.host = into.row, into
    into.merged.append(case)
