"""Larger worlds for measuring: one body with very many cases, or a ledger as a whole country fills it."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from shangliang.bodies.models import Body, Collective, Post, Session, Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.demo.bulk import Book, BulkHand, Cast, Desk, StoredFile, stored_sheet
from shangliang.demo.bulk.book import add_counts
from shangliang.demo.bulk.rows import continue_sequences, next_id, write_rows
from shangliang.demo.cases import Programme
from shangliang.demo.stories.stage import play
from shangliang.ledger import tallies
from shangliang.ledger.models import Act, Credit

Write = Callable[[str], object]
CASES_AT_ONCE = 1500
ACTS_OF_A_LIFE = 21
ROWS_AT_ONCE = 100_000
# Far from the ids of real rows: these acts are of cases and people that exist elsewhere.
ELSEWHERE = 10**12
PEOPLE_OF_THE_COUNTRY = 650_000
# Kinds as cases leave them, with the roles of those who act and of those who are credited.
COUNTRY_KINDS = (
    ("proposals.draft", "member", ()),
    ("proposals.submit", "member", ("author",)),
    ("proposals.pass_first_review", "office_clerk", ()),
    ("proposals.file", "office_lead", ("author",)),
    ("proposals.distribute", "supervisor", ()),
    ("assignments.open", "supervisor", ()),
    ("assignments.sign_for", "unit_clerk", ()),
    ("assignments.draft_reply", "unit_clerk", ()),
    ("assignments.deliver", "unit_clerk", ()),
    ("assignments.rate", "member", ()),
)
ACT_COLUMNS = (
    *("id", "kind", "actor_id", "role", "body_id", "subject_type", "subject_id"),
    *("case_type", "case_id", "title", "happened", "recorded", "facts"),
)
CREDIT_COLUMNS = ("id", "act_id", "person_id", "role", "weight")


@dataclass(frozen=True)
class Scale:
    """How many cases and acts one body is to have in the end."""

    body: str
    proposals: int
    acts: int

    @classmethod
    def read(cls, words: list[str]) -> "Scale":
        """From words such as proposals=100000 body=330402 acts=1000000."""
        given = dict(word.partition("=")[::2] for word in words)
        unknown = given.keys() - {"body", "proposals", "acts"}
        if unknown or not all(given.values()):
            raise Invalid(_t("Say it like this: %(example)s.") % {"example": "proposals=100000 body=330402"})
        proposals = int(given.get("proposals", 1000))
        acts = int(given.get("acts", proposals * ACTS_OF_A_LIFE))
        return cls(given.get("body", "330402"), proposals, acts)

    @property
    def lives(self) -> int:
        """So many cases live through the year; the others are entered from the past, with one act each."""
        wanted = (self.acts - self.proposals) // (ACTS_OF_A_LIFE - 1)
        return max(0, min(self.proposals, wanted))


def enlarge(scale: Scale, write: Write) -> None:
    """Add cases to a body of the demo until it has as many as asked for."""
    cast, sheet, rng = cast_of(scale.body), stored_sheet(), random.Random(scale.proposals)
    left = scale.lives
    while left > 0:
        count = min(left, CASES_AT_ONCE)
        acts = _lives(cast, sheet, count, rng)
        left -= count
        write(_t("%(cases)s cases with %(acts)s acts written.") % {"cases": count, "acts": acts})
    _past(cast, sheet, scale.proposals - scale.lives, rng)


def _lives(cast: Cast, sheet: StoredFile, count: int, rng: random.Random) -> int:
    book, now = Book(cast), timezone.now()
    book.read_before = now
    programme = Programme(BulkHand(book, sheet), rng, now)
    play(sorted(programme.year(count), key=lambda one: one[0]), now)
    return book.write()


def _past(cast: Cast, sheet: StoredFile, count: int, rng: random.Random) -> None:
    first = 10**6
    for start in range(0, count, CASES_AT_ONCE):
        book = Book(cast)
        programme = Programme(BulkHand(book, sheet), rng, timezone.now())
        programme.past(BulkHand(book, sheet), min(CASES_AT_ONCE, count - start), first=first + start)
        book.write()


def cast_of(code: str) -> Cast:
    """The people of a body as they stand in its posts."""
    body = Body.objects.select_related("region").get(region__code=code)
    posts = list(Post.objects.active().filter(body=body).select_related("user", "unit", "collective"))
    sessions = list(Session.objects.filter(body=body).select_related("term").order_by("-opens"))
    if not sessions:
        raise Conflict(_t("%(body)s is not one of the demo's bodies in use.") % {"body": body})
    having = partial(_users, posts)
    return Cast(
        body=body,
        session=sessions[0],
        past_sessions=sessions[1:],
        members=having("member"),
        contacts=[(post.collective, post.user) for post in posts if isinstance(post.collective, Collective)],
        clerks=having("office_clerk"),
        leads=having("office_lead"),
        supervisors=having("supervisor"),
        leaders=having("leader"),
        desks=_desks(posts),
    )


def _users(posts: list[Post], role: str) -> list[Any]:
    return [post.user for post in posts if post.role == role]


def _desks(posts: list[Post]) -> list[Desk]:
    clerks = {post.unit_id: post for post in posts if post.role == Post.Role.UNIT_CLERK}
    leads = {post.unit_id: post.user for post in posts if post.role == Post.Role.UNIT_LEAD}
    return [Desk(_unit(post), post.user, leads[pk]) for pk, post in clerks.items() if pk in leads]


def _unit(post: Post) -> Unit:
    if post.unit is None:
        raise TypeError("a unit clerk without unit")
    return post.unit


def fill_country(count: int, write: Write) -> None:
    """Add so many acts, spread over all bodies and a year, with their credits and daily counts."""
    bodies = list(Body.objects.values_list("pk", flat=True))
    if not bodies:
        raise Conflict(_t("Load the demo first: there are no bodies yet."))
    rng, now = random.Random(count), timezone.now()
    for start in range(0, count, ROWS_AT_ONCE):
        _write_chunk(_country_acts(rng, bodies, now, start, min(ROWS_AT_ONCE, count - start)))
        if (start // ROWS_AT_ONCE) % 10 == 9:
            write(_t("%(acts)s acts written.") % {"acts": f"{start + ROWS_AT_ONCE:,}"})


CountryAct = tuple[str, str, tuple[str, ...], int, int, int, int]


def _country_acts(
    rng: random.Random, bodies: list[int], now: datetime, start: int, count: int
) -> Iterator[CountryAct]:
    """(kind, role, credited roles, person, body, case, seconds of the epoch); ten acts are a case."""
    last, draw, most = int(now.timestamp()), rng.random, len(bodies)
    for place in range(start, start + count):
        case, step = divmod(place, len(COUNTRY_KINDS))
        kind, role, credited = COUNTRY_KINDS[step]
        person = ELSEWHERE + case * 31 % PEOPLE_OF_THE_COUNTRY
        moment = last - int((364 - step * 9 - draw() * 270) * 86_400)
        yield kind, role, credited, person, bodies[case * 7919 % most], ELSEWHERE + case, min(moment, last)


@transaction.atomic
def _write_chunk(acts: Iterator[CountryAct]) -> None:
    act_id, credit_id, days = next_id(Act), next_id(Credit), Days()
    rows: list[tuple[Any, ...]] = []
    shares: list[tuple[Any, ...]] = []
    counts: Counter[tallies.Key] = Counter()
    for kind, role, credited, person, body, case, seconds in acts:
        subject = SUBJECTS[kind]
        when, day = days.stored(seconds), days.day(seconds)
        rows.append(
            (
                act_id,
                kind,
                person,
                role,
                body,
                subject,
                case,
                "proposals.proposal",
                case,
                "",
                when,
                when,
                "{}",
            )
        )
        counts[(body, kind, "", day)] += 1
        for one in credited:
            shares.append((credit_id, act_id, person, one, "1.0000"))
            counts[(body, kind, one, day)] += 1
            credit_id += 1
        act_id += 1
    write_rows(Act, ACT_COLUMNS, rows)
    write_rows(Credit, CREDIT_COLUMNS, shares)
    continue_sequences([Act, Credit])
    add_counts(counts)


SUBJECTS = {
    kind: f"proposals.{'assignment' if kind.startswith('a') else 'proposal'}"
    for kind, _r, _c in COUNTRY_KINDS
}


class Days:
    """Moments as the database takes them, and their local days, worked out once a quarter of an hour."""

    def __init__(self) -> None:
        self._days: dict[int, date] = {}
        self._as_text = connection.vendor == "sqlite"

    def stored(self, seconds: int) -> Any:
        """The moment."""
        moment = datetime.fromtimestamp(seconds, UTC)
        return f"{moment:%Y-%m-%d %H:%M:%S}" if self._as_text else moment

    def day(self, seconds: int) -> date:
        """The local day."""
        quarter = seconds // 900
        if quarter not in self._days:
            self._days[quarter] = timezone.localdate(datetime.fromtimestamp(seconds, UTC))
        return self._days[quarter]
