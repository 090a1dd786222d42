"""What the clock does to cases: reminders, escalation, lapsed invitations. Each at most once, by its key."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.bodies.deadlines import workdays_left
from shangliang.core.errors import Refusal
from shangliang.jobs.worker import every_beat
from shangliang.proposals import acts, learning, summaries, topics
from shangliang.proposals.models import AssignmentDeadline, Cosignature, Proposal
from shangliang.proposals.ruleset import ProposalRules, proposal_rules

HORIZON = timedelta(days=40)


@every_beat
def watch_deadlines(now: datetime | None = None) -> int:
    """Remind before due days and escalate after missed ones; sweeps the past, so an outage loses nothing."""
    moment = now or timezone.now()
    rows = AssignmentDeadline.objects.filter(met__isnull=True, paused__isnull=True, due__lt=moment + HORIZON)
    rows = rows.exclude(assignment__state__in=["rerouted", "recalled"])
    rows = rows.select_related("assignment__proposal__body", "assignment__unit")
    return sum(_look_at(one, moment) for one in rows.iterator(500))


def _look_at(clock: AssignmentDeadline, now: datetime) -> int:
    values = proposal_rules(clock.assignment.proposal.body).values
    left = workdays_left(clock.due, now)
    return sum(_call(clock, act, days) for act, days in _steps(values, left))


def _steps(values: ProposalRules, left: int) -> Iterable[tuple[str, int]]:
    """The latest reminder and the latest escalation whose day has come."""
    if left >= 0:
        reached = [days for days in values.remind_days if left <= days]
        return [("remind", min(reached))] if reached else []
    missed = [days for days in values.escalate_days if -left >= days]
    return [("escalate", max(missed))] if missed else []


def _call(clock: AssignmentDeadline, act: str, days: int) -> int:
    """Do it under a key of (deadline, step, due): a second look finds it done."""
    key = f"{act}:{clock.pk}:{days}:{clock.due:%Y%m%d}"
    declared = acts.remind if act == "remind" else acts.escalate
    before = clock.assignment.version
    try:
        given = declared.given(key=key)
        given(clock.assignment, by=system_user(), clock=clock.kind, due=clock.due.isoformat(), days=days)
    except Refusal:
        return 0
    return int(clock.assignment.version != before)


@every_beat
def lapse_invitations(now: datetime | None = None) -> int:
    """Tell first proposers which invitations ran out unanswered."""
    late = Cosignature.objects.filter(state="invited", expires__lt=now or timezone.now())
    cases = Proposal.objects.filter(state="cosigning", pk__in=late.values("proposal_id"))
    for case in cases:
        people = list(late.filter(proposal=case).values_list("user_id", flat=True))
        acts.lapse_invitations(case, by=system_user(), people=people)
    return len(cases)


@every_beat
def learn_from_decisions(now: datetime | None = None) -> int:
    """Have suggestions learned anew where people decided, in the job queue; safe to run twice."""
    return learning.look_for_decisions(now)


@every_beat
def find_topics(now: datetime | None = None) -> int:
    """Have hot topics found anew where cases came in; safe to run twice."""
    return topics.look_for_topics(now)


@every_beat
def ask_for_summaries_again(now: datetime | None = None) -> int:
    """Summaries a worker left unwritten; safe to run twice."""
    return summaries.ask_again(now)
