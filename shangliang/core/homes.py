"""The parts of which the homes are composed: every app declares its own, and no home knows an app by name."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from django.utils import timezone

from shangliang.core.errors import Sentence
from shangliang.core.time import end_of

Row = dict[str, Any]


class Home(StrEnum):
    """Whom a home is for."""

    PUBLIC = "public"
    MEMBER = "member"
    OFFICE = "office"
    UNIT = "unit"
    SUPERVISION = "supervision"
    LEADER = "leader"
    KEEPER = "keeper"


@dataclass(frozen=True)
class Visit:
    """Who came to which home of which body; `body` is None where none is in use."""

    home: Home
    user: Any
    body: Any


@dataclass(frozen=True)
class Choice:
    """One thing a person can do from here: the slot that says so in a line."""

    title: Sentence
    text: Sentence
    href: str
    is_first: bool = False
    template: ClassVar[str] = "home/choice.html"


@dataclass(frozen=True)
class Rows:
    """A short list, each row as ui/list_item.html takes it, and the way to all of it."""

    name: str
    title: Sentence
    rows: list[Row]
    more: str = ""
    more_label: Sentence = ""
    empty_title: Sentence = ""
    empty_text: Sentence = ""
    is_beside: bool = False
    template: ClassVar[str] = "home/rows.html"


@dataclass(frozen=True)
class Queues:
    """Queues of a desk: {label, count, href, urgent, age}; age in words, of what waits longest."""

    name: str
    title: Sentence
    queues: list[Row]
    is_beside: bool = False
    template: ClassVar[str] = "home/queues.html"


@dataclass(frozen=True)
class Numbers:
    """Declared figures as ui/stat.html takes them."""

    name: str
    title: Sentence
    numbers: list[Row]
    more: str = ""
    more_label: Sentence = ""
    is_beside: bool = True
    template: ClassVar[str] = "home/numbers.html"


@dataclass(frozen=True)
class Day:
    """Something with a day: it goes into the one calendar of a home."""

    when: datetime
    what: Sentence
    href: str = ""


def days_of(rows: list[Row], told: Callable[[int], Sentence], href: str) -> list[Day]:
    """One entry for each day on which some of the rows fall due; `told` says how many there are."""
    counted = Counter(timezone.localtime(row["clock"]["exact"]).date() for row in rows if row.get("clock"))
    return [Day(end_of(day), told(count), href) for day, count in counted.items()]


Part = Choice | Rows | Queues | Numbers | Day
Builder = Callable[[Visit], Iterable[Part]]


@dataclass
class Composed:
    """A home put together, in the order of its parts."""

    choices: list[Choice] = field(default_factory=list)
    main: list[Part] = field(default_factory=list)
    beside: list[Part] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)


_builders: dict[Home, list[tuple[int, Builder]]] = defaultdict(list)
MOST_DAYS = 8


def home_part(*homes: Home, order: int = 50) -> Callable[[Builder], Builder]:
    """Declare what an app adds to some homes; the lower the order, the higher on the page."""

    def declare(builder: Builder) -> Builder:
        for home in homes:
            _builders[home].append((order, builder))
        return builder

    return declare


Place = Callable[[Any], Any]
_places: list[Place] = []


def own_place(finder: Place) -> Place:
    """Declare which body people without a post belong to; None if to none."""
    _places.append(finder)
    return finder


def place_of(user: Any) -> Any:
    """The body whose home somebody without a post opens first; None if they belong nowhere."""
    return next((body for body in (finder(user) for finder in _places) if body), None)


def composed(visit: Visit) -> Composed:
    """Everything declared for a home, built for one visit."""
    found = Composed()
    for _order, builder in sorted(_builders[visit.home], key=lambda one: one[0]):
        for part in builder(visit):
            _put(found, part)
    found.choices.sort(key=lambda one: not one.is_first)
    found.days = sorted(found.days, key=lambda one: one.when)[:MOST_DAYS]
    return found


def part_named(visit: Visit, name: str) -> Rows | Queues | Numbers | None:
    """One part of a home alone, without building those after it."""
    for _order, builder in sorted(_builders[visit.home], key=lambda one: one[0]):
        for part in builder(visit):
            if not isinstance(part, Choice | Day) and part.name == name:
                return part
    return None


Card = Callable[[int], Row | None]
cards: dict[str, Card] = {}


def case_card(kind: str) -> Callable[[Card], Card]:
    """Declare how a published case of a kind stands alone, as ui/list_item.html takes it; None if not public."""

    def declare(card: Card) -> Card:
        cards[kind] = card
        return card

    return declare


def _put(found: Composed, part: Part) -> None:
    match part:
        case Choice():
            found.choices.append(part)
        case Day():
            found.days.append(part)
        case _:
            (found.beside if part.is_beside else found.main).append(part)
