"""Figures: every number the system states, declared once with its definition, its query and its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from shangliang.core.errors import NotVisible, Sentence


@dataclass(frozen=True)
class Scope:
    """Of whom and when: one body or its whole subtree, from `start` to `end` inclusive, perhaps one session."""

    body: Any
    start: date
    end: date
    is_subtree: bool = False
    session: Any = None


Rows = Callable[[Scope], "QuerySet[Any]"]
# None where there is nothing to tell of: a share or an average of no rows is neither zero nor all.
Number = int | float | None


@dataclass(frozen=True)
class Figure:
    """A declared number. `rows(scope)` are what it counts; `value(scope)` is their count unless said otherwise."""

    name: str
    label: Sentence
    unit: Sentence
    definition: Sentence
    rows: Rows
    measure: Callable[["QuerySet[Any]"], Number] = lambda rows: rows.count()

    def value(self, scope: Scope) -> Number:
        """The number itself."""
        return self.measure(self.rows(scope))


figures: dict[str, Figure] = {}


def figure(
    name: str,
    label: Sentence,
    *,
    unit: Sentence,
    definition: Sentence,
    measure: Callable[["QuerySet[Any]"], Number] = lambda rows: rows.count(),
) -> Callable[[Rows], Rows]:
    """Declare the number whose rows the decorated query returns."""

    def declare(rows: Rows) -> Rows:
        figures[name] = Figure(name, label, unit, definition, rows, measure)
        return rows

    return declare


def figure_named(name: str) -> Figure:
    """The declared figure, or NotVisible."""
    if name not in figures:
        raise NotVisible(name)
    return figures[name]
