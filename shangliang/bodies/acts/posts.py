"""Posts: who is appointed to what, and when a post ends."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import (
    check_held,
    check_not_reversed,
    check_own,
    check_own_unit,
    state_facts,
)
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Collective, Membership, Post, Unit
from shangliang.bodies.models.people import PostQuerySet
from shangliang.bodies.queries import UNIT_ROLES, concerned, forget_posts, operates
from shangliang.bodies.rules import administers, is_in_use
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.ledger.flow import ANY

Role = Post.Role


@flow.act(
    "appoint",
    _("Appoint"),
    past=_("appointed to a post"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("post", "person", "role", "unit", "collective", "starts"),
    tell=concerned,
)
def appoint(
    body: Body,
    *,
    by: User,
    person: User,
    role: str,
    unit: Unit | None = None,
    collective: Collective | None = None,
    title: str = "",
    starts: date | None = None,
) -> Post:
    """Give a person a post in the body, in one of its units or for one of its collectives."""
    _check_role(body, by, person, role)
    post = Post(body=body, user=person, role=role, title=clean_line(title)[:80], starts=starts or today())
    post.unit = _unit_for(body, role, unit)
    post.collective = _collective_for(body, role, collective)
    _check_once(post)
    post.save()
    _mark(body, post)
    state_facts(post=post, unit=post.unit, collective=post.collective, starts=post.starts)
    return post


def _check_role(body: Body, by: User, person: User, role: str) -> None:
    """Duties that watch each other are never in one hand, nor given to oneself."""
    if role not in Role.values or role == Role.MEMBER:
        raise Invalid(_t("Members are admitted, not appointed; choose another role."), "role")
    if not operates(by) and (role == Role.AUDITOR or person.pk == by.pk):
        raise NotAllowed(
            _t("Auditors, and posts of the administrator's own, are given by the platform administrator.")
        )
    watching = {Role.AUDITOR: Role.ADMIN, Role.ADMIN: Role.AUDITOR}.get(Role(role))
    if watching and _held(body, person).filter(role=watching).exists():
        raise Conflict(_t("One person cannot be both administrator and auditor of a body."))


def _held(body: Body, person: User) -> PostQuerySet:
    return Post.objects.filter(Q(ends__isnull=True) | Q(ends__gte=today()), body=body, user=person)


def _unit_for(body: Body, role: str, unit: Unit | None) -> Unit | None:
    if role not in UNIT_ROLES:
        return None
    if unit is None or not unit.is_active:
        raise Invalid(_t("Choose the unit in which the person works."), "unit")
    check_own_unit(body, unit)
    return unit


def _collective_for(body: Body, role: str, collective: Collective | None) -> Collective | None:
    if role != Role.CONTACT:
        return None
    if collective is None or not collective.is_active:
        raise Invalid(_t("Choose the collective for which the person files."), "collective")
    check_own(body, collective)
    return collective


def _check_once(post: Post) -> None:
    same = _held(post.body, post.user).filter(role=post.role, unit=post.unit, collective=post.collective)
    if same.exists():
        raise Conflict(_t("This person holds the post already."))


def _mark(body: Body, post: Post) -> None:
    """The person hears of it, and what was remembered of their posts is forgotten."""
    body.concerned_ids = (post.user_id,)
    forget_posts(post.user)


@flow.act(
    "end_post",
    _("End the post"),
    past=_("ended a post"),
    source=ANY,
    who=administers,
    facts=("post", "person", "ends", "reason"),
    tell=concerned,
)
def end_post(body: Body, *, by: User, post: Post, ends: date, reason: str) -> None:
    """Let a post or membership end with a last day and a reason; works stay with the person."""
    check_own(body, post)
    check_held(post)
    check_not_reversed(post.starts, ends, "ends")
    if reason not in Membership.Ending.values or reason == Membership.Ending.CHANGED:
        raise Invalid(_t("Please choose a reason of the list."), "reason")
    post.ends, post.end_reason = ends, reason
    post.save(update_fields=["ends", "end_reason"])
    _mark(body, post)
    state_facts(person=post.user_id)
