"""What a proposer has and owes: cases, drafts, invitations to sign, replies to rate."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as, collectives_of
from shangliang.proposals.models import Assignment, Cosignature, Proposal, Rating

PAGE = 20
_LONGEST_ID = 16
UNFINISHED = (Proposal.State.DRAFT, Proposal.State.RETURNED, Proposal.State.COSIGNING)
RATED = (Proposal.State.REPLIED, Proposal.State.DISTRIBUTED, Proposal.State.REWORK)


@dataclass(frozen=True)
class Page:
    """Some rows, and the id before which the next page begins if there is one."""

    rows: list[Any]
    before: int | None

    @property
    def next(self) -> str:
        """The address of the next page; empty on the last."""
        return f"?before={self.before}" if self.before else ""


def page_of(rows: "QuerySet[Any]", before: str, size: int = PAGE) -> Page:
    """One page of a list, newest first, by id."""
    ordered = rows.order_by("-id")
    if before.isdecimal() and len(before) < _LONGEST_ID:
        ordered = ordered.filter(pk__lt=int(before))
    found = list(ordered[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else None)


def written_by(user: Any) -> "QuerySet[Proposal]":
    """Cases one wrote oneself, and those of the collectives one is the contact of."""
    author = Proposal.objects.filter(author_id=user.pk)
    contact = Proposal.objects.filter(collective_id__in=collectives_of(user))
    # A union of index lookups: an OR would read the whole table.
    return Proposal.objects.filter(pk__in=author.values("pk").union(contact.values("pk")))


def own_cases(user: Any) -> "QuerySet[Proposal]":
    """Cases one wrote or signed, and those of one's collectives."""
    return Proposal.objects.filter(pk__in=_own_ids(user))


def _own_ids(user: Any) -> Any:
    signed = Cosignature.objects.filter(user_id=user.pk, state=Cosignature.State.SIGNED)
    author = Proposal.objects.filter(author_id=user.pk).values("pk")
    contact = Proposal.objects.filter(collective_id__in=collectives_of(user)).values("pk")
    return author.union(contact, signed.values("proposal_id"))


def drafts_of(user: Any) -> "QuerySet[Proposal]":
    """What one is still writing, or gathering signatures for, or was asked to mend."""
    return written_by(user).filter(state__in=UNFINISHED).select_related("body").order_by("-id")


def invitations_to(user: Any) -> "QuerySet[Cosignature]":
    """Invitations one has not answered and still can, the most urgent first."""
    rows = Cosignature.objects.filter(
        user_id=user.pk,
        state=Cosignature.State.INVITED,
        expires__gt=timezone.now(),
        proposal__state=Proposal.State.COSIGNING,
    )
    return rows.select_related("proposal__author", "proposal__body").order_by("expires")


def open_to_sign(user: Any) -> "QuerySet[Proposal]":
    """Open proposals of the bodies in which one is a member, neither one's own nor signed by one."""
    rows = Proposal.objects.filter(
        body_id__in=bodies_as(user, Post.Role.MEMBER),
        state=Proposal.State.COSIGNING,
        is_open_to_cosign=True,
    )
    mine = Cosignature.objects.filter(user_id=user.pk, state=Cosignature.State.SIGNED)
    rows = rows.exclude(author_id=user.pk).exclude(pk__in=mine.values("proposal_id"))
    return rows.select_related("author", "body")


def ratings_due(user: Any) -> "QuerySet[Assignment]":
    """Replies of one's cases, also of those that took one's own in, that one has not rated in this round."""
    own = Proposal.objects.filter(pk__in=_own_ids(user))
    hosts = own.filter(merged_into__isnull=False).values("merged_into_id")
    given = Rating.objects.filter(assignment=OuterRef("pk"), user_id=user.pk, round=OuterRef("round"))
    rows = Assignment.objects.filter(
        proposal_id__in=_own_ids(user).union(hosts),
        state=Assignment.State.REPLIED,
        proposal__state__in=RATED,
    )
    rows = rows.exclude(duty=Assignment.Duty.JOINT).filter(~Exists(given))
    return rows.select_related("proposal__body", "unit").prefetch_related("replies").order_by("id")
