"""Who may do what to a suggestion or a referral, each with the sentence a refused person reads."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import bodies_as, units_of
from shangliang.bodies.rules import holds, in_office, in_supervision, is_member, is_system, leads_office
from shangliang.core.rules import is_signed_in, rule
from shangliang.opinions.models import Claim, Code, Disclosure, Referral, Suggestion

__all__ = ["in_office", "is_member", "is_signed_in", "is_system", "leads_office"]

Publicity = Suggestion.Publicity


@rule(_("Only whoever holds the receipt can do this."))
def is_public(user: Any, obj: Any) -> bool:
    """The public, in whose name a page acts that was opened by a form or by the secret of a receipt."""
    return bool(getattr(user, "is_public", False))


@rule(_("Only the unit to which this was passed on can do this."))
def in_unit(user: Any, referral: Referral) -> bool:
    """A clerk or lead of the unit."""
    return referral.unit_id in units_of(user)


@rule(_("Only the office that received it can do this."))
def sent_it(user: Any, referral: Referral) -> bool:
    """The office of the body that passed it on."""
    return in_office.holds(user, referral.suggestion)


@rule(_("Only the office that received it, or the supervision office, can do this."))
def watches_it(user: Any, referral: Referral) -> bool:
    """The supervision office of the body, which sees to it that units answer in time."""
    return in_supervision.holds(user, referral.suggestion)


@rule(_("Only the unit that has it can do this."))
def has_it(user: Any, suggestion: Suggestion) -> bool:
    """The unit of the running referral."""
    units = units_of(user)
    return bool(units) and suggestion.referrals.filter(unit_id__in=units, state="handling").exists()


@rule(_("Others were merged into this one; separate them first."))
def holds_no_others(user: Any, suggestion: Suggestion) -> bool:
    """Nothing was merged into it."""
    return not suggestion.merged.exists()


@rule(_("Its speaker did not agree to publication, or it is decided already."))
def may_be_published(user: Any, suggestion: Suggestion) -> bool:
    """Consent is given, nothing is published or hidden, and it was not turned away."""
    is_waiting = suggestion.publicity in (Publicity.PENDING, Publicity.KEPT)
    return is_waiting and suggestion.is_public_consented and suggestion.state != Suggestion.State.DECLINED


@rule(_("It does not wait for a moderator."))
def is_pending(user: Any, suggestion: Suggestion) -> bool:
    """In the inbox of moderation."""
    return suggestion.publicity == Publicity.PENDING


@rule(_("It is not published."))
def is_published(user: Any, suggestion: Suggestion) -> bool:
    """Everybody reads it."""
    return suggestion.publicity == Publicity.PUBLISHED


@rule(_("It is not hidden."))
def is_hidden(user: Any, suggestion: Suggestion) -> bool:
    """It was taken from the public pages; it still exists."""
    return suggestion.publicity == Publicity.HIDDEN


@rule(_("Nobody has appealed, or the appeal is decided."))
def has_appeal(user: Any, suggestion: Suggestion) -> bool:
    """Whoever spoke objects to the hiding."""
    return any(not one.outcome for one in suggestion.appeals.all())


@rule(_("You appealed already; the office decides."))
def has_no_appeal(user: Any, suggestion: Suggestion) -> bool:
    """No open appeal."""
    return all(one.outcome for one in suggestion.appeals.all())


@rule(_("Only members who claimed this clue can do this."))
def has_claimed(user: Any, suggestion: Suggestion) -> bool:
    """A member of the body who is looking into it."""
    is_member_here = suggestion.body_id in bodies_as(user, Post.Role.MEMBER)
    return is_member_here and suggestion.claims.filter(member_id=user.pk, state=Claim.State.CLAIMED).exists()


@rule(_("You are looking into this clue already."))
def has_not_claimed(user: Any, suggestion: Suggestion) -> bool:
    """No claim of this person runs."""
    return not suggestion.claims.filter(member_id=user.pk, state=Claim.State.CLAIMED).exists()


@rule(_("You support it already."))
def has_not_supported(user: Any, suggestion: Suggestion) -> bool:
    """Not yet among its supporters."""
    return not suggestion.supports.filter(person_id=user.pk).exists()


@rule(_("You do not support it."))
def has_supported(user: Any, suggestion: Suggestion) -> bool:
    """Among its supporters."""
    return suggestion.supports.filter(person_id=user.pk).exists()


@rule(_("Only published clues can be supported."))
def is_public_clue(user: Any, suggestion: Suggestion) -> bool:
    """Everybody reads it, and members may take it up."""
    return is_published.holds(user, suggestion) and suggestion.state == Suggestion.State.OFFERED


may_support, may_leave = is_public_clue & has_not_supported, has_supported


@rule(_("Only the office, and members for themselves, make QR codes."))
def makes_codes(user: Any, body: Body) -> bool:
    """The office of the body, or one of its members."""
    return body.pk in bodies_as(user, Post.Role.MEMBER) or in_office.holds(user, body)


@rule(_("Only the member whose code it is can do this, or the office."))
def owns_code(user: Any, code: Code) -> bool:
    """A member's own code."""
    return bool(code.member_id == user.pk)


keeps_code = owns_code | in_office


@rule(_("Whoever asked cannot decide as well; a second person must."))
def is_second_person(user: Any, disclosure: Disclosure) -> bool:
    """Four eyes."""
    return bool(disclosure.asked_by_id != user.pk)


decides_disclosure = (
    holds(
        Post.Role.OFFICE_LEAD,
        Post.Role.AUDITOR,
        otherwise=_("Only the lead of the office or the auditor decides this."),
    )
    & is_second_person
)


@rule(_("Only whoever asked for it can open the envelope."))
def asked_for_it(user: Any, disclosure: Disclosure) -> bool:
    """The person whose request was granted, while they work in the office."""
    return disclosure.asked_by_id == user.pk and in_office.holds(user, disclosure)


@rule(_("The time to open the envelope is over."))
def is_in_time(user: Any, disclosure: Disclosure) -> bool:
    """Within the days for which it was granted."""
    return disclosure.until is not None and disclosure.until > timezone.now()


@rule(_("Whoever spoke left neither name nor contact."))
def has_envelope(user: Any, suggestion: Suggestion) -> bool:
    """There is something in the vault."""
    return hasattr(suggestion, "identity")
