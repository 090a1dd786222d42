"""The facts beside an entry of the ledger, in words: each with its label, codes and numbers as people know them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Choices, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.core.errors import Sentence
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act

Words = Callable[[str], str]
# A model, and what its name is made of besides.
Kind = tuple[type[Model], tuple[str, ...]]
_DAY = len("2026-01-01")


@dataclass(frozen=True)
class Fact:
    """What a fact is called; whose row its number names, or what its code means in a body. Hidden without a label."""

    label: Sentence
    model: type[Model] | None = None
    with_: tuple[str, ...] = ()
    words: Callable[[Body], Words] | None = None


def choices(found: type[Choices]) -> Callable[[Body], Words]:
    """Codes that are the same everywhere."""
    return lambda _body: lambda code: str(dict(found.choices).get(code, code))


_declared: dict[str, Fact] = {}


def declare_facts(facts: Mapping[str, Fact]) -> None:
    """Facts by name; where a name means several things, by `flow.name` or `flow.act.name`, the narrowest first."""
    _declared.update(facts)


def fact_of(kind: str, name: str) -> Fact | None:
    """The declaration of a fact of an act."""
    keys = (f"{kind}.{name}", f"{kind.partition('.')[0]}.{name}", name)
    return next((_declared[key] for key in keys if key in _declared), None)


class Told:
    """The facts of some entries of one body; their names are looked up together, a query for each kind of row."""

    def __init__(self, body: Body, acts: Iterable[Act]) -> None:
        self._body = body
        self._words: dict[str, Words] = {}
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for act in acts:
            for kind, pk in _named(act.kind, act.facts):
                wanted[kind].add(pk)
        self._names = {kind: _looked_up(kind, pks) for kind, pks in wanted.items()}

    def of(self, act: Act) -> list[tuple[str, str]]:
        """(label, words) of each fact that says something."""
        # In the order of the act's declaration: a database keeps its own.
        spec = spec_of(act.kind)
        names = [name for name in spec.facts if name in act.facts] if spec else []
        names += [name for name in act.facts if name not in names]
        found = ((fact_of(act.kind, name), name, act.facts[name]) for name in names)
        return [
            (str(fact.label) if fact else name, self._value(act.kind, name, value))
            for fact, name, value in found
            if fact is None or fact.label
        ]

    def line(self, act: Act) -> str:
        """The same in one line."""
        return _("; ").join(_("%(label)s: %(value)s") % {"label": a, "value": b} for a, b in self.of(act))

    def _value(self, kind: str, name: str, value: Any) -> str:
        match value:
            case bool():
                return _("yes") if value else _("no")
            case list():
                return _(", ").join(self._value(kind, name, one) for one in value)
            case dict():
                return " ".join(self._part(kind, inner, one) for inner, one in value.items())
        fact = fact_of(kind, name)
        if fact and fact.model and isinstance(value, int):
            return self._names[fact.model, fact.with_].get(value, "–")
        if fact and fact.words:
            key = f"{kind}.{name}"
            if key not in self._words:
                self._words[key] = fact.words(self._body)
            return self._words[key](str(value))
        return _moment(value) if isinstance(value, str) else str(value)

    def _part(self, kind: str, name: str, value: Any) -> str:
        """Of a fact with parts: what is a name or a code says itself, everything else is called by its name."""
        told, fact = self._value(kind, name, value), fact_of(kind, name)
        return told if fact and (fact.model or fact.words) else f"{fact.label if fact else name} {told}"


def _named(kind: str, facts: Mapping[str, Any]) -> Iterator[tuple[Kind, int]]:
    """Every number of a row in some facts, with what it is a number of."""
    for name, value in facts.items():
        fact = fact_of(kind, name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _named(kind, one)
            elif fact and fact.model and isinstance(one, int):
                yield (fact.model, fact.with_), one


def _looked_up(kind: Kind, pks: set[int]) -> dict[int, str]:
    """One query."""
    model, with_ = kind
    rows = model._base_manager.select_related(*with_).in_bulk(pks)
    return {pk: str(row) for pk, row in rows.items()}


def _moment(value: str) -> str:
    """Days and moments as they are written; every other text as it is."""
    try:
        if len(value) == _DAY:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        moment = parse_datetime(value)
    except ValueError:
        return value
    if not isinstance(moment, datetime):
        return value
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment.tzinfo else value
