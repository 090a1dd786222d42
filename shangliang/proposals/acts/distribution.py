"""Distribution: handing a filed case to the units that must answer it."""

from functools import partial
from typing import TypedDict

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.ledger.door import then
from shangliang.proposals import clocks, queries, rules
from shangliang.proposals.flows import assignments as assignment_flow
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Assignment, Proposal

State, Duty = Proposal.State, Assignment.Duty
distributors = rules.in_supervision | rules.in_office


class Share(TypedDict):
    """One line of a distribution plan."""

    unit: Unit
    duty: str


@flow.act(
    "distribute",
    _("Distribute"),
    past=_("distributed to the units"),
    source=State.FILED,
    target=State.DISTRIBUTED,
    who=distributors,
    facts=("plan",),
    tell=queries.merged_proposer_ids,
)
def distribute(proposal: Proposal, *, by: User, plan: list[Share]) -> None:
    """Assign the case: one lead with any number of joint units, or two and more separate ones."""
    check_plan(proposal, plan)
    for line in plan:
        then(partial(open_assignment, proposal, by=by, unit=line["unit"], duty=line["duty"]))


def check_plan(proposal: Proposal, plan: list[Share]) -> None:
    """Raise Invalid: neither led nor separate, a unit named twice, or one of another region."""
    duties = [line["duty"] for line in plan]
    leads = duties.count(Duty.LEAD)
    is_led = leads == 1 and Duty.SEPARATE not in duties
    is_separate = leads == 0 and len(duties) >= 2 and set(duties) == {Duty.SEPARATE}
    if not (is_led or is_separate):
        raise Invalid(
            _t("Name one lead unit (joint units may help it), or at least two separate ones."), "plan"
        )
    if len({line["unit"].pk for line in plan}) != len(plan):
        raise Invalid(_t("A unit stands twice in the plan."), "plan")
    strangers = [line["unit"] for line in plan if line["unit"].region_id != proposal.body.region_id]
    if strangers:
        raise Invalid(_t("%(unit)s belongs to another region.") % {"unit": strangers[0]}, "plan")


@assignment_flow.start(
    "open",
    _("Assign"),
    past=_("assigned to a unit"),
    who=distributors,
    facts=("unit", "duty", "transfers"),
    tell=queries.unit_ids,
)
def open_assignment(proposal: Proposal, *, by: User, unit: Unit, duty: str, transfers: int = 0) -> Assignment:
    """Give one unit its duty; its clocks start."""
    made = Assignment.objects.create(proposal=proposal, unit=unit, duty=duty, transfers=transfers)
    clocks.start_all(made)
    return made


@flow.act(
    "recall",
    _("Recall the distribution"),
    past=_("recalled the distribution"),
    source=State.DISTRIBUTED,
    target=State.FILED,
    who=distributors,
    when=rules.is_untouched,
    tell=queries.merged_proposer_ids,
)
def recall(proposal: Proposal, *, by: User, reason: str) -> None:
    """Take the case back from all units while none has begun."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    current = list(proposal.assignments.current().select_for_update())
    if any(one.state != Assignment.State.AWAITING for one in current):
        raise Conflict(_t("A unit has signed for it in the meantime."))
    for one in current:
        clocks.stop(one)
    proposal.assignments.filter(pk__in=[one.pk for one in current]).update(state=Assignment.State.RECALLED)
    proposal.decision_note = clean_text(reason)


@assignment_flow.act(
    "waive_opinions",
    _("Let the reply go without joint opinions"),
    past=_("let the reply go without the missing joint opinions"),
    source=(Assignment.State.HANDLING, Assignment.State.DRAFTED, Assignment.State.COUNTERSIGNED),
    who=distributors,
    when=rules.answers,
    tell=queries.assignment_parties,
)
def waive_opinions(assignment: Assignment, *, by: User, reason: str) -> None:
    """Override the wait for joint opinions, with a reason on the record."""
    if not queries.missing_opinions(assignment.proposal):
        raise Conflict(_t("All joint opinions are in."))
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    assignment.opinions_waived = clean_text(reason)
