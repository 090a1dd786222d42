"""The chain strip: how far a matter has come from word to follow-up, a dot for each step, across activities."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from shangliang.core.prepared import Prepared
from shangliang.ledger.growth import GREW_OUT_OF
from shangliang.ledger.models import Link, Subject, label_of


@dataclass(frozen=True)
class Step:
    """One dot: done, now, todo or stop (the way ended there)."""

    label: str
    state: str
    date: str = ""
    href: str = ""


@dataclass(frozen=True)
class Way:
    """How a case went on, as the public may know it: its steps, and what was answered if that is public."""

    steps: tuple[Step, ...]
    answer: str = ""
    is_over: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether it ended before its goal: nothing more is to be expected of it."""
        return any(one.state == "stop" for one in self.steps)


Teller = Callable[[int], Way | None]
_tellers: dict[str, Teller] = {}


def tells_way(model: type[Subject], teller: Teller) -> None:
    """Said by an activity when it is ready: this is how far a case of this model has come, for the public."""
    _tellers[model._meta.label_lower] = teller


def ways_from(origin: Subject) -> Iterable[Way]:
    """The ways of everything that grew out of a case. One query, and those of each teller."""
    for made_type, made_id in _grown(*label_of(origin)):
        way = _tellers[made_type](made_id) if made_type in _tellers else None
        if way is not None:
            yield way


def _grown_out_of(kind: str, pk: int) -> "QuerySet[Link, Any]":
    grown = Link.objects.filter(to_type=kind, to_id=pk, relation=GREW_OUT_OF).order_by("id")
    return grown.values_list("from_type", "from_id")


_grown = Prepared(_grown_out_of, str, int)
