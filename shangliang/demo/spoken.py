"""A year of the public's words in one body, as many as are wanted: for measuring."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _t

from shangliang.accounts.models import User
from shangliang.accounts.queries import public_user, system_user
from shangliang.bodies.reference.divisions import usual_name
from shangliang.demo.bulk import Book, Cast
from shangliang.demo.bulk import words as bulk
from shangliang.demo.scale import Write, cast_of
from shangliang.demo.texts.proposals import proposal_text
from shangliang.demo.texts.words import WORDS
from shangliang.insight.text.changes import note_all
from shangliang.opinions.ruleset import opinion_rules

AT_ONCE = 5_000
YEAR = timedelta(days=364)
ANSWERS = tuple(word.answer for word in WORDS if word.answer)
PLACES = ("菜场东门", "实验小学北门", "滨河公园", "客运站", "卫生院门口", "文化广场", "老街口", "和平村站")
# How many of a hundred words take which course.
SHARES = (
    ("told", 22),
    ("unrated", 12),
    ("by_unit", 42),
    ("again", 4),
    ("declined", 8),
    ("offered", 6),
    ("slow", 6),
)


@dataclass(frozen=True)
class Step:
    """One act of a word's life, so long after it was said; on the unit's duty if it says so."""

    after: timedelta
    act: str
    by: User
    given: dict[str, Any]
    of_unit: bool = False


# Does one act on a word (or begins one, on None) at a moment.
Hand = Callable[[Any, Step, datetime], Any]


@dataclass(frozen=True)
class Public:
    """Who takes part in a word's life: the public, the clock, the people of a body."""

    cast: Cast
    public: User
    system: User
    rng: random.Random

    @classmethod
    def of(cls, cast: Cast, seed: int) -> "Public":
        """Those of a body."""
        return cls(cast, public_user(), system_user(), random.Random(seed))

    def life(self, name: str, course: str) -> list[Step]:
        """Everything that happens to one word, the first step being that it is said."""
        rng, clerk = self.rng, self.rng.choice(self.cast.clerks)
        text = proposal_text(rng, usual_name(self.cast.body.region.name), 2026)
        said = f"{text.problem[:160]}{text.suggestion.split('。')[0][-60:]}"
        first: dict[str, Any] = {
            "key": name,
            "text": said,
            "place": rng.choice(PLACES),
            "is_public_consented": rng.random() < 0.7,
        }
        told = _Told(self, clerk, said, text.category, rng.choice(ANSWERS), first["is_public_consented"])
        return [Step(timedelta(), "receive", self.public, first), *_COURSES[course](told)]


@dataclass(frozen=True)
class _Told:
    """What a course is made of."""

    who: Public
    clerk: User
    text: str
    category: str
    answer: str
    is_consented: bool

    def step(self, days: float, act: str, by: User | None = None, **given: Any) -> Step:
        return Step(timedelta(days=days), act, by or self.clerk, given)

    def published(self, days: float) -> list[Step]:
        if not self.is_consented:
            return []
        return [self.step(days, "publish", text=self.text, answer=self.answer)]


def _told(one: _Told, verdict: str = "yes") -> list[Step]:
    rated = one.step(6, "rate", one.who.public, verdict=verdict)
    sorted_ = one.step(1, "sort", kind="suggestion", category=one.category)
    return [sorted_, one.step(3, "answer", text=one.answer), rated, *one.published(7)]


def _unrated(one: _Told) -> list[Step]:
    closed = one.step(40, "close_unrated", one.who.system)
    return [one.step(4, "answer", text=one.answer), *one.published(5), closed]


def _by_unit(one: _Told) -> list[Step]:
    desk = one.who.rng.choice(one.who.cast.desks)
    late = one.who.rng.random() < 0.2
    passed = one.step(2, "forward", unit=desk.unit, text=one.text, category=one.category)
    replied = Step(
        timedelta(days=26 if late else 11), "reply", desk.clerk, {"answer": one.answer}, of_unit=True
    )
    rated = one.step(30, "rate", one.who.public, verdict="partly")
    return [passed, replied, rated, *one.published(31)]


def _again(one: _Told) -> list[Step]:
    return [*_told(one, "no")[:3], one.step(12, "answer", text=one.answer), *one.published(13)]


def _declined(one: _Told) -> list[Step]:
    reason = opinion_rules(one.who.cast.body).values.decline_reasons[0]
    return [one.step(2, "decline", reason=reason.code, next_step=reason.address_zh)]


def _offered(one: _Told) -> list[Step]:
    offered = one.step(5, "offer", text=one.text, category=one.category)
    return [offered, *one.published(6)]


def _slow(one: _Told) -> list[Step]:
    return [one.step(70, "answer", text=one.answer), one.step(110, "close_unrated", one.who.system)]


_COURSES: dict[str, Callable[[_Told], list[Step]]] = {
    "told": _told,
    "unrated": _unrated,
    "by_unit": _by_unit,
    "again": _again,
    "declined": _declined,
    "offered": _offered,
    "slow": _slow,
}


def play(lives: list[tuple[datetime, list[Step]]], hand: Hand, until: datetime) -> None:
    """Everything in the order in which it happens; what would come later has not happened yet."""
    steps = [(start + step.after, place, step) for place, (start, life) in enumerate(lives) for step in life]
    said: dict[int, Any] = {}
    for at, place, step in sorted(steps, key=lambda one: one[:2]):
        if at <= until:
            said[place] = hand(said.get(place), step, at) or said[place]


def into(book: Book) -> Hand:
    """The hand that tells into a book."""

    def tell(said: Any, step: Step, at: datetime) -> Any:
        thing = said.passed[-1] if step.of_unit else said or book
        done = bulk.do(step.act, thing, at=at, by=step.by, **step.given)
        return done if said is None else said

    return tell


def speak(code: str, count: int, write: Write) -> None:
    """Let the public say so many words to a body of the demo, over a year, and everybody do their part."""
    cast, now = cast_of(code), timezone.now()
    who, rng = Public.of(cast, count), random.Random(count)
    starts = sorted(now - YEAR * rng.random() for _ in range(count))
    courses = rng.choices([name for name, _ in SHARES], [share for _, share in SHARES], k=count)
    for first in range(0, count, AT_ONCE):
        some = range(first, min(first + AT_ONCE, count))
        book = Book(cast)
        book.read_before = now
        lives = [(starts[n], who.life(f"spoken:{code}:{count}:{n}", courses[n])) for n in some]
        play(lives, into(book), now)
        write(_t("%(words)s words with %(acts)s acts written.") % {"words": len(some), "acts": book.write()})
    note_all()
