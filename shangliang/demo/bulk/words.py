"""What the acts on the public's words leave, many rows at a time: the same effects, told into a book."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Unit
from shangliang.core.text import clean_line, clean_text
from shangliang.demo.bulk.book import Book
from shangliang.ledger.facts import recorded_facts
from shangliang.ledger.flow import Opening
from shangliang.ledger.models import Act
from shangliang.opinions import acts, vault
from shangliang.opinions.models import Rating, Referral, ReferralDeadline, Suggestion, SuggestionDeadline
from shangliang.opinions.ruleset import OpinionRules, opinion_rules

Publicity, State = Suggestion.Publicity, Suggestion.State


class Said:
    """One word, its promise, and what was passed on to units of it."""

    def __init__(self, book: Book, row: Suggestion) -> None:
        self.book, self.row, self.said = book, row, self
        self.promise = _deadline(
            SuggestionDeadline(suggestion=row), self, row.received, _rules(self).promise_days
        )
        self.passed: list[Passed] = []


class Passed:
    """One unit's duty to answer a word."""

    def __init__(self, said: Said, row: Referral) -> None:
        self.said, self.row, self.book = said, row, said.book
        is_first = row.round == 1
        days = _rules(said).unit_days if is_first else _rules(said).second_round_days
        self.clock = _deadline(ReferralDeadline(referral=row), said, row.sent, days)


def _rules(said: Said) -> OpinionRules:
    return opinion_rules(said.book.cast.body).values


def _deadline(row: Any, said: Said, start: datetime, days: int) -> Any:
    due = said.book.due("workdays", start, days)
    row.kind, row.started, row.due, row.calendar = "answer", start, due.instant, due.calendar
    row.rules_id = opinion_rules(said.book.cast.body).version
    return said.book.add(row)


def do(name: str, thing: Any, *, at: datetime, by: User, **given: Any) -> Any:
    """As `acts.<name>(…, by=…)` would have done at that moment; rules are not asked."""
    declared: Any = getattr(acts, name)
    subject = _EFFECTS[name](thing, at=at, by=by, **given) or thing
    if not isinstance(declared, Opening):
        subject.row.state = declared.spec.target or subject.row.state
        subject.row.version += 1
    _record(declared.spec, subject, at, by, given)
    if name == "forward":
        told = {key: given[key] for key in ("unit", "text", "note") if key in given}
        subject.passed.append(do("pass_to_unit", subject, at=at, by=by, **told))
    return subject


def _record(spec: Any, subject: Any, at: datetime, by: User, given: dict[str, Any]) -> None:
    said, row = subject.said, subject.row
    act = Act(
        kind=spec.kind,
        actor_id=by.pk,
        role="public" if by.is_public else said.book.cast.role_of(by),
        body_id=said.row.body_id,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        case_type=said.row._meta.label_lower,
        case_id=said.row.pk,
        title=said.row.ledger_title(),
        happened=at,
        recorded=at,
        facts=recorded_facts(spec.facts, row, given),
    )
    told = dict.fromkeys(_HEARERS.get(spec.name, _nobody)(subject))
    told.pop(by.pk, None)
    said.book.acts.append((act, [], list(told), []))


def _nobody(subject: Any) -> list[int]:
    return []


_HEARERS: dict[str, Callable[[Any], list[int]]] = {
    "pass_to_unit": lambda passed: passed.book.cast.unit_ids(passed.row.unit_id),
    "reply": lambda passed: passed.book.cast.office_ids,
}


def _receive(book: Book, *, at: datetime, by: User, key: str, text: str, **given: Any) -> Said:
    row = Suggestion(
        body=book.cast.body, number=vault.number_of(key, f"{timezone.localtime(at):%Y%m%d}"), received=at
    )
    row.secret_digest = vault.digest_of_secret(vault.secret_of(key))
    row.text, row.place = clean_text(text), clean_line(given.get("place", ""))[:120]
    row.is_public_consented = given.get("is_public_consented", False)
    return Said(book, book.add(row))


def _sort(said: Said, *, at: datetime, by: User, kind: str, category: str) -> None:
    said.row.kind, said.row.category = kind, category


def _forward(said: Said, *, at: datetime, by: User, category: str = "", **given: Any) -> None:
    said.row.category = category or said.row.category


def _pass_to_unit(said: Said, *, at: datetime, by: User, unit: Unit, text: str, note: str = "") -> Passed:
    row = Referral(suggestion=said.row, unit=unit, round=said.row.round, text=clean_text(text), sent=at)
    row.note = clean_text(note)
    return Passed(said, said.book.add(row))


def _settle(said: Said, *, at: datetime, by: User, text: str) -> None:
    row = said.row
    row.answer, row.answered_at, row.first_answered_at = clean_text(text), at, row.first_answered_at or at
    said.promise.met = said.promise.met or at
    if row.is_public_consented and row.publicity == Publicity.KEPT:
        row.publicity = Publicity.PENDING


def _reply(passed: Passed, *, at: datetime, by: User, answer: str) -> None:
    passed.row.answer, passed.row.answered_at = clean_text(answer), at
    passed.clock.met = at
    do("take_answer", passed.said, at=at, by=by, text=passed.row.answer)


def _rate(said: Said, *, at: datetime, by: User, verdict: str, note: str = "") -> None:
    row = said.row
    told = {"note": clean_text(note), "answer": row.answer}
    rating = Rating(suggestion=row, round=row.round, verdict=verdict, given=at, **told)
    said.book.add(rating)
    if verdict == Rating.Verdict.NO and row.round == 1:
        row.state, row.round = State.RECEIVED, 2
    else:
        row.state, row.closed_at = State.CLOSED, at


def _close_unrated(said: Said, *, at: datetime, by: User) -> None:
    said.row.closed_at = at


def _decline(said: Said, *, at: datetime, by: User, reason: str, next_step: str) -> None:
    said.row.decision_reason, said.row.next_step = reason, clean_text(next_step)
    said.row.publicity, said.row.closed_at = Publicity.KEPT, at
    said.promise.met = said.promise.met or at


def _offer(said: Said, *, at: datetime, by: User, text: str, category: str = "") -> None:
    said.row.kind, said.row.public_text = Suggestion.Kind.CLUE, clean_text(text)
    said.row.category = category or said.row.category
    if said.row.is_public_consented:
        said.row.publicity = Publicity.PENDING


def _publish(said: Said, *, at: datetime, by: User, text: str, answer: str = "") -> None:
    said.row.public_text, said.row.public_answer = clean_text(text), clean_text(answer)
    said.row.publicity, said.row.published_at = Publicity.PUBLISHED, at


_EFFECTS: dict[str, Callable[..., Any]] = {
    "receive": _receive,
    "sort": _sort,
    "forward": _forward,
    "pass_to_unit": _pass_to_unit,
    "answer": _settle,
    "take_answer": _settle,
    "reply": _reply,
    "rate": _rate,
    "close_unrated": _close_unrated,
    "decline": _decline,
    "offer": _offer,
    "publish": _publish,
}
