"""A unit takes the case up: signs for it, asks to return it, keeps contact; disputes are settled."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.deadlines import due_in_workdays
from shangliang.bodies.models import Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.core.time import today
from shangliang.proposals import clocks, queries, rules
from shangliang.proposals.acts.distribution import distributors, open_assignment
from shangliang.proposals.flows import assignments as flow
from shangliang.proposals.models import Assignment, Contact, Coordination
from shangliang.proposals.ruleset import proposal_rules

State = Assignment.State
AT_WORK = (State.HANDLING, State.DRAFTED, State.COUNTERSIGNED, State.SIGNED, State.APPROVED)


def _distributor_ids(assignment: Assignment) -> list[int]:
    return [*queries.supervision_ids(assignment), *queries.office_ids(assignment.proposal)]


@flow.act(
    "sign_for",
    _("Sign for it"),
    past=_("signed for"),
    source=State.AWAITING,
    target=State.HANDLING,
    who=rules.in_unit,
    facts=("unit",),
    tell=lambda a: queries.merged_proposer_ids(a.proposal),
)
def sign_for(assignment: Assignment, *, by: User) -> None:
    """Take the duty; the unit handles the case from now on."""
    clocks.meet(assignment, clocks.Kind.SIGN_FOR)


@flow.act(
    "ask_return",
    _("Ask to return it"),
    past=_("asked to return the case"),
    source=State.AWAITING,
    target=State.RETURN_ASKED,
    who=rules.in_unit,
    when=rules.may_ask_return,
    facts=("unit", "proposed_unit"),
    tell=_distributor_ids,
)
def ask_return(assignment: Assignment, *, by: User, reason: str, proposed_unit: Unit | None = None) -> None:
    """Ask for another unit, with the reason, within the body's limit; later requests are refused."""
    started = assignment.deadlines.get(kind=clocks.Kind.SIGN_FOR, round=assignment.round).started
    days = proposal_rules(assignment.proposal.body).values.return_days
    limit = due_in_workdays(started, days).instant
    if timezone.now() > limit:
        told = {"days": days, "day": timezone.localtime(limit).strftime("%Y-%m-%d")}
        raise Conflict(_t("A return had to be asked for within %(days)s working days, by %(day)s.") % told)
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    if proposed_unit == assignment.unit:
        raise Invalid(_t("Please propose another unit than your own."), "proposed_unit")
    assignment.return_reason, assignment.proposed_unit = clean_text(reason), proposed_unit
    clocks.pause(assignment)


@flow.act(
    "refuse_return",
    _("Refuse the return"),
    past=_("refused the return"),
    source=(State.RETURN_ASKED, State.COORDINATING),
    target=State.AWAITING,
    who=distributors,
    facts=("unit",),
    tell=queries.unit_ids,
)
def refuse_return(assignment: Assignment, *, by: User, reason: str) -> None:
    """The unit must handle it; its clocks run again."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    assignment.is_return_refused = True
    Coordination.objects.create(
        assignment=assignment, note=assignment.return_reason, result=clean_text(reason)
    )
    clocks.resume(assignment)


@flow.act(
    "coordinate",
    _("Take into coordination"),
    past=_("took the routing into coordination"),
    source=State.RETURN_ASKED,
    target=State.COORDINATING,
    who=distributors,
    tell=queries.unit_ids,
)
def coordinate(assignment: Assignment, *, by: User, note: str) -> None:
    """Talk the routing over with the units concerned; the note keeps with whom and what."""
    if not clean_text(note):
        raise Invalid(_t("Please note with whom and what is talked over."), "note")
    Coordination.objects.create(assignment=assignment, note=clean_text(note))


@flow.act(
    "reroute",
    _("Re-route"),
    past=_("re-routed to another unit"),
    source=(State.AWAITING, State.RETURN_ASKED, State.COORDINATING, State.HANDLING),
    target=State.REROUTED,
    who=distributors,
    facts=("unit", "to"),
    tell=lambda a: [*queries.unit_ids(a), *queries.merged_proposer_ids(a.proposal)],
)
def reroute(assignment: Assignment, *, by: User, to: Unit) -> None:
    """Give the duty to another unit, at most as often as the body allows; clocks start anew there."""
    most = proposal_rules(assignment.proposal.body).values.most_transfers
    if assignment.transfers >= most:
        raise Conflict(
            _t("This case was transferred %(most)s times already; the unit must handle it.") % {"most": most}
        )
    if to.region_id != assignment.proposal.body.region_id:
        raise Invalid(_t("%(unit)s belongs to another region.") % {"unit": to}, "to")
    if assignment.proposal.assignments.current().filter(unit=to).exists():
        raise Invalid(_t("%(unit)s has this case already.") % {"unit": to}, "to")
    transfers = assignment.transfers + 1
    assignment.replaced_by = open_assignment(
        assignment.proposal, by=by, unit=to, duty=assignment.duty, transfers=transfers
    )
    clocks.stop(assignment)


@flow.act(
    "log_contact",
    _("Log a contact"),
    past=_("was in contact with the proposers"),
    source=(*AT_WORK, State.REPLIED),
    who=rules.in_unit,
    facts=("unit", "way", "day"),
    tell=lambda a: queries.merged_proposer_ids(a.proposal),
)
def log_contact(assignment: Assignment, *, by: User, day: date, way: str, note: str) -> None:
    """Keep how and when the unit spoke with the proposers; they see the entry."""
    if day > today():
        raise Invalid(_t("This cannot have happened in the future."), "day")
    if not clean_text(note):
        raise Invalid(_t("Please note what was talked about."), "note")
    Contact.objects.create(assignment=assignment, day=day, way=way, note=clean_text(note), by=by)
