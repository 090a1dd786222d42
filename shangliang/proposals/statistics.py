"""All statistics of a body at once: the figures' values and their groups, in few queries."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body, Deadline, Session, Unit
from shangliang.bodies.reference.categories import national_category_of
from shangliang.bodies.unit_kinds import unit_kinds
from shangliang.ledger.figures import Number, Scope, figures
from shangliang.proposals import counted
from shangliang.proposals.categories import local_names, national_names
from shangliang.proposals.figures import (
    APP,
    ASSIGNMENT_PARTS,
    CASE_PARTS,
    OUTCOME_LABELS,
    RATING_PARTS,
    SETTLED,
)
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.telling import named, told_class

# Fewer judgements than this would say who gave them.
FEWEST_PUBLIC = 3
_JUDGED = ("satisfied", "basically_satisfied", "dissatisfied", "satisfaction_rate")
_EARLIEST, _LATEST = date(1949, 1, 1), date(2199, 12, 31)
Statistic = dict[str, Any]
# The same shares of a hundred as the figures measure, from numbers already counted: parts, and the whole.
_RATES: dict[str, tuple[tuple[str, ...], str]] = {
    "collective_share": (("collective",), "received"),
    "filing_rate": (("filed",), "received"),
    "replied_rate": (("replied",), "filed"),
    "late_rate": (("late",), "assignments"),
    "settled_rate": (SETTLED, "replies"),
    "satisfaction_rate": (("satisfied", "basically_satisfied"), "ratings"),
}
ORDER = (
    *(part.name for part in CASE_PARTS),
    "collective_share",
    "filing_rate",
    *(part.name for part in ASSIGNMENT_PARTS),
    "late",
    "overdue",
    "late_rate",
    "replies",
    *OUTCOME_LABELS,
    "settled_rate",
    "replied_rate",
    "days_to_reply",
    *(part.name for part in RATING_PARTS),
    "satisfaction_rate",
)


def session_scope(body: Body, session: Session | None, *, is_subtree: bool = False) -> Scope:
    """Everything of one session, or of all of them."""
    return Scope(body, _EARLIEST, _LATEST, is_subtree, session)


def values_of(scope: Scope, names: Iterable[str] = ORDER) -> dict[str, Number]:
    """The values of figures; those that count parts of the same rows take one query together."""
    wanted = {one for name in names for one in (name, *_made_of(name))}
    found: dict[str, Number] = {}
    for base, shares in _bases(scope):
        asked = {name: share for name, share in shares.items() if name in wanted}
        found |= _counted(base(scope), asked) if asked else {}
    for name in wanted - found.keys() - _RATES.keys():
        found[name] = figures[APP + name].value(scope)
    return found | {name: _rate(name, found) for name in _RATES if name in wanted}


def _made_of(name: str) -> tuple[str, ...]:
    parts, whole = _RATES.get(name, ((), ""))
    return (*parts, whole) if whole else ()


def _rate(name: str, found: Mapping[str, Number]) -> Number:
    parts, whole = _RATES[name]
    count = found[whole]
    return round(100 * sum(found[part] or 0 for part in parts) / count, 2) if count else None


def wholes_of(names: Iterable[str]) -> tuple[str, ...]:
    """What the shares among some figures are shares of."""
    return tuple(_RATES[name][1] for name in names if name in _RATES)


def is_of_nothing(name: str, values: Mapping[str, Number]) -> bool:
    """Whether it is a share of no rows at all: neither none of them nor all."""
    return name in _RATES and values.get(_RATES[name][1]) == 0


def _bases(scope: Scope) -> list[tuple[Callable[[Scope], "QuerySet[Any]"], dict[str, Q]]]:
    """Kinds of rows, and what is counted among them."""
    return [
        (counted.received, {part.name: part.share for part in CASE_PARTS}),
        (counted.assigned, {part.name: part.share for part in ASSIGNMENT_PARTS}),
        (counted.replies, {"replies": Q(), **counted.with_outcomes(scope)}),
        (counted.judgements, {part.name: part.share for part in RATING_PARTS}),
    ]


def _counted(rows: "QuerySet[Any]", shares: dict[str, Q]) -> dict[str, int | float]:
    counts = {f"n_{name}": Count("pk", filter=share or None) for name, share in shares.items()}
    found = rows.order_by().aggregate(**counts)
    return {name: found[f"n_{name}"] for name in shares}


@dataclass(frozen=True)
class Line:
    """One line of a group: a code, its name, how many."""

    code: str
    label: str
    value: int


def statistics(scope: Scope, *, is_public: bool = True) -> list[Statistic]:
    """Every figure with words, value and groups; to the public no cell that would tell of a person."""
    values = values_of(scope)
    groups = groups_of(scope)
    hidden = _told_by_few(values) if is_public else ()
    return [_statistic(name, values, groups, name in hidden) for name in ORDER]


def _statistic(
    name: str, values: dict[str, Number], groups: dict[str, dict[str, list[Line]]], is_hidden: bool
) -> Statistic:
    declared = figures[APP + name]
    return {
        "name": declared.name,
        "label": str(declared.label),
        "value": None if is_hidden else values[name],
        "is_hidden": is_hidden,
        "unit": str(declared.unit),
        "definition": str(declared.definition),
        "groups": {
            by: [{"code": line.code, "label": line.label, "value": line.value} for line in lines]
            for by, lines in groups.get(name, {}).items()
        },
    }


def public_values(scope: Scope, names: tuple[str, ...]) -> dict[str, Number]:
    """Some values as the public may know them."""
    values = values_of(scope, (*names, *_JUDGED[:3]))
    hidden = _told_by_few(values)
    return {name: None if name in hidden else values[name] for name in names}


def _told_by_few(values: dict[str, Number]) -> tuple[str, ...]:
    """One small cell could be worked out from the others, so all of them are kept back together."""
    cells = [values[name] for name in _JUDGED[:3]]
    return _JUDGED if any(0 < (cell or 0) < FEWEST_PUBLIC for cell in cells) else ()


def groups_of(scope: Scope) -> dict[str, dict[str, list[Line]]]:
    """Figure → dimension → lines, for figures that have groups; every dimension adds up to its figure."""
    rules = proposal_rules(scope.body).values
    filed = counted.received(scope).filter(state__in=counted.FILED)
    by_category = _tally(filed, "category")
    return {
        "received": {
            "kind": _named_lines(_tally(counted.received(scope), "kind"), dict(Proposal.Kind.choices))
        },
        "filed": {
            "national": _named_lines(_national(by_category), national_names()),
            "category": _named_lines(by_category, local_names(rules)),
            "kind": _named_lines(_tally(filed, "kind"), dict(Proposal.Kind.choices)),
        },
        "assignments": {"unit": _by_unit(scope)},
        "replies": {"class": _by_class(scope, rules)},
        "not_filed": {"reason": _by_reason(scope, rules)},
    }


def _tally(rows: "QuerySet[Any]", name: str) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list(name).annotate(n=Count("pk"))))


def _national(by_category: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for code, count in by_category.items():
        found[national_category_of(code)] += count
    return found


def _named_lines(counts: Counter[str], names: dict[str, Any]) -> list[Line]:
    """In the order of the names; what has lost its name comes last under its code."""
    codes = [code for code in names if counts[code]] + sorted(code for code in counts if code not in names)
    return [Line(code, str(names.get(code, code or _("without"))), counts[code]) for code in codes]


def _by_unit(scope: Scope) -> list[Line]:
    """Units by the number of their assignments; of a whole subtree, kinds of units instead of names."""
    rows = counted.assigned(scope)
    if scope.is_subtree:
        return _most_first(_named_lines(_tally(rows, "unit__kind"), unit_kinds()))
    names = {str(one.pk): str(one) for one in Unit.objects.filter(region_id=scope.body.region_id)}
    counts = Counter({str(pk): n for pk, n in _tally(rows, "unit_id").items()})
    return _most_first(_named_lines(counts, names))


def _most_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -line.value)


def _by_class(scope: Scope, rules: ProposalRules) -> list[Line]:
    """Classes by their letter in one body; across bodies letters mean different things, so by outcome."""
    if scope.is_subtree:
        found = _counted(counted.replies(scope), counted.with_outcomes(scope))
        counts = Counter({name: int(value) for name, value in found.items() if value})
        return _named_lines(counts, dict(OUTCOME_LABELS))
    names = {one.code: told_class(rules, one.code) for one in rules.reply_classes}
    return _named_lines(_tally(counted.replies(scope), "reply_class"), names)


def _by_reason(scope: Scope, rules: ProposalRules) -> list[Line]:
    rows = counted.received(scope).filter(state=Proposal.State.NOT_FILED)
    return _named_lines(_tally(rows, "decision_reason"), {r.code: named(r) for r in rules.not_filed_reasons})


def by_unit(scope: Scope) -> list[dict[str, Any]]:
    """How each unit stands: assignments, of them lead and joint, replied and late. One query."""
    is_late = Q(pk__in=counted.answer_deadlines(scope).filter(Deadline.late()).values("assignment_id"))
    replied = Q(state__in=[Assignment.State.REPLIED, Assignment.State.OPINION_IN])
    rows = counted.assigned(scope).order_by().values("unit_id", "unit__name")
    found = rows.annotate(
        assignments=Count("pk"),
        lead=Count("pk", filter=~Q(duty=Assignment.Duty.JOINT)),
        joint=Count("pk", filter=Q(duty=Assignment.Duty.JOINT)),
        replied=Count("pk", filter=replied),
        late=Count("pk", filter=is_late),
    )
    ordered: Any = found.order_by("-assignments", "unit__name")
    return list(ordered)
