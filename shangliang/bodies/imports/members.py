"""What the rows of a table of members would do."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _t

from shangliang.bodies.imports.cells import (
    collective_named,
    mail_address,
    person_name,
    phone_number,
    yes_or_no,
)
from shangliang.bodies.imports.columns import fields_of
from shangliang.bodies.imports.people import KnownPeople
from shangliang.bodies.imports.plans import Outcome, PlannedRow
from shangliang.bodies.models import Body, Collective, ImportDraft, Membership, Post
from shangliang.core.errors import Invalid
from shangliang.core.time import today

_SEATS = ("sector", "committee", "party", "group")
_PLAIN = ("employer", "job_title")
_LIMITS = {"employer": 120, "job_title": 80, "username": 150, "email": 254}
_Record = dict[str, str]


def plan_members(body: Body, records: list[tuple[int, _Record]]) -> list[PlannedRow]:
    """One planned row for each record, in order."""
    read = [(number, *_normalised(record)) for number, record in records]
    planner = _Planner(body, [record for _number, record, _error in read])
    return [planner.plan(number, record, error) for number, record, error in read]


def _normalised(record: _Record) -> tuple[_Record, str]:
    """The record with cells in their usual form, and the first error in them."""
    readers = {"name": person_name, "phone": phone_number, "email": mail_address}
    clean, error = dict(record), ""
    for name, reader in readers.items():
        try:
            clean[name] = reader(record.get(name, ""))
        except Invalid as refusal:
            error = error or str(refusal)
    for name, limit in _LIMITS.items():
        if len(clean.get(name, "")) > limit:
            error = error or _t("At most %(limit)s characters fit here.") % {"limit": limit}
    return clean, error


class _Planner:
    """Remembers the body's people and collectives, and what earlier rows said."""

    def __init__(self, body: Body, records: list[_Record]) -> None:
        self.people = KnownPeople(body, records)
        rows = Collective.objects.filter(body=body, is_active=True)
        self.collectives = {
            kind: [one for one in rows if one.kind == kind] for kind in Collective.Kind.values
        }
        self.memberships = _memberships(body)
        self.seen: dict[tuple[str, str], int] = {}

    def plan(self, number: int, record: _Record, error: str) -> PlannedRow:
        """The end of one row."""
        label = record.get("name") or "–"
        try:
            if error:
                raise Invalid(error)
            self._refuse_repeats(number, record)
            return self._planned(number, label, record)
        except Invalid as refusal:
            return PlannedRow(number, label, Outcome.ERROR, str(refusal))

    def _refuse_repeats(self, number: int, record: _Record) -> None:
        marks = [(key, record[key]) for key in ("username", "email", "phone") if record.get(key)]
        for mark in marks or [("name", record["name"])]:
            if mark in self.seen:
                raise Invalid(_t("The same person stands in row %(row)s.") % {"row": self.seen[mark]})
        self.seen.update(dict.fromkeys(marks or [("name", record["name"])], number))

    def _planned(self, number: int, label: str, record: _Record) -> PlannedRow:
        seat = self._seat(record)
        person = self.people.meant(label, record)
        membership = self.memberships.get(person.pk) if person else None
        if membership is None:
            note = _t("has an account already") if person else ""
            account = {key: record.get(key, "") for key in ("name", "username", "email", "phone")}
            return PlannedRow(number, label, Outcome.NEW, note, {"account": account, "seat": seat}, person)
        if membership.post.starts > today():
            raise Invalid(_t("This membership begins later; change it by hand."))
        before = {name: getattr(membership, name) for name in (*_SEATS, "is_standing", *_PLAIN)}
        changed = {name: value for name, value in seat.items() if before[name] != value}
        outcome = Outcome.CHANGED if changed else Outcome.SAME
        note = "; ".join(_change(name, before[name], value) for name, value in changed.items())
        return PlannedRow(number, label, outcome, note, {"seat": before | seat}, person, membership.post)

    def _seat(self, record: _Record) -> dict[str, Any]:
        """What the row says of the membership; empty cells say nothing."""
        seat: dict[str, Any] = {name: record[name] for name in _PLAIN if record.get(name)}
        for name in _SEATS:
            if cell := record.get(name):
                seat[name] = _named_or_refused(name, cell, self.collectives[name])
        if cell := record.get("is_standing"):
            seat["is_standing"] = yes_or_no(cell)
        return seat


def _named_or_refused(name: str, cell: str, among: list[Collective]) -> Collective | None:
    try:
        return collective_named(cell, among)
    except Invalid as refusal:
        raise Invalid(f"{_label(name)}: {refusal}") from refusal


def _memberships(body: Body) -> dict[int, Membership]:
    """Present and coming memberships by person."""
    posts = Post.objects.filter(Q(ends__isnull=True) | Q(ends__gte=today()), body=body, role=Post.Role.MEMBER)
    rows = Membership.objects.filter(post__in=posts).select_related("post__user", *_SEATS)
    return {one.post.user_id: one for one in rows}


def _change(name: str, before: Any, after: Any) -> str:
    shown = {True: "✓", False: "–", None: "–", "": "–"}
    return f"{_label(name)}: {shown.get(before, before)} → {shown.get(after, after)}"


def _label(name: str) -> str:
    return next(str(one.label) for one in fields_of(ImportDraft.What.MEMBERS) if one.name == name)
