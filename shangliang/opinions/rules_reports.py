"""Who may do what to an information report, each with the sentence a refused person reads."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.bodies.rules import holds, in_office, is_leader, is_member, is_system, leads_office
from shangliang.core.rules import rule
from shangliang.opinions.models import Dispatch, Informant, Report, Result

__all__ = ["in_office", "is_leader", "is_member", "is_system", "leads_office"]

files_for_collective = holds(
    Post.Role.CONTACT, otherwise=_("Only the contact of a collective of this body can do this.")
)


@rule(_("Only contact points and invited informants of this body can do this."))
def is_informant(user: Any, body: Body) -> bool:
    """Somebody whom the body asked to report."""
    return Informant.objects.filter(user_id=user.pk, body_id=body.pk, state="active").exists()


@rule(_("Only members, collectives, contact points and invited informants write information reports."))
def writes_reports(user: Any, obj: Any) -> bool:
    """Somebody who may report to some body."""
    if bodies_as(user, Post.Role.MEMBER, Post.Role.CONTACT):
        return True
    return bool(user.pk) and Informant.objects.filter(user_id=user.pk, state="active").exists()


@rule(_("Only its author can do this."))
def is_author(user: Any, report: Report) -> bool:
    """Whoever wrote it."""
    return report.author_id is not None and bool(report.author_id == user.pk)


@rule(_("Somebody else of the office than its editor checks a report."))
def did_not_edit(user: Any, report: Report) -> bool:
    """Four eyes."""
    return bool(report.editor_id != user.pk)


@rule(_("Others were combined in this one; take them out first."))
def holds_no_originals(user: Any, report: Report) -> bool:
    """Nothing was combined into it."""
    return not report.originals.exists()


@rule(_("Only urgent reports may go without a separate check."))
def is_urgent(user: Any, report: Report) -> bool:
    """It is in the urgent lane."""
    return report.is_urgent


@rule(_("It is in the urgent lane already."))
def is_not_urgent(user: Any, report: Report) -> bool:
    """It goes the usual way so far."""
    return not report.is_urgent


@rule(_("The combined report is edited no more, so nothing can be taken out of it."))
def is_host_open(user: Any, report: Report) -> bool:
    """The report it is part of is still being edited, and keeps others."""
    host = report.combined_into
    return host is not None and host.state == Report.State.EDITING


@rule(_("Only the office that sent it can do this."))
def sent_it_up(user: Any, dispatch: Dispatch) -> bool:
    """The office of the body whose report it is."""
    return dispatch.report.body_id in bodies_as(user, *OFFICE_ROLES)


@rule(_("The conference above works in this system: its verdict comes by itself."))
def is_on_paper(user: Any, dispatch: Dispatch) -> bool:
    """Its results must be written down by hand."""
    return not dispatch.is_connected


@rule(_("Only what was sent to the conference above can be recalled."))
def went_up(user: Any, dispatch: Dispatch) -> bool:
    """An upper body has it."""
    return dispatch.addressee == Dispatch.Addressee.UPPER


@rule(_("Leaders write on what was sent to the party committee or the government."))
def is_before_leaders(user: Any, dispatch: Dispatch) -> bool:
    """It lies on the desks of those who lead."""
    return dispatch.addressee in Dispatch.LEADING


@rule(_("An instruction stands on it already."))
def has_no_instruction(user: Any, dispatch: Dispatch) -> bool:
    """Nobody has written on it yet."""
    return not dispatch.results.filter(outcome=Result.Outcome.INSTRUCTED).exists()
