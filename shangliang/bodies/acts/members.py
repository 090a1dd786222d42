"""Memberships: admitting members, and changes of sector, committee and standing with their days kept."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import check_held, check_own, state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Collective, Membership, Post, Term
from shangliang.bodies.queries import concerned, current_term, forget_posts
from shangliang.bodies.rules import administers, is_in_use
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.ledger.flow import ANY

KINDS = {
    "sector": Collective.Kind.SECTOR,
    "committee": Collective.Kind.COMMITTEE,
    "party": Collective.Kind.PARTY,
    "group": Collective.Kind.GROUP,
}
# A change of these begins a new interval; the others are corrected in place.
DATED = (*KINDS, "is_standing")
_LIMITS = {"employer": 120, "job_title": 80}


@flow.act(
    "admit_member",
    _("Admit a member"),
    past=_("admitted as a member"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("post", "person", "term", "starts", *DATED),
    tell=concerned,
)
def admit_member(
    body: Body,
    *,
    by: User,
    person: User,
    term: Term | None = None,
    starts: date | None = None,
    sector: Collective | None = None,
    committee: Collective | None = None,
    party: Collective | None = None,
    group: Collective | None = None,
    is_standing: bool = False,
    employer: str = "",
    job_title: str = "",
) -> Post:
    """Admit a person as a member of a term, from a day on."""
    chosen = _term_for(body, term)
    seat = _checked_seat(
        body,
        sector=sector,
        committee=committee,
        party=party,
        group=group,
        is_standing=is_standing,
        employer=employer,
        job_title=job_title,
    )
    day = starts or max(chosen.starts, min(today(), chosen.ends))
    _check_admission(body, person, chosen, day)
    post = Post.objects.create(body=body, user=person, role=Post.Role.MEMBER, starts=day)
    Membership.objects.create(post=post, term=chosen, **seat)
    _mark(body, post)
    state_facts(post=post, term=chosen, starts=day, **{name: seat[name] for name in DATED})
    return post


def _term_for(body: Body, term: Term | None) -> Term:
    chosen = term or current_term(body)
    if chosen is None:
        raise Conflict(_t("Open a term first; members belong to one."))
    check_own(body, chosen)
    return chosen


def _check_admission(body: Body, person: User, term: Term, starts: date) -> None:
    if not term.starts <= starts <= term.ends:
        raise Invalid(_t("A membership must begin within its term."), "starts")
    held = Post.objects.filter(body=body, user=person, role=Post.Role.MEMBER)
    if held.exclude(ends__lt=starts).exists():
        raise Conflict(_t("This person is a member already."))


def _checked_seat(body: Body, **seat: Any) -> dict[str, Any]:
    """The parts of a membership, each of its kind and of this body."""
    for name, kind in KINDS.items():
        one = seat.get(name)
        if one is not None and (one.body_id != body.pk or one.kind != kind or not one.is_active):
            raise Invalid(_t("“%(name)s” is no choice here.") % {"name": one}, name)
    return {name: _cut(name, value) for name, value in seat.items()}


def _cut(name: str, value: Any) -> Any:
    return clean_line(value)[: _LIMITS[name]] if name in _LIMITS else value


def _mark(body: Body, post: Post) -> None:
    body.concerned_ids = (post.user_id,)
    forget_posts(post.user)


@flow.act(
    "change_membership",
    _("Change the membership"),
    past=_("changed a membership"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("post", "person", "day", "changed", *DATED),
    tell=concerned,
)
def change_membership(
    body: Body,
    *,
    by: User,
    post: Post,
    day: date | None = None,
    sector: Collective | None = None,
    committee: Collective | None = None,
    party: Collective | None = None,
    group: Collective | None = None,
    is_standing: bool = False,
    employer: str = "",
    job_title: str = "",
) -> Post:
    """Seat a member differently from a day on; the old interval stays. Returns the post held now."""
    membership = _membership_of(body, post)
    seat = _checked_seat(
        body,
        sector=sector,
        committee=committee,
        party=party,
        group=group,
        is_standing=is_standing,
        employer=employer,
        job_title=job_title,
    )
    changed = sorted(name for name, value in seat.items() if getattr(membership, name) != value)
    if not changed:
        raise Conflict(_t("Nothing would change."))
    since = day or today()
    _check_day(post, since)
    is_new = bool(set(changed) & set(DATED)) and post.starts < since
    held = _continued(post, membership, since) if is_new else membership
    _seat(held, seat)
    _mark(body, held.post)
    state_facts(post=held.post_id, person=post.user_id, day=since, changed=changed)
    state_facts(**{name: seat[name] for name in DATED})
    return held.post


def _membership_of(body: Body, post: Post) -> Membership:
    check_own(body, post)
    check_held(post)
    membership = Membership.objects.filter(post=post).first()
    if membership is None:
        raise Conflict(_t("This post is no membership."))
    return membership


def _check_day(post: Post, day: date) -> None:
    if not post.starts <= day <= today():
        raise Invalid(_t("The change must fall between the beginning of the membership and today."), "day")


def _continued(post: Post, old: Membership, day: date) -> Membership:
    """End the old interval the day before, and begin the new one with the same content and end."""
    later_end, later_reason = post.ends, post.end_reason
    post.ends, post.end_reason = day - timedelta(days=1), Membership.Ending.CHANGED
    post.save(update_fields=["ends", "end_reason"])
    copy = Post.objects.create(
        body=post.body,
        user=post.user,
        role=post.role,
        title=post.title,
        starts=day,
        ends=later_end,
        end_reason=later_reason,
    )
    return Membership(post=copy, term=old.term)


def _seat(membership: Membership, seat: dict[str, Any]) -> None:
    for name, value in seat.items():
        setattr(membership, name, value)
    membership.save()
