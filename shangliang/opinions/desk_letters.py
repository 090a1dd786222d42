"""What the daily letter says of the desks of words and reports: each queue's number, with the way to it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.notices.waiting import Line, declare_desk
from shangliang.opinions import desks
from shangliang.opinions.desks_reports import urgent_of_reports
from shangliang.opinions.queries_reports import to_read


def declare_desks() -> None:
    """Called when the app is ready."""
    declare_desk("opinions.office", tuple(OFFICE_ROLES), _of_office)
    declare_desk("opinions.units", tuple(UNIT_ROLES), _of_unit)
    declare_desk("opinions.supervision", (Post.Role.SUPERVISOR,), _of_supervision)
    declare_desk("opinions.reports", tuple(OFFICE_ROLES), _of_reports)
    declare_desk("opinions.leaders", (Post.Role.LEADER,), _of_leader)


def _of_office(post: Post) -> Iterable[Line]:
    """As whoever holds this post finds it; colleagues find the same."""
    post.user.acting_post_id = post.pk
    found = desks.urgent_of_office(post.user, post.body)
    return _lines(found, reverse("opinions:desk"))


def _of_unit(post: Post) -> Iterable[Line]:
    post.user.acting_post_id = post.pk
    return _lines(desks.urgent_of_units(post.user), reverse("opinions:units"))


def _of_supervision(post: Post) -> Iterable[Line]:
    """What is late alone: the rest is on its way."""
    post.user.acting_post_id = post.pk
    found = desks.urgent_of_watched(post.user, post.body)
    return _lines([one for one in found if one[0].is_urgent], reverse("opinions:watched"))


def _of_reports(post: Post) -> Iterable[Line]:
    post.user.acting_post_id = post.pk
    return _lines(urgent_of_reports(post.user, post.body), reverse("opinions:report_desk"))


def _of_leader(post: Post) -> Iterable[Line]:
    post.user.acting_post_id = post.pk
    many = to_read(post.user).filter(report__body=post.body).count()
    yield Line(_("reports to read"), many, reverse("opinions:reports_received"))


def _lines(found: list[tuple[desks.Queue, int]], desk: str) -> Iterable[Line]:
    for queue, many in found:
        yield Line(str(queue.label), many, f"{desk}?queue={queue.name}")
