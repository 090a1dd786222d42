"""The stage: many stories told at once in the order of time, each step by whoever's hand tells it."""

import heapq
import random
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Collective, Unit
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.demo.bulk.cast import Cast, Desk
from shangliang.demo.texts.proposals import ProposalText

# Each step waits for so many days before the next.
Steps = Generator[float, None, None]
SHORT = 0.3
OPENS, CLOSES = 8 * 60 + 40, 17 * 60 + 20


class EnoughTold(Exception):
    """The story stops where it is."""


class Hand(Protocol):
    """What tells a story: the acts themselves, or the bulk path."""

    @property
    def cast(self) -> Cast: ...

    def do(self, name: str, thing: Any, *, at: datetime, by: User, **given: Any) -> Any: ...
    def begin(self) -> Any: ...
    def duties(self, case: Any) -> list[Any]: ...
    def row_of(self, thing: Any) -> Any: ...
    def sheet(self) -> Any: ...
    def reply_class_of(self, duty: Any) -> str: ...
    def reply_text_of(self, duty: Any) -> str: ...
    def instruction_of(self, case: Any) -> Any: ...


@dataclass
class Teller:
    """One story: whose case it is, what it says, how fast and eventful it goes and where it stops."""

    hand: Hand
    rng: random.Random
    author: User
    text: ProposalText
    collective: Collective | None = None
    cosigners: list[User] = field(default_factory=list)
    until: str = ""
    pace: float = 1
    turns: float = 1
    # Without joint units.
    is_alone: bool = False
    at: datetime = field(default_factory=timezone.now)
    distributed: datetime = field(default_factory=timezone.now)
    case: Any = None

    @property
    def cast(self) -> Cast:
        """The people of the body."""
        return self.hand.cast

    def do(self, name: str, thing: Any, by: User, **given: Any) -> Any:
        """One act at this moment."""
        result = self.hand.do(name, thing, at=self.at, by=by, **given)
        if name == self.until:
            raise EnoughTold
        return result

    def wait(self, least: float, most: float) -> float:
        """So many days, at the story's pace."""
        return self.rng.uniform(least, most) * self.pace

    def chance(self, share: float) -> bool:
        """Whether it comes to that."""
        return self.rng.random() < share * self.turns

    def one_of(self, people: list[User]) -> User:
        """Somebody of a group."""
        return self.rng.choice(people)

    def unit(self, duty: Any) -> Unit:
        """The unit that has the duty."""
        unit: Unit = self.hand.row_of(duty).unit
        return unit

    def desk(self, duty: Any) -> Desk:
        """The people of that unit."""
        return self.cast.desk_of[self.unit(duty).pk]


def play(stories: Iterable[tuple[datetime, Teller, Steps]], now: datetime) -> None:
    """Tell all stories up to now; what lies behind stays untold, and the cases stand where they stand."""
    calendar = work_calendar()
    waiting = [(start, place, teller, steps) for place, (start, teller, steps) in enumerate(stories)]
    heapq.heapify(waiting)
    while waiting:
        at, place, teller, steps = heapq.heappop(waiting)
        if at > now:
            continue
        teller.at = at
        try:
            wait = next(steps)
        except (StopIteration, EnoughTold):
            continue
        heapq.heappush(waiting, (moment_after(calendar, teller.rng, at, wait), place, teller, steps))


def moment_after(calendar: WorkCalendar, rng: random.Random, at: datetime, days: float) -> datetime:
    """The moment so many days later; after more than some hours, in office hours of a working day."""
    later = at + timedelta(days=days)
    if days < SHORT:
        return later
    local = timezone.localtime(later)
    day = local.date() if calendar.is_workday(local.date()) else calendar.add_workdays(local.date(), 1)
    hour, minute = divmod(rng.randint(OPENS, CLOSES), 60)
    chosen = local.replace(
        year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=rng.randint(0, 59)
    )
    return max(chosen, at + timedelta(minutes=1))
