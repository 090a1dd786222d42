"""Rules about posts: a post counts in its own body, and nowhere else."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, ImportDraft, Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, operates
from shangliang.core.errors import Sentence
from shangliang.core.rules import Rule, rule

Role = Post.Role


def body_id_of(obj: Any) -> int | None:
    """The body something belongs to: itself, or the one in whose books it stands."""
    if isinstance(obj, Body):
        return obj.pk
    found: int | None = (
        obj.ledger_body_id() if hasattr(obj, "ledger_body_id") else getattr(obj, "body_id", None)
    )
    return found


def holds(*roles: str, otherwise: Sentence) -> Rule:
    """The person acts in one of the roles in the object's own body; `otherwise` says who can."""

    def ask(user: Any, obj: Any) -> Sentence | None:
        return None if body_id_of(obj) in bodies_as(user, *roles) else otherwise

    return Rule("holds(" + ", ".join(str(r) for r in roles) + ")", ask)


in_office = holds(*OFFICE_ROLES, otherwise=_("Only the office of this body can do this."))
leads_office = holds(Role.OFFICE_LEAD, otherwise=_("Only the lead of this body's office can do this."))
in_supervision = holds(Role.SUPERVISOR, otherwise=_("Only the supervision office can do this."))
is_member = holds(Role.MEMBER, otherwise=_("Only members of this body can do this."))
is_leader = holds(Role.LEADER, otherwise=_("Only leaders of this body can do this."))
is_body_admin = holds(Role.ADMIN, otherwise=_("Only the administrator of this body can do this."))


def has_post(*roles: str, otherwise: Sentence) -> Rule:
    """The person acts in one of the roles anywhere; for pages that show a person's own desk."""

    def ask(user: Any, obj: Any) -> Sentence | None:
        return None if bodies_as(user, *roles) else otherwise

    return Rule("has_post(" + ", ".join(str(r) for r in roles) + ")", ask)


@rule(_("Only the platform administrator can do this."))
def is_platform_admin(user: Any, obj: Any) -> bool:
    """The operator of the installation."""
    return operates(user)


@rule(_("Only the system itself does this, at its time."))
def is_system(user: Any, obj: Any) -> bool:
    """The program acting in its own name."""
    return bool(getattr(user, "is_system", False)) and not user.is_public


administers = is_body_admin | is_platform_admin
sees_people = (
    holds(
        *(Role.ADMIN, Role.AUDITOR, *OFFICE_ROLES),
        otherwise=_("Only the office, the auditor and the administrator of this body see this."),
    )
    | is_platform_admin
)
sees_record = (
    holds(
        *(Role.ADMIN, Role.AUDITOR),
        otherwise=_("Only the auditor and the administrator of this body see this."),
    )
    | is_platform_admin
)


@rule(_("This body is not in use yet; the platform administrator puts it in use."))
def is_in_use(user: Any, body: Body) -> bool:
    """Moment: somebody works with the body here."""
    return body.is_active


@rule(_("This body is in use already."))
def is_unused(user: Any, body: Body) -> bool:
    """Moment: the body is only on the map."""
    return not body.is_active


@rule(_("The calendar holds for all bodies; change it at the topmost one."))
def is_topmost(user: Any, body: Body) -> bool:
    """Moment: nothing is above the body here."""
    return body.parent_id is None


@rule(_("Only the person who sent the table can go on with it."))
def is_sender(user: Any, draft: ImportDraft) -> bool:
    """The owner of an import."""
    return bool(draft.owner_id == user.pk)


@rule(_("A table this long is imported by the worker; it has to be handed to it first."))
def is_due_now(user: Any, draft: ImportDraft) -> bool:
    """Moment: short enough for one request, or handed to the worker already."""
    return draft.state == ImportDraft.State.WAITING or not draft.is_long
