"""What the acts of writing, signing and submitting leave."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Collective, Session, Unit
from shangliang.core.text import clean_line, clean_text
from shangliang.core.time import end_of
from shangliang.demo.bulk.book import Book
from shangliang.demo.bulk.case import Case, effect, people_ids
from shangliang.demo.bulk.seals import StoredFile
from shangliang.proposals.models import Attachment, Cosignature, Proposal, TextVersion

Sign = Cosignature.State


class Start:
    """Where cases begin: the book of a body."""

    def __init__(self, book: Book) -> None:
        self.book = book


@effect("draft")
def draft(start: Start, *, at: datetime, by: User) -> Case:
    return Case(start.book, start.book.add(Proposal(body=start.book.cast.body, author=by)))


@effect("draft_for_collective")
def draft_for_collective(start: Start, *, at: datetime, by: User, collective: Collective) -> Case:
    row = Proposal(body=start.book.cast.body, author=by, collective=collective, kind=Proposal.Kind.COLLECTIVE)
    return Case(start.book, start.book.add(row))


@effect("bring_in")
def bring_in(
    start: Start,
    *,
    at: datetime,
    by: User,
    author: User,
    session: Session,
    number: int,
    title: str,
    kind: str,
    category: str,
    filed_on: date,
    text: str = "",
    collective: Collective | None = None,
) -> Case:
    filed = end_of(filed_on)
    row = Proposal(body=start.book.cast.body, author=author, session=session, number=number, kind=kind)
    row.title, row.category, row.suggestion = clean_line(title)[:200], category, clean_text(text)
    row.collective, row.state, row.is_historical = collective, Proposal.State.ARCHIVED, True
    row.submitted_at = row.filed_at = row.closed_at = filed
    return Case(start.book, start.book.add(row))


@effect("save")
def save(
    case: Case, *, at: datetime, by: User, suggested_units: list[Unit] | None = None, **given: Any
) -> None:
    for name, value in given.items():
        setattr(case.row, name, value)
    link = Proposal.suggested_units.through
    for unit in suggested_units or []:
        case.book.add(link(proposal_id=case.row.pk, unit_id=unit.pk))


@effect("attach")
def attach(case: Case, *, at: datetime, by: User, upload: StoredFile, kind: str) -> None:
    add_file(case, by, upload, kind)


def add_file(case: Case, by: User, upload: StoredFile, kind: str) -> Attachment:
    row = Attachment(
        proposal=case.row, kind=kind, name=upload.name, media_type=upload.media_type, added_by=by
    )
    row.size, row.sha256, row.file = upload.size, upload.sha256, upload.path
    kept: Attachment = case.book.add(row)
    return kept


@effect("invite_to_sign")
def invite_to_sign(case: Case, *, at: datetime, by: User, people: list[User]) -> None:
    expires = at + timedelta(hours=_hours_to_sign(case.book, at))
    for pk in people_ids(people):
        case.signatures[pk] = case.book.add(Cosignature(proposal=case.row, user_id=pk, expires=expires))


def _hours_to_sign(book: Book, at: datetime) -> int:
    """As `acts.cosigning.hours_to_sign`."""
    session, day = book.cast.session, timezone.localdate(at)
    is_sitting = session.opens <= day <= session.closes
    return book.rules.cosign_hours_in_session if is_sitting else book.rules.cosign_hours


@effect("sign")
def sign(case: Case, *, at: datetime, by: User) -> None:
    case.signatures[by.pk].state, case.signatures[by.pk].answered = Sign.SIGNED, at


@effect("decline_to_sign")
def decline_to_sign(case: Case, *, at: datetime, by: User) -> None:
    case.signatures[by.pk].state, case.signatures[by.pk].answered = Sign.DECLINED, at


@effect("join")
def join(case: Case, *, at: datetime, by: User) -> None:
    row = case.signatures.get(by.pk) or case.book.add(Cosignature(proposal=case.row, user_id=by.pk))
    row.state, row.answered, row.expires = Sign.SIGNED, at, at
    case.signatures[by.pk] = row


@effect("lapse_invitations")
def lapse_invitations(case: Case, *, at: datetime, by: User, people: list[int]) -> None:
    for pk in people:
        case.signatures[pk].state, case.signatures[pk].answered = Sign.LAPSED, at


@effect("submit")
def submit(case: Case, *, at: datetime, by: User) -> None:
    row, session = case.row, case.book.cast.session
    for one in case.signatures.values():
        if one.state == Sign.INVITED:
            one.state, one.answered = Sign.LAPSED, at
    if row.kind != Proposal.Kind.COLLECTIVE:
        row.kind = Proposal.Kind.JOINT if case.signer_ids() else Proposal.Kind.INDIVIDUAL
    if row.serial is None:
        row.session, row.is_between_sessions = session, at > session.cutoff
        row.serial = case.book.next_number(f"proposals.{session.pk}.serial")
    row.submitted_at = at
    case.versions += 1
    texts = {name: getattr(row, name) for name in ("title", "problem", "analysis", "suggestion")}
    case.book.add(TextVersion(proposal=row, number=case.versions, saved=at, **texts))


@effect("withdraw")
def withdraw(case: Case, *, at: datetime, by: User, reason: str) -> None:
    case.row.decision_note = clean_text(reason)
