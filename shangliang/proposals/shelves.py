"""The cases of one body that a person may open: what everybody of their kind sees, and what is their own."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from shangliang.bodies.models import Body
from shangliang.bodies.queries import bodies_as, posts_of
from shangliang.ledger.kept import UNKEPT, Keeper
from shangliang.proposals.lists import holding
from shangliang.proposals.models import Proposal
from shangliang.proposals.models.visibility import PRIVATE, STAFF, seen_inside

# Beyond this many cases of one's own, the database is asked for all of them in one condition.
_MOST_OWN = 2_000
DIMENSIONS = ("session_id", "publicity", "state", "kind", "category", "reply_classes")


class Own(NamedTuple):
    """A case that this person sees for a reason of their own, and others do not see as well."""

    pk: int
    session_id: int | None
    publicity: str
    state: str
    kind: str
    category: str
    reply_classes: str


@dataclass(frozen=True)
class Shelf:
    """What one person may open of one body's cases: the rows of `visible_to`, asked for by their indexes."""

    body: Body
    user: Any
    is_staff: bool
    own: tuple[Own, ...] | None
    keeper: Keeper = UNKEPT

    @property
    def audience(self) -> str:
        """Who sees the shared part as this person does."""
        return "staff" if self.is_staff else "public"

    def shared(self) -> "QuerySet[Proposal]":
        """What everybody of this person's kind may open."""
        rows = Proposal.objects.filter(body=self.body)
        return rows.exclude(state__in=PRIVATE) if self.is_staff else rows.published()

    def rows(self) -> "QuerySet[Proposal]":
        """Everything on it."""
        if self.own is None:
            return Proposal.objects.visible_to(self.user).filter(body=self.body)
        rows = Proposal.objects.filter(body=self.body)
        shared = ~Q(state__in=PRIVATE) if self.is_staff else Q(publicity="published")
        own = [one.pk for one in self.own]
        return rows.filter(shared | Q(pk__in=own)) if own else rows.filter(shared)

    def found(self, words: str, session_id: int | None) -> "QuerySet[Proposal]":
        """Those with the words in the title that this person reads; outsiders search public titles only."""
        if not words:
            return self.rows()
        if self.is_staff:
            return self.rows().filter(pk__in=self._titled(words, session_id))
        public = Q(publicity="published") & holding(words, "public_text__title")
        return self.rows().filter(public | Q(pk__in=self._read_in_full(words)))

    def _titled(self, words: str, session_id: int | None) -> Any:
        """Found in the index alone, without reading the cases."""
        rows = Proposal.objects.filter(holding(words), body=self.body)
        return (rows.filter(session_id=session_id) if session_id else rows).values("pk")

    def _read_in_full(self, words: str) -> list[int]:
        """Cases this person reads in full whose inner title has the words."""

        def find() -> list[int]:
            parts = [
                Proposal.objects.filter(reason, holding(words), body=self.body).values_list("pk", flat=True)
                for reason in _alternatives(seen_inside(self.user))
            ]
            return list(parts[0].union(*parts[1:]))

        return self.keeper.keep(("read", *_acting(self.user), words), find)


def shelf_for(body: Body, user: Any, keeper: Keeper = UNKEPT) -> Shelf:
    """The shelf of a person in a body. One query for who is signed in, if it is not kept; none for visitors."""
    is_staff = body.pk in bodies_as(user, *STAFF)
    if not getattr(user, "is_authenticated", False):
        return Shelf(body, user, is_staff, ())
    own = keeper.keep(("own", *_acting(user)), lambda: _own_cases(body, user, is_staff))
    return Shelf(body, user, is_staff, own, keeper)


def _acting(user: Any) -> tuple[Any, ...]:
    """Who it is, and in which posts."""
    return user.pk, tuple(post.pk for post in posts_of(user))


def _own_cases(body: Body, user: Any, is_staff: bool) -> tuple[Own, ...] | None:
    parts = [_part(one, body, is_staff) for one in _alternatives(seen_inside(user))]
    found = list(parts[0].union(*parts[1:])[: _MOST_OWN + 1])
    return tuple(Own(*one) for one in found) if len(found) <= _MOST_OWN else None


def _alternatives(condition: Q) -> list[Q]:
    """The reasons for seeing a case, one by one: each is quick by its own index, all in one are not."""
    if condition.connector != Q.OR or condition.negated:
        return [condition]
    return [one if isinstance(one, Q) else Q(one) for one in condition.children]


def _part(reason: Q, body: Body, is_staff: bool) -> Any:
    rows = Proposal.objects.filter(reason, body=body)
    rows = rows.filter(state__in=PRIVATE) if is_staff else rows.exclude(publicity="published")
    return rows.values_list("pk", *DIMENSIONS)
