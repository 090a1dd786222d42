"""Larger worlds for measuring: one body of the demo with very many cases."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _t

from shangliang.bodies.models import Body, Collective, Post, Session, Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.demo.bulk import Book, BulkHand, Cast, Desk, StoredFile, stored_sheet
from shangliang.demo.cases import Programme
from shangliang.demo.stories.stage import play
from shangliang.insight.text.changes import note_all

Write = Callable[[str], object]
CASES_AT_ONCE = 1500
ACTS_OF_A_LIFE = 21


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
    note_all()


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
