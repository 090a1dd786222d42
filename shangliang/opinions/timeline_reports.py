"""What happened to a report: the ledger's rows as its author and the office may know them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body, Unit
from shangliang.bodies.queries import role_label
from shangliang.bodies.telling import told_moment
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.queries_reports import host_of

Entry = dict[str, Any]
M = TypeVar("M", bound=Model)
LONGEST = 200
# An allow-list: to whom a report was sent, and what its editors gave back to each other, stays in the office.
TOLD = frozenset(
    {
        "reports.submit",
        "reports.take_back",
        "reports.set_aside",
        "reports.keep",
        "reports.edit",
        "reports.join",
        "reports.take_out",
        "reports.sign",
        "reports.sign_urgent",
        "reports.issue",
        "reports.send",
        "reports.give_feedback",
        "dispatches.record_result",
        "dispatches.instruct",
        "dispatches.hear_result",
    }
)


def acts_of(report: Report) -> list[Act]:
    """The last acts of a report, and of the combined one it went into, oldest first."""
    cases = {report.pk, host_of(report).pk}
    rows = Act.objects.filter(case_type=Report._meta.label_lower, case_id__in=cases).select_related("actor")
    return list(rows.order_by("-id")[:LONGEST])[::-1]


def for_the_author(acts: Iterable[Act]) -> list[Entry]:
    """By role, without names."""
    return [_entry(one, role_label(one.role)) for one in acts if one.kind in TOLD]


def for_the_office(acts: Iterable[Act]) -> list[Entry]:
    """Everything, with the names of colleagues; sending stands there once, as what was dispatched, and to whom."""
    shown = [one for one in acts if one.kind != "reports.send"]
    units, bodies = _in_bulk(Unit, shown, "unit"), _in_bulk(Body, shown, "to_body")
    return [{**_entry(one, _named(one)), "note": _addressee(one, units, bodies)} for one in shown]


def _in_bulk(model: type[M], acts: list[Act], name: str) -> dict[int, M]:
    """The rows of one kind that the acts name. One query."""
    return model._base_manager.in_bulk({one.facts[name] for one in acts if name in one.facts})


def _named(act: Act) -> str:
    if act.role == "system":
        return role_label(act.role)
    told = {"role": role_label(act.role), "name": act.actor}
    return (_("%(role)s %(name)s") % told).strip()


def _entry(act: Act, who: str) -> Entry:
    spec = spec_of(act.kind)
    what = str(spec.past) if spec else act.kind
    return {
        "exact": act.happened,
        "when": told_moment(act.happened),
        "role": who,
        "what": what,
        "note": "",
    }


def _addressee(act: Act, units: dict[int, Unit], bodies: dict[int, Body]) -> str:
    """To whom it was sent, by name; told to the office alone, as the acts of sending are."""
    if act.kind != "dispatches.dispatch":
        return ""
    named = units.get(act.facts.get("unit", 0)) or bodies.get(act.facts.get("to_body", 0))
    addressee = act.facts.get("addressee", "")
    kind = Dispatch.Addressee(addressee).label if addressee in Dispatch.Addressee.values else ""
    return " · ".join(str(part) for part in (kind, named) if part)
