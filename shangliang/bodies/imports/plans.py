"""What would become of every row: new, same, changed, or an error with its sentence."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import ImportDraft
from shangliang.core.text import clean_line


class Outcome:
    """The four ends of a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    ERROR = "error"


OUTCOME_LABELS = {
    Outcome.NEW: _("new"),
    Outcome.SAME: _("unchanged"),
    Outcome.CHANGED: _("changes"),
    Outcome.ERROR: _("error"),
}


@dataclass(frozen=True)
class PlannedRow:
    """One row: its number in the table, what it is about, and the arguments of the acts that carry it out."""

    number: int
    label: str
    outcome: str
    note: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    person: Any = None
    target: Any = None


@dataclass(frozen=True)
class Plan:
    """All rows of a table, empty ones left out."""

    rows: list[PlannedRow]

    def counts(self) -> dict[str, int]:
        """How many rows end which way."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOME_LABELS}

    def errors(self) -> list[PlannedRow]:
        """Rows that cannot be taken."""
        return [row for row in self.rows if row.outcome == Outcome.ERROR]

    def correct(self) -> list[PlannedRow]:
        """Rows that will do something."""
        return [row for row in self.rows if row.outcome in (Outcome.NEW, Outcome.CHANGED)]


def plan_of(draft: ImportDraft) -> Plan:
    """Work the whole table out against what is there now; nothing is saved."""
    from shangliang.bodies.imports.members import plan_members  # both build on this module
    from shangliang.bodies.imports.units import plan_units

    planner = plan_members if draft.what == ImportDraft.What.MEMBERS else plan_units
    return Plan(planner(draft.body, list(_records(draft))))


def _records(draft: ImportDraft) -> Iterator[tuple[int, dict[str, str]]]:
    """(number in the table, field → cell) of every row that says something; the heading is row 1."""
    for number, row in enumerate(draft.rows, 2):
        record = {name: clean_line(row[place]) for name, place in draft.columns.items() if place < len(row)}
        if any(record.values()):
            yield number, record
