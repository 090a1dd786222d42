"""Numbers as a page shows them: large ones with their words, groups as tables with bars."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shangliang.proposals.figures import APP, ASSIGNMENT_PARTS, CASE_PARTS, OUTCOME_LABELS, RATING_PARTS
from shangliang.proposals.narrowing import Part
from shangliang.proposals.scopes import Scoped
from shangliang.proposals.statistics import Statistic

_ENDS = (
    "received",
    "filed",
    "merged",
    "opinions",
    "information",
    "returned",
    "not_filed",
    "withdrawn",
    "pending",
)
_MOST_LINES = 30
_MOST_UNITS = 200
# The columns of the table of units, and the figure whose rows each of them counts, if there is one.
_UNIT_COLUMNS = {
    "assignments": "assignments",
    "lead": "",
    "joint": "assignments_joint",
    "replied": "",
    "late": "late",
}


def told_value(value: float | None) -> str:
    """A number as published: whole ones whole, shares with up to two decimals, kept back ones as a dash."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}".rstrip("0").rstrip(".")


def sections_of(found: list[Statistic], scoped: Scoped) -> list[dict[str, Any]]:
    """The page from received cases to ratings."""
    by = {one["name"].removeprefix(APP): one for one in found}
    rest = [part.name for part in CASE_PARTS if part.name not in _ENDS]
    answers = ["replies", *OUTCOME_LABELS, "settled_rate", "replied_rate", "days_to_reply"]
    units = [part.name for part in ASSIGNMENT_PARTS] + ["late", "overdue", "late_rate"]
    return [
        _section(_("What became of the proposals received"), _ENDS, by, scoped, ends=True),
        _section(
            _("Who proposes, and what stands out"), [*rest, "collective_share", "filing_rate"], by, scoped
        ),
        _section(_("Handling by the units"), units, by, scoped),
        _section(_("Replies"), answers, by, scoped),
        _section(
            _("Judgement of the proposers"),
            [*(p.name for p in RATING_PARTS), "satisfaction_rate"],
            by,
            scoped,
        ),
    ]


def _section(
    title: str, names: Any, by: dict[str, Statistic], scoped: Scoped, *, ends: bool = False
) -> dict[str, Any]:
    stats = [_stat(name, by[name], scoped) for name in names]
    tables = [_table(by[name], dimension, scoped) for name in names for dimension in by[name]["groups"]]
    adding = [_ends_table(by)] if ends else []
    return {"title": title, "stats": stats, "tables": [*adding, *(one for one in tables if one["rows"])]}


def _stat(name: str, one: Statistic, scoped: Scoped) -> dict[str, Any]:
    told = {"number": told_value(one["value"]), "label": one["label"], "definition": one["definition"]}
    if one["is_hidden"]:
        return {**told, "note": _("Not shown: so few judgements would tell who gave them.")}
    return {
        **told,
        "unit": "" if one["value"] is None else one["unit"],
        "href": rows_address(Part(name), scoped),
    }


def _ends_table(by: dict[str, Statistic]) -> dict[str, Any]:
    """Received is the sum of its ends, and the table shows it."""
    whole = by["received"]["value"]
    rows = [_line(by[name]["label"], by[name]["value"], whole) for name in _ENDS[1:]]
    total = {"label": by["received"]["label"], "number": told_value(whole), "share": None, "total": True}
    return {"caption": _("Received = the sum of what became of them"), "rows": [*rows, total]}


def _table(one: Statistic, dimension: str, scoped: Scoped) -> dict[str, Any]:
    lines = one["groups"][dimension]
    whole = sum(line["value"] for line in lines)
    most = max((line["value"] for line in lines), default=0)
    rows = [
        {
            **_line(line["label"], line["value"], most),
            "href": rows_address(Part(one["name"].removeprefix(APP), dimension, line["code"]), scoped),
        }
        for line in lines[:_MOST_LINES]
    ]
    if rest := lines[_MOST_LINES:]:
        label = _("%(count)s others") % {"count": len(rest)}
        rows.append(_line(label, sum(line["value"] for line in rest), most))
    total = {"label": _("total"), "number": told_value(whole), "share": None, "total": True}
    told = {"figure": one["label"], "dimension": _dimensions()[dimension]}
    return {"caption": _("%(figure)s by %(dimension)s") % told, "rows": [*rows, total] if rows else []}


def _line(label: str, value: int | float | None, most: int | float | None) -> dict[str, Any]:
    return {"label": label, "number": told_value(value), "share": 100 * (value or 0) / most if most else 0}


def _dimensions() -> dict[str, str]:
    return {
        "kind": pgettext("proposal", "kind"),
        "national": _("national category"),
        "category": _("category"),
        "unit": _("unit"),
        "class": _("class"),
        "reason": _("reason"),
    }


def rows_address(part: Part, scoped: Scoped) -> str:
    """The page of the rows that are counted in a number, or in one line of its group."""
    return f"{reverse('proposals:statistics_rows', args=[part.name])}?{scoped.query(**part.as_query())}"


def unit_headers() -> list[dict[str, Any]]:
    """The columns of the table of units."""
    labels = [_("assignments"), _("lead or separate"), _("joint"), _("done"), _("late")]
    return [{"label": _("unit")}, *({"label": one, "number": True} for one in labels)]


def unit_rows(found: list[dict[str, Any]], scoped: Scoped) -> list[dict[str, Any]]:
    """How each unit stands, with the sum of all; what is a figure leads to its rows."""
    rows = [
        {"cells": [{"text": one["unit__name"]}, *(_unit_cell(one, name, scoped) for name in _UNIT_COLUMNS)]}
        for one in found[:_MOST_UNITS]
    ]
    sums = [{"text": sum(one[name] for one in found), "number": True} for name in _UNIT_COLUMNS]
    return [*rows, {"cells": [{"text": _("total")}, *sums], "total": True}] if rows else []


def _unit_cell(one: dict[str, Any], name: str, scoped: Scoped) -> dict[str, Any]:
    cell = {"text": one[name], "number": True}
    figure = _UNIT_COLUMNS[name]
    if figure and one[name]:
        cell["href"] = rows_address(Part(figure, "unit", str(one["unit_id"])), scoped)
    return cell
