"""The timeline of a case: its ledger rows as one person may read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from shangliang.bodies.models import Unit
from shangliang.bodies.queries import role_label
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act
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


def acts_of(proposal: Proposal) -> list[Act]:
    """The last acts of a case, oldest first. One query."""
    rows = Act.objects.of_case(proposal).select_related("actor", "voided_by")
    return list(rows.order_by("-id")[:LONGEST])[::-1]


def timeline_of(proposal: Proposal, standing: Standing, acts: Iterable[Act]) -> list[Entry]:
    """The entries a person of this standing reads, oldest first. One query, for the names of the units."""
    shown = [one for one in acts if one.voids_id is None and _is_shown(one, standing)]
    units = Unit.objects.in_bulk(_unit_ids(shown))
    return [_entry(one, standing, units) for one in shown]


def _is_shown(act: Act, standing: Standing) -> bool:
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


def _unit_ids(acts: Iterable[Act]) -> set[int]:
    found: set[int] = set()
    for act in acts:
        plan = act.facts.get("plan") or []
        found.update(line["unit"] for line in plan if isinstance(line, dict) and "unit" in line)
        found.update(act.facts[name] for name in ("unit", "to", "proposed_unit") if name in act.facts)
    return found


def _entry(act: Act, standing: Standing, units: dict[int, Unit]) -> Entry:
    spec = spec_of(act.kind)
    voiding = getattr(act, "voided_by", None)
    return Entry(
        kind=act.kind,
        exact=act.happened,
        when=told_moment(act.happened),
        role=_who(act, standing),
        what=str(spec.past) if spec else act.kind,
        note=_voided(voiding, standing) if voiding else _note(act, standing, units),
        href=_evidence(act, standing),
        struck=voiding is not None,
    )


def _who(act: Act, standing: Standing) -> str:
    role = role_label(act.role) if act.role else _("a person")
    if not standing.is_staff or act.role == "system":
        return role
    return _("%(role)s %(name)s") % {"role": role, "name": act.actor}


def _voided(voiding: Act, standing: Standing) -> str:
    """Why an entry does not count; the reason is the office's own words, so the public is not told it."""
    if not standing.is_inside:
        return _("Entered by mistake; it does not count.")
    return _("Does not count: %(reason)s") % {"reason": voiding.facts.get("reason", "")}


def _evidence(act: Act, standing: Standing) -> str:
    """Where on the page stands what the entry speaks of."""
    if not standing.is_inside or act.subject_type != Assignment._meta.label_lower:
        return ""
    return f"#assignment-{act.subject_id}"


def _note(act: Act, standing: Standing, units: dict[int, Unit]) -> str:
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
