"""What happened to a word from the public: the ledger's rows as each reader may know them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.bodies.models import Unit
from shangliang.bodies.queries import role_label
from shangliang.bodies.telling import told_day, told_moment
from shangliang.core.prepared import Prepared
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act, label_of
from shangliang.opinions.models import Suggestion

Entry = dict[str, Any]
LONGEST = 200
# An allow-list: a kind that nobody thought of stays inside the office.
TOLD = frozenset(
    {
        "suggestions.receive",
        "suggestions.answer",
        "suggestions.decline",
        "suggestions.reconsider",
        "suggestions.merge",
        "suggestions.separate",
        "suggestions.rate",
        "suggestions.close_unrated",
        "suggestions.share_answer",
        "suggestions.hand_over",
        "suggestions.take_hotline_answer",
        "suggestions.take_from_hotline",
        "suggestions.offer",
        "suggestions.withdraw_offer",
        "suggestions.adopt",
        "suggestions.take_outcome",
        "suggestions.turn_into_report",
        "suggestions.answer_from_report",
        "suggestions.return_to_office",
        "suggestions.publish",
        "suggestions.keep_back",
        "suggestions.hide",
        "suggestions.unhide",
        "suggestions.appeal",
        "suggestions.uphold",
        "disclosures.ask",
        "disclosures.grant",
        "disclosures.refuse",
        "disclosures.open",
        "referrals.pass_to_unit",
        "referrals.reply",
        "referrals.send_back",
        "referrals.recall",
        "referrals.remind",
        "referrals.escalate",
    }
)


def acts_of(suggestion: Suggestion) -> list[Act]:
    """The last acts of a case, oldest first. One query."""
    found: list[Act] = _acts.objects(*label_of(suggestion))
    return found[::-1]


def _latest_acts(kind: str, pk: int) -> "QuerySet[Act]":
    rows = Act.objects.filter(case_type=kind, case_id=pk).select_related("actor")
    return rows.order_by("-id")[:LONGEST]


_acts = Prepared(_latest_acts, str, int)


def for_the_citizen(acts: Iterable[Act]) -> list[Entry]:
    """By role and unit, without the names of people and without the desk's inner steps."""
    shown = [one for one in acts if one.kind in TOLD]
    return [_entry(one, _who(one), units) for units in [_units(shown)] for one in shown]


def for_the_office(acts: Iterable[Act]) -> list[Entry]:
    """Everything, with the names of colleagues."""
    shown = list(acts)
    return [_entry(one, _named(one), units) for units in [_units(shown)] for one in shown]


def for_the_unit(acts: Iterable[Act], referral: int) -> list[Entry]:
    """What was done to the unit's own duty: days, never hours."""
    shown = [one for one in acts if one.subject_id == referral and one.subject_type == "opinions.referral"]
    return [
        {**_entry(one, _who(one), {}), "exact": None, "when": told_day(timezone.localdate(one.happened))}
        for one in shown
    ]


def _units(acts: Iterable[Act]) -> dict[int, Unit]:
    wanted = {one.facts["unit"] for one in acts if "unit" in one.facts}
    return Unit.objects.in_bulk(wanted) if wanted else {}


def _who(act: Act) -> str:
    return role_label(act.role)


def _named(act: Act) -> str:
    is_person = act.role not in ("system", "public")
    told = {"role": role_label(act.role), "name": act.actor}
    return _("%(role)s %(name)s") % told if is_person else role_label(act.role)


def _entry(act: Act, who: str, units: dict[int, Unit]) -> Entry:
    spec = spec_of(act.kind)
    return {
        "exact": act.happened,
        "when": told_moment(act.happened),
        "role": who,
        "what": str(spec.past) if spec else act.kind,
        "note": str(units.get(act.facts.get("unit", 0), "")),
    }
