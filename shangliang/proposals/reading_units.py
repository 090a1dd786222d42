"""What one person may read of the units' side of a case: letters, opinions, contacts, deadlines, ratings."""

from collections import defaultdict
from typing import Any

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.core.choices import told_choice
from shangliang.proposals.models import Assignment, AssignmentDeadline, Proposal, Rating, Reply
from shangliang.proposals.models.ratings import reads_all_ratings
from shangliang.proposals.reading_nouns import ContactRow, DueRow, Handling, Judgement, Letter
from shangliang.proposals.ruleset import ProposalRules
from shangliang.proposals.standing import Standing
from shangliang.proposals.telling import class_meaning, told_clock

State, Duty = Assignment.State, Assignment.Duty
# How far the letter has come inside the unit is the unit's own affair until it is sent.
_INNER = (State.DRAFTED, State.COUNTERSIGNED, State.SIGNED, State.APPROVED)
_ENDED = (State.REROUTED, State.RECALLED)


def handlings_of(
    proposal: Proposal, user: Any, standing: Standing, rules: ProposalRules
) -> tuple[Handling, ...]:
    """Every unit's duty, in the order they were given. Two queries besides what is loaded."""
    assignments = list(proposal.assignments.all())
    if not assignments:
        return ()
    judged = _judgements(proposal, user)
    calendar = work_calendar()
    return tuple(_handling(one, standing, rules, calendar, judged[one.pk]) for one in assignments)


def _handling(
    assignment: Assignment,
    standing: Standing,
    rules: ProposalRules,
    calendar: WorkCalendar,
    judged: list[Judgement],
) -> Handling:
    return Handling(
        pk=assignment.pk,
        unit=str(assignment.unit),
        duty=told_choice(assignment, "duty"),
        is_joint=assignment.duty == Duty.JOINT,
        state=_state(assignment, standing),
        is_current=assignment.state not in _ENDED,
        is_done=assignment.state in (State.REPLIED, State.OPINION_IN),
        round=assignment.round,
        transfers=assignment.transfers,
        dues=_dues(assignment, calendar),
        letters=_letters(assignment, standing, rules),
        contacts=tuple(
            ContactRow(c.day, told_choice(c, "way"), c.note) for c in _by_id(assignment.contacts.all())
        ),
        judgements=tuple(judged),
        **_inner(assignment, standing),
    )


def _by_id(rows: Any) -> list[Any]:
    return sorted(rows, key=lambda row: row.pk)


def _state(assignment: Assignment, standing: Standing) -> str:
    is_inner = assignment.state in _INNER and not standing.works_on(assignment)
    return str(State.HANDLING.label) if is_inner else told_choice(assignment, "state")


def _inner(assignment: Assignment, standing: Standing) -> dict[str, Any]:
    """What is between the unit and those who distribute."""
    if not (standing.works_on(assignment) or standing.is_staff):
        return {}
    watches = standing.is_office or standing.is_supervision
    return {
        "return_reason": assignment.return_reason,
        "proposed_unit": str(assignment.proposed_unit or ""),
        "extension_until": assignment.extension_until,
        "extension_reason": assignment.extension_reason,
        "opinions_waived": assignment.opinions_waived,
        "score": assignment.handling_score if watches else None,
    }


def _dues(assignment: Assignment, calendar: WorkCalendar) -> tuple[DueRow, ...]:
    """The deadlines of the present round; of an ended assignment none."""
    if assignment.state in _ENDED:
        return ()
    order = list(AssignmentDeadline.Kind.values)
    rows = sorted(assignment.deadlines.all(), key=lambda one: (one.round, order.index(one.kind)))
    kinds = dict(AssignmentDeadline.Kind.choices)
    return tuple(DueRow(str(kinds[one.kind]), one.round, told_clock(one, calendar)) for one in rows)


def _letters(assignment: Assignment, standing: Standing, rules: ProposalRules) -> tuple[Letter, ...]:
    rows = sorted(assignment.replies.all(), key=lambda one: one.round)
    return tuple(
        _letter(one, assignment, standing, rules) for one in rows if _is_readable(one, assignment, standing)
    )


def _is_readable(reply: Reply, assignment: Assignment, standing: Standing) -> bool:
    """Drafts: the unit and who watches over it. Joint opinions: staff and the units. Replies: all inside."""
    if standing.works_on(assignment):
        return True
    if reply.delivered is None:
        return False
    return assignment.duty != Duty.JOINT or standing.is_staff or bool(standing.units)


def _letter(reply: Reply, assignment: Assignment, standing: Standing, rules: ProposalRules) -> Letter:
    return Letter(
        round=reply.round,
        is_opinion=assignment.duty == Duty.JOINT,
        number=reply.number,
        reply_class=reply.reply_class,
        class_means=class_meaning(rules, reply.reply_class),
        text=reply.text,
        signer=reply.signer,
        contact_name=reply.contact_name,
        contact_phone=reply.contact_phone,
        delivered=reply.delivered,
        sent_back_note=reply.sent_back_note if standing.works_on(assignment) else "",
        later_class=reply.later_class,
        later_means=class_meaning(rules, reply.later_class),
        later_text=reply.later_text,
        later_at=reply.later_at,
    )


def _judgements(proposal: Proposal, user: Any) -> dict[int, list[Judgement]]:
    """The ratings a person may see, by assignment; only here and only through `visible_to`."""
    found: dict[int, list[Judgement]] = defaultdict(list)
    given = [one for duty in proposal.assignments.all() for one in duty.ratings.all()]
    if not given:
        return found
    seen = {one.pk for one in given}
    if not reads_all_ratings(user, proposal.body_id):
        seen = set(Rating.objects.visible_to(user).filter(pk__in=seen).values_list("pk", flat=True))
    for one in sorted(given, key=lambda one: (one.round, one.pk)):
        if one.pk in seen:
            found[one.assignment_id].append(_judgement(one))
    return found


def _judgement(one: Rating) -> Judgement:
    return Judgement(
        person=str(one.user),
        round=one.round,
        contact_way=told_choice(one, "contact_way"),
        attitude=told_choice(one, "attitude"),
        result=told_choice(one, "result"),
        relevance=told_choice(one, "relevance"),
        text=one.text,
        given=one.given,
        is_proxy=one.proxy_id is not None,
        scan_id=one.scan_id,
    )
