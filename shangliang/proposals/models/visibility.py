"""Who sees which proposals: in full (`inside`), or at least their public version (`visible_to`)."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as, collectives_of, units_of

STAFF = (
    Post.Role.OFFICE_CLERK,
    Post.Role.OFFICE_LEAD,
    Post.Role.SUPERVISOR,
    Post.Role.LEADER,
    Post.Role.AUDITOR,
)
PRIVATE = ("draft", "cosigning")
ENDED_FOR_UNIT = ("recalled",)


def seen_inside(user: Any, prefix: str = "") -> Q:
    """Condition for the cases a person reads in full, on the proposal reached by `prefix` ("proposal__")."""
    if not getattr(user, "is_authenticated", False):
        return Q(pk__in=[])
    at = prefix
    seen = Q(**{f"{at}author_id": user.pk})
    seen |= Q(**{f"{at}pk__in": _signed_or_invited(user)})
    seen |= Q(**{f"{at}pk__in": _hosts_of_own(user)})
    seen |= Q(**{f"{at}pk__in": _hosts_of_signed(user)})
    if staff := bodies_as(user, *STAFF):
        seen |= Q(**{f"{at}body_id__in": staff}) & ~Q(**{f"{at}state__in": PRIVATE})
    if units := units_of(user):
        seen |= Q(**{f"{at}pk__in": _assigned_to(units)}) | Q(**{f"{at}merged_into__in": _assigned_to(units)})
    if collectives := collectives_of(user):
        seen |= Q(**{f"{at}collective_id__in": collectives})
    if member_of := bodies_as(user, Post.Role.MEMBER):
        is_open = {f"{at}body_id__in": member_of, f"{at}state": "cosigning", f"{at}is_open_to_cosign": True}
        seen |= Q(**is_open)
    return seen


def is_plainly_inside(case: Any, user: Any) -> bool:
    """Two sides of `seen_inside` that need no query: the author's own, and those of the body one works for."""
    if not getattr(user, "is_authenticated", False):
        return False
    is_open_to_staff = case.state not in PRIVATE
    return case.author_id == user.pk or (is_open_to_staff and case.body_id in bodies_as(user, *STAFF))


def _signed_or_invited(user: Any) -> Any:
    from shangliang.proposals.models.proposals import Cosignature  # models build on this module

    return Cosignature.objects.filter(user_id=user.pk, state__in=["invited", "signed"]).values("proposal_id")


def _hosts_of_own(user: Any) -> Any:
    """Cases into which proposals of one's own were merged."""
    from shangliang.proposals.models.proposals import Proposal  # models build on this module

    own = Proposal._base_manager.filter(author_id=user.pk, merged_into__isnull=False)
    return own.values("merged_into_id")


def _hosts_of_signed(user: Any) -> Any:
    """Cases into which proposals one signed were merged. Apart from one's own: an index serves each."""
    return (
        _signed_or_invited(user)
        .filter(proposal__merged_into__isnull=False)
        .values("proposal__merged_into_id")
    )


def _assigned_to(units: set[int]) -> Any:
    from shangliang.proposals.models.assignments import Assignment  # models build on this module

    rows = Assignment.objects.filter(unit_id__in=units)
    return rows.exclude(state__in=ENDED_FOR_UNIT).values("proposal_id")


class ProposalQuerySet(models.QuerySet[Any]):
    """Readings of the proposals."""

    def inside(self, user: Any) -> Self:
        """Cases the person reads in full."""
        return self.filter(seen_inside(user))

    def visible_to(self, user: Any) -> Self:
        """Cases the person may open: in full, or in their public version."""
        return self.filter(seen_inside(user) | Q(publicity="published"))

    def published(self) -> Self:
        """Cases the public reads."""
        return self.filter(publicity="published")


class CaseFileQuerySet(models.QuerySet[Any]):
    """Readings of what hangs on a proposal by a field `proposal`: only for those who read the case in full."""

    def visible_to(self, user: Any) -> Self:
        """Files and papers of cases the person reads in full."""
        return self.filter(seen_inside(user, "proposal__"))


# The states of an assignment that stands. Said as what it is rather than what it is not: only so does the database
# recognise the index of these in every query.
CURRENT = (
    *("awaiting", "return_asked", "coordinating", "handling", "drafted"),
    *("countersigned", "signed", "approved", "replied", "opinion_in"),
)


class AssignmentQuerySet(models.QuerySet[Any]):
    """Readings of the assignments."""

    def visible_to(self, user: Any) -> Self:
        """Assignments of cases the person reads in full."""
        return self.filter(seen_inside(user, "proposal__"))

    def current(self) -> Self:
        """Not ended by re-routing or recall."""
        return self.filter(state__in=CURRENT)

    def desk_of(self, user: Any) -> Self:
        """What the person's own units handle."""
        return self.filter(unit_id__in=units_of(user))
