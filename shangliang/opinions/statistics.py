"""The year of a body's public words in numbers: the declared figures, and three of them divided five ways."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body, Unit
from shangliang.core.errors import NotVisible
from shangliang.core.text import whole_number
from shangliang.core.time import today
from shangliang.ledger.figures import Scope, figures
from shangliang.opinions.figures import ANSWERED_IN_TIME, within
from shangliang.opinions.models import Code, Suggestion
from shangliang.opinions.ruleset import opinion_rules

APP = "opinions."
YEAR = timedelta(days=364)
# Smaller groups would tell the public who it was.
LEAST = 3
# The figures that are divided, in the order of their columns.
DIVIDED = ("received", "answered", "in_time")


@dataclass(frozen=True)
class Line:
    """One line of a division: how many words were received, answered, answered in time."""

    code: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Division:
    """One table: by what the words are divided, and its lines."""

    name: str
    label: str
    lines: list[Line]


def year_of(body: Body) -> Scope:
    """The last twelve months."""
    return Scope(body, today() - YEAR, today())


def numbers(scope: Scope) -> list[dict[str, Any]]:
    """The figures of this activity."""
    own = [(one, one.value(scope)) for name, one in figures.items() if name.startswith(APP)]
    return [
        {
            "name": one.name.removeprefix(APP),
            "label": one.label,
            "unit": "" if value is None else one.unit,
            "definition": one.definition,
            "value": value,
        }
        for one, value in own
    ]


def divisions(scope: Scope, *, is_public: bool = True) -> list[Division]:
    """By category, channel, place, code and unit; for the public, groups too small to be safe are put together."""
    channels = {code: str(label) for code, label in Suggestion.Channel.choices}
    values = opinion_rules(scope.body).values
    categories = _by(scope, "category", lambda code: values.told_category(code) or _("not sorted yet"))
    found = [
        Division("category", _("by category"), categories),
        Division("channel", _("by channel"), _by(scope, "channel", lambda code: channels[code])),
        Division("place", _("by place"), _by_place(scope)),
        Division("code", _("by QR code"), [one for one in _by(scope, "code__label", str) if one.code]),
        Division("unit", _("by unit"), _by_unit(scope)),
    ]
    for one in found:
        one.lines.sort(key=lambda line: (-line.counts[0], line.label))
    return [Division(one.name, one.label, _safe(one.lines)) for one in found] if is_public else found


def condition(scope: Scope, by: str, code: str) -> Q:
    """By what the words of one line are told from the others."""
    match by:
        case "category" | "channel":
            return Q(**{by: code})
        case "code":
            return Q(code__label=code)
        case "unit" if (unit := whole_number(code)) is not None:
            return Q(referrals__unit=unit)
        case "place":
            labels = _places(scope.body)
            named = [pk for pk, label in labels.items() if label == code]
            return Q(code_id__in=named) | (Q(place=code) & ~Q(code_id__in=list(labels)))
    raise NotVisible(_("There is no such group."))


def _counts(scope: Scope, *, is_once: bool = True) -> dict[str, Count]:
    """The divided figures as counts of the same rows; of rows that stand there more than once, the words."""
    answered = within(scope, "first_answered_at")
    shares = (within(scope, "received"), answered, answered & ANSWERED_IN_TIME)
    return {
        f"n_{name}": Count("pk", distinct=not is_once, filter=q)
        for name, q in zip(DIVIDED, shares, strict=True)
    }


def _rows(scope: Scope) -> Any:
    """The words of the body that were received or answered in the days of the scope."""
    moments = within(scope, "received") | within(scope, "first_answered_at")
    return Suggestion.objects.filter(moments, body=scope.body).order_by()


def _by(scope: Scope, column: str, named: Any) -> list[Line]:
    """One query."""
    found = _rows(scope).values_list(column).annotate(**_counts(scope))
    return [Line(code or "", named(code or ""), tuple(counts)) for code, *counts in found]


def _places(body: Body) -> dict[int, str]:
    codes = Code.objects.filter(body=body, kind=Code.Kind.PLACE)
    return dict(codes.values_list("pk", "label"))


def _by_place(scope: Scope) -> list[Line]:
    """By the places the office has named with codes; typed places count where they are the same. Two queries.

    Other typed places are nobody's to publish: nobody has read them."""
    labels, found = _places(scope.body), dict[str, list[int]]()
    named = _rows(scope).filter(Q(code_id__in=labels) | Q(place__in=labels.values()))
    for code, place, *counts in named.values_list("code_id", "place").annotate(**_counts(scope)):
        label = labels.get(code, place)
        found[label] = [a + b for a, b in zip(found.get(label, [0] * len(DIVIDED)), counts, strict=True)]
    return [Line(label, label, tuple(counts)) for label, counts in found.items()]


def _by_unit(scope: Scope) -> list[Line]:
    """Two queries."""
    rows = _rows(scope).filter(referrals__isnull=False).values_list("referrals__unit")
    found = {unit: tuple(counts) for unit, *counts in rows.annotate(**_counts(scope, is_once=False))}
    names = Unit.objects.in_bulk(found)
    return [Line(str(pk), str(names[pk]), counts) for pk, counts in found.items()]


def _safe(lines: list[Line]) -> list[Line]:
    """The large ones, and the others as one line."""
    large = [one for one in lines if one.counts[0] >= LEAST]
    small = [one.counts for one in lines if one.counts[0] < LEAST]
    label = _("others, each fewer than %(least)s") % {"least": LEAST}
    return [*large, Line("", label, tuple(map(sum, zip(*small, strict=True))))] if small else large
