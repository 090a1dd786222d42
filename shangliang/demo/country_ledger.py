"""A ledger as the whole country fills it: acts, credits and daily counts over all bodies and a year."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _t

from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict
from shangliang.core.time import start_of, today
from shangliang.demo.bulk.counts import add_counts
from shangliang.demo.bulk.rows import continue_sequences, next_id, write_rows
from shangliang.ledger import tallies
from shangliang.ledger.models import Act, Credit

ACTS_AT_ONCE = 100_000
# Far from the ids of real rows: these acts are of cases and people that exist elsewhere.
ELSEWHERE = 10**12
PEOPLE_OF_THE_COUNTRY = 650_000
# So many cases come to one body on one day: most are submitted in the days of the plenary.
TOGETHER = 12
DAYS, QUARTERS, OPENS = 365, 40, 8
# (kind, role of who acts, role of who is credited, days after the case began); ten acts are a case.
STEPS = (
    ("proposals.draft", "member", "", 0),
    ("proposals.submit", "member", "author", 0),
    ("proposals.pass_first_review", "office_clerk", "", 5),
    ("proposals.file", "office_lead", "author", 9),
    ("proposals.distribute", "supervisor", "", 20),
    ("assignments.open", "supervisor", "", 20),
    ("assignments.sign_for", "unit_clerk", "", 23),
    ("assignments.draft_reply", "unit_clerk", "", 70),
    ("assignments.deliver", "unit_clerk", "", 80),
    ("assignments.rate", "member", "", 90),
)
LONGEST = STEPS[-1][3]
ACT_COLUMNS = (
    *("id", "kind", "actor_id", "role", "body_id", "subject_type", "subject_id"),
    *("case_type", "case_id", "title", "happened", "recorded", "facts"),
)
CREDIT_COLUMNS = ("id", "act_id", "person_id", "role", "weight")
CASE = "proposals.proposal"
SUBJECTS = tuple("proposals.assignment" if kind[0] == "a" else CASE for kind, *_more in STEPS)


def fill_country(count: int, write: Callable[[str], object]) -> None:
    """Add so many acts, spread over all bodies and a year, with their credits and daily counts."""
    bodies = list(Body.objects.order_by("pk").values_list("pk", flat=True))
    if not bodies:
        raise Conflict(_t("Load the demo first: there are no bodies yet."))
    calendar = Calendar()
    for start in range(0, count, ACTS_AT_ONCE):
        end = min(start + ACTS_AT_ONCE, count)
        _write_chunk(Chunk(bodies, calendar, random.Random(start)), start, end)
        if end % (10 * ACTS_AT_ONCE) == 0 or end == count:
            write(_t("%(acts)s acts written.") % {"acts": f"{end:,}"})


class Calendar:
    """The quarters of the office hours of a year's days, as the database takes moments."""

    def __init__(self) -> None:
        first = today() - timedelta(days=DAYS)
        self.days: list[date] = [first + timedelta(days=place) for place in range(DAYS)]
        self.moments = [[self._stored(day, quarter) for quarter in range(QUARTERS)] for day in self.days]

    def _stored(self, day: date, quarter: int) -> str:
        moment = (start_of(day) + timedelta(hours=OPENS, minutes=15 * quarter)).astimezone(UTC)
        return f"{moment:%Y-%m-%d %H:%M:%S}" + ("+00" if connection.vendor == "postgresql" else "")


@dataclass
class Chunk:
    """Some acts in the making, their credits and counts."""

    bodies: list[int]
    calendar: Calendar
    rng: random.Random
    credits: list[tuple[Any, ...]] = field(default_factory=list)
    counts: Counter[tuple[int, int, int]] = field(default_factory=Counter)

    def acts(self, start: int, end: int, act_id: int, credit_id: int) -> Iterator[tuple[Any, ...]]:
        """Rows of the ledger, in the order of cases."""
        draw, bodies, most, moments = self.rng.random, self.bodies, len(self.bodies), self.calendar.moments
        for place in range(start, end):
            number, step = divmod(place, len(STEPS))
            kind, role, credited, after = STEPS[step]
            batch, case = number // TOGETHER, ELSEWHERE + number
            body = bodies[batch * 7919 % most]
            person = ELSEWHERE + number * 31 % PEOPLE_OF_THE_COUNTRY
            day = batch * 131 % (DAYS - LONGEST) + after
            when = moments[day][int(draw() * QUARTERS)]
            self.counts[(body, step, day)] += 1
            if credited:
                self.credits.append((credit_id, act_id, person, credited, "1.0000"))
                credit_id += 1
            yield act_id, kind, person, role, body, SUBJECTS[step], case, CASE, case, "", when, when, "{}"
            act_id += 1

    def tallies(self) -> "Counter[tallies.Key]":
        """The daily counts of the acts and of their credits."""
        found: Counter[tallies.Key] = Counter()
        for (body, step, day), count in self.counts.items():
            kind, _role, credited, _after = STEPS[step]
            for role in {"", credited}:
                found[(body, kind, role, self.calendar.days[day])] += count
        return found


@transaction.atomic
def _write_chunk(chunk: Chunk, start: int, end: int) -> None:
    write_rows(Act, ACT_COLUMNS, chunk.acts(start, end, next_id(Act), next_id(Credit)))
    write_rows(Credit, CREDIT_COLUMNS, chunk.credits)
    continue_sequences([Act, Credit])
    add_counts(chunk.tallies())
