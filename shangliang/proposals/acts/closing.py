"""Rating and what follows from it: closing, or a second round."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import due_in_months, due_in_workdays
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.files import CheckedFile
from shangliang.core.text import clean_text
from shangliang.ledger.door import then
from shangliang.proposals import clocks, queries, rules
from shangliang.proposals.acts.writing import add_file
from shangliang.proposals.flows import assignments as assignment_flow
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Assignment, Attachment, Proposal, Rating
from shangliang.proposals.ruleset import proposal_rules

State = Proposal.State


@flow.act(
    "await_rating",
    _("All replies are in"),
    past=_("all replies are in; awaiting rating"),
    source=(State.DISTRIBUTED, State.REWORK),
    target=State.REPLIED,
    who=rules.is_system,
    tell=queries.merged_proposer_ids,
)
def await_rating(proposal: Proposal, *, by: User) -> None:
    """Every answering unit has replied; the proposers are asked for their judgement."""


@assignment_flow.act(
    "rate",
    _("Rate the reply"),
    past=_("rated the reply"),
    source=Assignment.State.REPLIED,
    who=rules.may_rate,
    when=rules.has_not_rated,
    facts=("unit", "round"),
    tell=lambda a: [*queries.merged_proposer_ids(a.proposal), *queries.office_ids(a.proposal)],
)
def rate(
    assignment: Assignment,
    *,
    by: User,
    contact_way: str,
    attitude: str,
    result: str,
    relevance: str,
    text: str = "",
) -> None:
    """Judge contact, attitude, result and relevance. The ledger keeps that one rated, not how."""
    judged = {"contact_way": contact_way, "attitude": attitude, "result": result, "relevance": relevance}
    _store(assignment, by, {**judged, "text": text})


@assignment_flow.act(
    "proxy_rate",
    _("Enter a rating from paper"),
    past=_("entered a rating from paper"),
    source=Assignment.State.REPLIED,
    who=rules.in_office,
    facts=("unit", "round", "person"),
    tell=lambda a: queries.merged_proposer_ids(a.proposal),
)
def proxy_rate(
    assignment: Assignment,
    *,
    by: User,
    person: User,
    scan: CheckedFile,
    contact_way: str,
    attitude: str,
    result: str,
    relevance: str,
    text: str = "",
) -> None:
    """The office enters what a proposer wrote on paper; the entry is marked and carries the scanned sheet."""
    if person.pk not in queries.merged_proposer_ids(assignment.proposal):
        raise Invalid(_t("This person did not sign the proposal."), "person")
    if assignment.ratings.filter(user=person, round=assignment.round).exists():
        raise Conflict(_t("This person rated the reply already."))
    sheet = add_file(assignment.proposal, by, scan, Attachment.Kind.SCAN)
    judged = {"contact_way": contact_way, "attitude": attitude, "result": result, "relevance": relevance}
    _store(assignment, person, {**judged, "text": text}, proxy=by, scan=sheet)


def _store(assignment: Assignment, person: User, judged: dict[str, str], **proxy: object) -> None:
    if judged["result"] == Rating.Result.DISSATISFIED and not clean_text(judged["text"]):
        raise Invalid(_t("Please say what you are not satisfied with: the unit must know."), "text")
    judged["text"] = clean_text(judged["text"])
    Rating.objects.create(assignment=assignment, user=person, round=assignment.round, **judged, **proxy)
    if judged["result"] == Rating.Result.DISSATISFIED and _reopens(assignment, person):
        _start_second_round(assignment)
    else:
        then(lambda: _close_if_all_rated(assignment.proposal_id))


def _reopens(assignment: Assignment, person: User) -> bool:
    """Whose dissatisfaction opens the second round: the first proposer's, or anybody's, as the body sets it."""
    if assignment.round > 1:
        return False
    rule = proposal_rules(assignment.proposal.body).values.dissatisfied_opens
    return rule == "any" or person.pk == assignment.proposal.author_id


def _start_second_round(assignment: Assignment) -> None:
    months = proposal_rules(assignment.proposal.body)
    assignment.round += 1
    assignment.state = Assignment.State.HANDLING
    due = due_in_months(timezone.now(), months.values.second_round_months)
    clocks.start(assignment, clocks.Kind.REPLY, due, months.version)
    then(lambda: open_second_round(assignment.proposal, by=system_user(), assignment=assignment))


@flow.act(
    "open_second_round",
    _("Open the second round"),
    past=_("handled again after dissatisfaction"),
    source=(State.DISTRIBUTED, State.REPLIED, State.REWORK),
    target=State.REWORK,
    who=rules.is_system,
    facts=("assignment",),
    tell=lambda p: [*queries.merged_proposer_ids(p), *queries.office_ids(p), *_unit_people(p)],
)
def open_second_round(proposal: Proposal, *, by: User, assignment: Assignment) -> None:
    """A dissatisfied proposer reopens the case: the unit answers again, with its own deadline."""
    proposal.round = 2


def _unit_people(proposal: Proposal) -> list[int]:
    return [person for one in queries.answering(proposal) for person in queries.unit_ids(one)]


def _close_if_all_rated(proposal_id: int) -> None:
    """The case closes when the first proposer has rated the last round of every answering unit."""
    proposal = queries.locked(proposal_id)
    if proposal.state != State.REPLIED:
        return
    if all(_is_rated(one, proposal.author_id) for one in queries.answering(proposal)):
        close_rated(proposal, by=system_user())


def _is_rated(assignment: Assignment, person_id: int) -> bool:
    given: QuerySet[Rating] = Rating.objects.filter(assignment=assignment, round=assignment.round)
    return given.filter(user_id=person_id).exists()


@flow.act(
    "close_rated",
    _("Close"),
    past=_("closed after rating"),
    source=State.REPLIED,
    target=State.CLOSED,
    who=rules.is_system,
    facts=("round",),
    tell=lambda p: [*queries.merged_proposer_ids(p), *queries.office_ids(p)],
)
def close_rated(proposal: Proposal, *, by: User) -> None:
    """The first proposer has judged every reply; the judgement is final and the units may see it."""
    proposal.closed_at = timezone.now()


@flow.act(
    "close_unrated",
    _("Close without rating"),
    past=_("closed without rating"),
    source=State.REPLIED,
    target=State.CLOSED,
    who=rules.in_office,
    facts=("round",),
    tell=queries.merged_proposer_ids,
)
def close_unrated(proposal: Proposal, *, by: User) -> None:
    """Close a case whose first proposer did not rate within the body's limit."""
    days = proposal_rules(proposal.body).values.rating_days
    last = max(
        (r.delivered for a in queries.answering(proposal) for r in a.replies.all() if r.delivered),
        default=None,
    )
    limit = due_in_workdays(last, days).instant if last else timezone.now()
    if timezone.now() < limit:
        told = {"day": timezone.localtime(limit).strftime("%Y-%m-%d")}
        raise Conflict(_t("The first proposer may still rate until %(day)s.") % told)
    proposal.closed_at = timezone.now()
