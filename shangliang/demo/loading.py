"""Loading the demo: once, into an empty installation that was told to be a demo."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from shangliang.accounts.models import User
from shangliang.core.errors import Conflict
from shangliang.demo import world
from shangliang.demo.bulk import Book, BulkHand, Cast, StoredFile, stored_sheet
from shangliang.demo.cases import Programme, Told
from shangliang.demo.people import PASSWORD, Size, make_platform, populate, sign_in_rows
from shangliang.demo.reports import report_all
from shangliang.demo.stories.stage import play
from shangliang.demo.words import say_all
from shangliang.insight.text.changes import note_all
from shangliang.proposals.tasks import lapse_invitations, watch_deadlines

SEED = 20_260_101
STILL_UNREAD = timedelta(days=4)


@dataclass(frozen=True)
class Extent:
    """How large the demo is: by body its people and its cases of the year, and cases of past years."""

    bodies: dict[str, tuple[Size, int]]
    past: int


FULL = Extent(
    {"330000": (Size(120, 45), 130), "330400": (Size(170, 60), 400), "330402": (Size(130, 60), 190)}, past=60
)
SMALL = Extent(
    {"330000": (Size(14, 10), 2), "330400": (Size(24, 24), 60), "330402": (Size(14, 10), 6)}, past=6
)


def is_loaded() -> bool:
    """Whether the demo's people are there. One query."""
    return User.objects.filter(username="demo-platform").exists()


def sign_ins() -> list[tuple[str, str, str]]:
    """(sign-in name, password, role), one for every role."""
    return list(sign_in_rows())


def load_once(write: Callable[[str], object], extent: Extent = FULL) -> None:
    """Load the demo unless it is there; refuses where this is no demo or real people are in it."""
    refuse_real_places()
    if is_loaded():
        return
    rng, now = random.Random(SEED), timezone.now()
    with transaction.atomic():
        for line in _load(extent, rng, now):
            write(line)
        note_all()
    _tell_the_clock()


def refuse_real_places() -> None:
    """Raise Conflict where invented people must not be mixed with real ones."""
    if not settings.DEMO:
        raise Conflict(_t("The demo is only loaded where SHANGLIANG_DEMO=1 says that this is a demo."))
    if not is_loaded() and User.objects.filter(is_system=False).exists():
        raise Conflict(
            _t("There are people here already; the demo is only loaded into an empty installation.")
        )


def _load(extent: Extent, rng: random.Random, now: datetime) -> Iterator[str]:
    world.load_map()
    yield _t("The country's bodies are on the map.")
    platform, password, sheet = make_platform(), make_password(PASSWORD), stored_sheet()
    for code, (size, cases) in extent.bodies.items():
        body = world.put_in_use(code, platform)
        world.give_time_to_sign(body)
        years = world.open_years(body, platform)
        cast = populate(body, years, size, rng, password)
        done = tell(cast, sheet, cases, extent.past if code == world.HOME else 0, rng, now)
        told = {"body": body, "people": len(cast.members), "cases": cases, "acts": done}
        say_all(cast)
        report_all(cast, password)
        yield _t("%(body)s: %(people)s members, %(cases)s cases of the year, %(acts)s acts.") % told


def tell(cast: Cast, sheet: StoredFile, cases: int, past: int, rng: random.Random, now: datetime) -> int:
    """Live the year of one body up to now; returns how many acts it took."""
    book = Book(cast)
    book.read_before = now - STILL_UNREAD
    hand = BulkHand(book, sheet)
    programme = Programme(hand, rng, now)
    programme.past(hand, past)
    play(_stories(programme, cases, is_home=past > 0), now)
    return book.write()


def _stories(programme: Programme, cases: int, *, is_home: bool) -> list[Told]:
    told = list(programme.year(cases))
    if is_home:
        told += [*programme.decisions(), *programme.waiting()]
    return sorted(told, key=lambda one: one[0])


def _tell_the_clock() -> None:
    """Reminders and escalations that are due by now, as the worker would send them at its first beat."""
    lapse_invitations()
    watch_deadlines()
