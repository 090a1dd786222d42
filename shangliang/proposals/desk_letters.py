"""What the daily letter says of the proposals' desks: each queue's number, with the way to it."""

from collections.abc import Iterable

from django.urls import reverse

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.notices.waiting import Line, declare_desk
from shangliang.proposals.desks import office, supervision, units

# What the desk waits for from others is no reason for a letter.
OTHERS = {"soon", "rating", "second", "at_units", "returned"}


def declare_desks() -> None:
    """Called when the app is ready."""
    declare_desk("proposals.office", tuple(OFFICE_ROLES), _of_office)
    declare_desk("proposals.supervision", (Post.Role.SUPERVISOR,), _of_supervision)
    declare_desk("proposals.units", tuple(UNIT_ROLES), _of_unit)


def _of_office(post: Post) -> Iterable[Line]:
    return _lines(office.QUEUES, office.counts(post.body), reverse("proposals:desk"))


def _of_supervision(post: Post) -> Iterable[Line]:
    return _lines(supervision.QUEUES, supervision.counts(post.body), reverse("proposals:supervision"))


def _of_unit(post: Post) -> Iterable[Line]:
    """As whoever holds this post finds it; a unit's colleagues find the same."""
    post.user.acting_post_id = post.pk
    kept = OTHERS - {"soon"}
    return _lines(units.QUEUES, units.counts(post.user), reverse("proposals:units"), kept)


def _lines(
    queues: Iterable[office.Queue | supervision.Queue | units.Queue],
    counts: dict[str, int],
    desk: str,
    others: set[str] = OTHERS,
) -> Iterable[Line]:
    for queue in queues:
        if queue.name in counts and queue.name not in others:
            yield Line(str(queue.label), counts[queue.name], f"{desk}?queue={queue.name}")
