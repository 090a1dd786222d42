"""More time, asked for before it runs out; and the reminders the clock itself sends."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.reference.calendar import add_months
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.core.time import end_of
from shangliang.ledger.door import state_fact
from shangliang.proposals import clocks, queries, rules
from shangliang.proposals.acts.distribution import distributors
from shangliang.proposals.acts.handling import AT_WORK
from shangliang.proposals.flows import assignments as flow
from shangliang.proposals.models import Assignment
from shangliang.proposals.ruleset import proposal_rules

State = Assignment.State
ANSWERING = (State.AWAITING, *AT_WORK)


@flow.act(
    "ask_extension",
    _("Ask for more time"),
    past=_("asked for more time"),
    source=ANSWERING,
    who=rules.in_unit,
    when=rules.has_no_extension_asked,
    facts=("unit", "until"),
    tell=queries.supervision_ids,
)
def ask_extension(assignment: Assignment, *, by: User, until: date, reason: str) -> None:
    """Ask for a later due day before the present one has passed, with the reason."""
    clock = clocks.running(assignment)
    if clock is None or timezone.now() > clock.due:
        raise Conflict(_t("More time can only be asked for before the due day has passed."))
    months = proposal_rules(assignment.proposal.body).values.extension_months
    latest = add_months(timezone.localdate(clock.due), months)
    if not timezone.localdate(clock.due) < until <= latest:
        raise Invalid(
            _t("Please choose a day after the due day and not later than %(day)s.") % {"day": latest}, "until"
        )
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    if clock.extensions:
        raise Conflict(_t("The due day was moved once already."))
    assignment.extension_until, assignment.extension_reason = end_of(until), clean_text(reason)


@flow.act(
    "grant_extension",
    _("Grant more time"),
    past=_("granted more time"),
    source=ANSWERING,
    who=distributors,
    when=rules.has_extension_asked,
    facts=("unit", "extension_until"),
    tell=queries.assignment_parties,
)
def grant_extension(assignment: Assignment, *, by: User) -> None:
    """Move the due day; everybody concerned is told. The request is settled with it."""
    until = assignment.extension_until
    if until is None:
        raise Conflict(_t("No extension was asked for."))
    clocks.extend(assignment, until)
    state_fact("extension_until", until)
    assignment.extension_until = None


@flow.act(
    "refuse_extension",
    _("Refuse more time"),
    past=_("refused more time"),
    source=ANSWERING,
    who=distributors,
    when=rules.has_extension_asked,
    facts=("unit",),
    tell=queries.unit_ids,
)
def refuse_extension(assignment: Assignment, *, by: User, reason: str) -> None:
    """The due day stays."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    assignment.extension_until, assignment.extension_reason = None, ""


@flow.act(
    "remind",
    _("Remind"),
    past=_("the unit was reminded of the due day"),
    source=(*ANSWERING, State.REPLIED),
    who=rules.is_system | distributors,
    facts=("unit", "clock", "due", "days"),
    tell=queries.unit_ids,
)
def remind(assignment: Assignment, *, by: User, clock: str, due: str, days: int) -> None:
    """Tell the unit that a due day is near, or was missed; also on the supervision office's own call (催办)."""


@flow.act(
    "escalate",
    _("Escalate"),
    past=_("the supervision office was told of the missed due day"),
    source=(*ANSWERING, State.REPLIED),
    who=rules.is_system,
    facts=("unit", "clock", "due", "days"),
    tell=lambda a: [*queries.supervision_ids(a), *queries.office_ids(a.proposal), *queries.unit_ids(a)],
)
def escalate(assignment: Assignment, *, by: User, clock: str, due: str, days: int) -> None:
    """A due day was missed: the supervision office and the office hear of it."""
