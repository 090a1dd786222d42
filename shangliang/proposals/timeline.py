"""The timeline of a case: its ledger rows as one person may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Unit
from shangliang.bodies.queries import role_label
from shangliang.core.prepared import Prepared
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act, label_of
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.standing import Standing
from shangliang.proposals.telling import told_day, told_moment, told_number

LONGEST = 400
# Allow-lists: a kind that nobody thought of stays hidden.
PUBLIC = frozenset(
    {
        "proposals.submit",
        "proposals.file",
        "proposals.distribute",
        "proposals.await_rating",
        "proposals.close_rated",
        "proposals.close_unrated",
        "proposals.archive",
        "proposals.bring_in",
        "proposals.publish",
        "proposals.choose_key",
        "proposals.log_visit",
        "proposals.name_good",
        "assignments.open",
        "assignments.sign_for",
        "assignments.reroute",
        "assignments.log_contact",
        "assignments.grant_extension",
        "assignments.deliver",
        "assignments.follow_up",
        "assignments.rate",
        "assignments.proxy_rate",
    }
)
# What the proposers and the units read besides: decisions on the case, not how the office came to them.
INSIDE = PUBLIC | {
    "proposals.open_second_round",
    "proposals.return_for_change",
    "proposals.refuse",
    "proposals.turn_into_opinion",
    "proposals.turn_into_information",
    "proposals.reconsider",
    "proposals.merge",
    "proposals.unmerge",
    "proposals.withdraw",
    "proposals.recall",
    "proposals.instruct",
    "proposals.record_effect",
    "proposals.withhold",
    "proposals.unpublish",
    "assignments.give_opinion",
    "assignments.waive_opinions",
}
SIGNING = frozenset(
    f"proposals.{name}"
    for name in (
        "draft",
        "draft_for_collective",
        "draft_from",
        "discard",
        "invite",
        "sign",
        "decline",
        "join",
        "reopen_text",
        "lapse",
    )
)


@dataclass(frozen=True)
class Entry:
    """One row: who (by role; staff also read the name), what, when; `struck` if it was voided."""

    kind: str
    exact: datetime
    when: str
    role: str
    what: str
    note: str = ""
    href: str = ""
    struck: bool = False


class Line(NamedTuple):
    """Of one ledger row what a timeline needs; `voiding` are the facts of the act that voided it."""

    kind: str
    role: str
    happened: datetime
    facts: dict[str, Any]
    subject_type: str
    subject_id: int
    voids_id: int | None
    voiding: dict[str, Any] | None
    actor: User


def acts_of(proposal: Proposal) -> list[Line]:
    """The last acts of a case, oldest first. One query; a person who did much is made once."""
    people: dict[int, User] = {}
    found = []
    for row in _acts.told(*label_of(proposal)):
        person, name, username, erased = row[-4:]
        actor = people.get(person)
        if actor is None:
            actor = people[person] = User(pk=person, name=name, username=username, erased=erased)
        found.append(Line._make([*row[:-4], actor]))
    return found[::-1]


def _latest_acts(kind: str, pk: int) -> "QuerySet[Act, Any]":
    rows = Act.objects.filter(case_type=kind, case_id=pk).order_by("-id")
    own = ("kind", "role", "happened", "facts", "subject_type", "subject_id", "voids_id", "voided_by__facts")
    return rows.values_list(*own, "actor_id", "actor__name", "actor__username", "actor__erased")[:LONGEST]


_acts = Prepared(_latest_acts, str, int)


def timeline_of(proposal: Proposal, standing: Standing, acts: Iterable[Line]) -> list[Entry]:
    """The entries a person of this standing reads, oldest first. At most one query, for names of units."""
    shown = [one for one in acts if one.voids_id is None and _is_shown(one, standing)]
    units = {one.unit_id: one.unit for one in proposal.assignments.all()}
    if missing := _unit_ids(shown) - set(units):
        units |= Unit.objects.in_bulk(missing)
    return [_entry(one, standing, units) for one in shown]


def _is_shown(act: Line, standing: Standing) -> bool:
    if standing.is_staff:
        return act.kind not in SIGNING or standing.is_author
    if act.kind in PUBLIC:
        return True
    if not standing.is_inside:
        return False
    if act.kind in SIGNING:
        return standing.is_proposer
    own_unit = act.subject_type == Assignment._meta.label_lower and act.facts.get("unit") in standing.units
    return act.kind in INSIDE or own_unit


def _unit_ids(acts: Iterable[Line]) -> set[int]:
    found: set[int] = set()
    for act in acts:
        plan = act.facts.get("plan") or []
        found.update(line["unit"] for line in plan if isinstance(line, dict) and "unit" in line)
        found.update(act.facts[name] for name in ("unit", "to", "proposed_unit") if name in act.facts)
    return found


def _entry(act: Line, standing: Standing, units: dict[int, Unit]) -> Entry:
    spec = spec_of(act.kind)
    return Entry(
        kind=act.kind,
        exact=act.happened,
        when=told_moment(act.happened),
        role=_who(act, standing),
        what=str(spec.past) if spec else act.kind,
        note=_note(act, standing, units) if act.voiding is None else _voided(act.voiding, standing),
        href=_evidence(act, standing),
        struck=act.voiding is not None,
    )


def _who(act: Line, standing: Standing) -> str:
    role = role_label(act.role) if act.role else _("a person")
    if not standing.is_staff or act.role == "system":
        return role
    return _("%(role)s %(name)s") % {"role": role, "name": act.actor}


def _voided(voiding: dict[str, Any], standing: Standing) -> str:
    """Why an entry does not count; the reason is the office's own words, so the public is not told it."""
    if not standing.is_inside:
        return _("Entered by mistake; it does not count.")
    return _("Does not count: %(reason)s") % {"reason": voiding.get("reason", "")}


def _evidence(act: Line, standing: Standing) -> str:
    """Where on the page stands what the entry speaks of."""
    if not standing.is_inside or act.subject_type != Assignment._meta.label_lower:
        return ""
    return f"#assignment-{act.subject_id}"


def _note(act: Line, standing: Standing, units: dict[int, Unit]) -> str:
    """The facts of an act in a few words."""
    facts = act.facts
    said = [str(units[facts[name]]) for name in ("unit", "to") if facts.get(name) in units]
    said = [" → ".join(said)] if said else []
    said += ["、".join(_planned(facts["plan"], units))] if facts.get("plan") else []
    said += [told_number(facts["number"])] if act.kind == "proposals.file" and facts.get("number") else []
    said += [_until(facts)] if _until(facts) else []
    if standing.is_inside:
        said += _classes(facts)
    return " · ".join(one for one in said if one)


def _planned(plan: list[dict[str, Any]], units: dict[int, Unit]) -> list[str]:
    duties = dict(Assignment.Duty.choices)
    found = [(units[line["unit"]], duties.get(line["duty"], "")) for line in plan if line["unit"] in units]
    return [_("%(unit)s (%(duty)s)") % {"unit": unit, "duty": duty} for unit, duty in found]


def _until(facts: dict[str, Any]) -> str:
    raw = str(facts.get("extension_until") or facts.get("until") or "")
    moment = parse_datetime(raw) if "T" in raw else None
    day: date | None = moment.date() if moment else parse_date(raw[:10]) if raw else None
    return _("until %(day)s") % {"day": told_day(day)} if day else ""


def _classes(facts: dict[str, Any]) -> list[str]:
    codes = [facts[name] for name in ("reply_class", "later_class") if facts.get(name)]
    return [_("class %(code)s") % {"code": one} for one in codes]
