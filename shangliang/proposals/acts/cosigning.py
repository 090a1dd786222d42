"""Signing together: timed invitations, answers, lapse."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.bodies.queries import session_of
from shangliang.core.errors import Conflict, Invalid
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Cosignature, Proposal
from shangliang.proposals.ruleset import proposal_rules

State, Sign = Proposal.State, Cosignature.State


def _invited_and_signed(proposal: Proposal) -> list[int]:
    waiting = proposal.cosignatures.filter(state__in=[Sign.INVITED, Sign.SIGNED])
    return list(waiting.values_list("user_id", flat=True))


def _just_released(proposal: Proposal) -> list[int]:
    """Whose signature or invitation fell away last: all at one moment."""
    lapsed = proposal.cosignatures.filter(state=Sign.LAPSED).order_by("-answered")
    people = list(lapsed.values_list("answered", "user_id"))
    return [person for moment, person in people if moment == people[0][0]]


def hours_to_sign(proposal: Proposal) -> int:
    """Short while the plenary is sitting, longer otherwise."""
    values = proposal_rules(proposal.body).values
    session, today = session_of(proposal.body), timezone.localdate()
    is_sitting = session is not None and session.opens <= today <= session.closes
    return values.cosign_hours_in_session if is_sitting else values.cosign_hours


@flow.act(
    "invite",
    _("Invite to sign"),
    past=_("invited others to sign"),
    source=(State.DRAFT, State.COSIGNING),
    target=State.COSIGNING,
    who=rules.is_author,
    facts=("people",),
    tell=_invited_and_signed,
)
def invite_to_sign(proposal: Proposal, *, by: User, people: list[User]) -> None:
    """Ask members to sign; the text stands still from now on. Invitations lapse when their time is over."""
    if proposal.kind == Proposal.Kind.COLLECTIVE:
        raise Conflict(_t("A collective proposal is signed by its seal, not by members."))
    if not (proposal.title and proposal.suggestion):
        raise Invalid(_t("Write the title and the suggestions first: nobody signs an empty sheet."), "title")
    _check_members(proposal, people)
    expires = timezone.now() + timedelta(hours=hours_to_sign(proposal))
    rows = [Cosignature(proposal=proposal, user=one, expires=expires) for one in people if one != by]
    Cosignature.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["proposal", "user"], update_fields=["state", "expires"]
    )


def _check_members(proposal: Proposal, people: list[User]) -> None:
    members = set(queries.people_with(proposal.body_id, Post.Role.MEMBER))
    strangers = [str(one) for one in people if one.pk not in members]
    if strangers:
        names = {"names": "、".join(strangers)}
        raise Invalid(_t("Only members of this body can sign; not: %(names)s.") % names, "people")
    signed = set(proposal.cosignatures.filter(state=Sign.SIGNED).values_list("user_id", flat=True))
    if signed & {one.pk for one in people}:
        raise Invalid(_t("Some of these have signed already."), "people")


def _answer(proposal: Proposal, by: User, state: str) -> None:
    row = proposal.cosignatures.get(user=by)
    if row.expires < timezone.now():
        raise Conflict(_t("The time to sign is over; the first proposer can invite you again."))
    row.state, row.answered = state, timezone.now()
    row.save(update_fields=["state", "answered"])


@flow.act(
    "sign",
    _("Sign"),
    past=_("signed"),
    source=State.COSIGNING,
    who=rules.is_invited,
    tell=queries.proposer_ids,
)
def sign(proposal: Proposal, *, by: User) -> None:
    """Accept the invitation: from now on one is a proposer of this case."""
    _answer(proposal, by, Sign.SIGNED)


@flow.act(
    "decline",
    _("Decline to sign"),
    past=_("declined to sign"),
    source=State.COSIGNING,
    who=rules.is_invited,
    tell=queries.proposer_ids,
)
def decline_to_sign(proposal: Proposal, *, by: User) -> None:
    """Say no; one may say no without a reason."""
    _answer(proposal, by, Sign.DECLINED)


@flow.act(
    "join",
    _("Add my signature"),
    past=_("added a signature"),
    source=State.COSIGNING,
    who=rules.may_join,
    tell=queries.proposer_ids,
)
def join(proposal: Proposal, *, by: User) -> None:
    """Sign a proposal that is open to all members of the body."""
    now = timezone.now()
    Cosignature.objects.update_or_create(
        proposal=proposal, user=by, defaults={"state": Sign.SIGNED, "answered": now, "expires": now}
    )


@flow.act(
    "reopen_text",
    _("Change the text again"),
    past=_("took the text back for change; signatures fell away"),
    source=State.COSIGNING,
    target=State.DRAFT,
    who=rules.is_author,
    tell=_just_released,
)
def reopen_text(proposal: Proposal, *, by: User) -> None:
    """Back to the draft: who signed signed this text and no other, so signatures fall away."""
    open_or_signed = proposal.cosignatures.filter(state__in=[Sign.INVITED, Sign.SIGNED])
    open_or_signed.update(state=Sign.LAPSED, answered=timezone.now())


@flow.act(
    "lapse",
    _("Let invitations lapse"),
    past=_("invitations lapsed"),
    source=State.COSIGNING,
    who=rules.is_system,
    facts=("people",),
    tell=queries.proposer_ids,
)
def lapse_invitations(proposal: Proposal, *, by: User, people: list[int]) -> None:
    """Unanswered invitations whose time is over fall away; the first proposer is told."""
    late = proposal.cosignatures.filter(state=Sign.INVITED, user_id__in=people, expires__lt=timezone.now())
    late.update(state=Sign.LAPSED, answered=timezone.now())
