"""The deadlines of assignments: started, paused, shifted and met by acts; only for them to call."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from shangliang.bodies.deadlines import Due, due_in_months, due_in_workdays
from shangliang.ledger.door import alongside
from shangliang.ledger.writing import updating_some
from shangliang.proposals.models import Assignment, AssignmentDeadline
from shangliang.proposals.ruleset import proposal_rules

Kind = AssignmentDeadline.Kind


def start(
    assignment: Assignment, kind: str, due: Due, version: int | None, started: datetime | None = None
) -> None:
    """Begin a deadline, or begin it anew."""
    values = {
        "started": started or timezone.now(),
        "due": due.instant,
        "rules_id": version,
        "calendar": due.calendar,
    }
    AssignmentDeadline.objects.update_or_create(
        assignment=assignment,
        kind=kind,
        round=assignment.round,
        defaults={**values, "met": None, "paused": None},
    )


def start_all(assignment: Assignment, started: datetime | None = None) -> None:
    """The deadlines of a new assignment: sign for it, then answer or give an opinion."""
    moment = started or timezone.now()
    rules = proposal_rules(assignment.proposal.body)
    start(
        assignment, Kind.SIGN_FOR, due_in_workdays(moment, rules.values.sign_for_days), rules.version, moment
    )
    is_joint = assignment.duty == Assignment.Duty.JOINT
    kind, months = (
        (Kind.OPINION, rules.values.opinion_months) if is_joint else (Kind.REPLY, rules.values.reply_months)
    )
    start(assignment, kind, due_in_months(moment, months), rules.version, moment)


def meet(assignment: Assignment, kind: str, at: datetime | None = None) -> None:
    """What was due is done; written with the act under way."""
    where = {"assignment_id": assignment.pk, "kind": kind, "met": None}
    alongside(updating_some(AssignmentDeadline, {"met": at or timezone.now()}, where))


def pause(assignment: Assignment) -> None:
    """Stop the clocks of an assignment whose routing is in dispute."""
    assignment.deadlines.filter(met__isnull=True, paused__isnull=True).update(paused=timezone.now())


def resume(assignment: Assignment) -> None:
    """Start stopped clocks again; what was lost is added to the due time."""
    now = timezone.now()
    for one in assignment.deadlines.filter(paused__isnull=False, met__isnull=True):
        one.due += now - (one.paused or now)
        one.paused = None
        one.save(update_fields=["due", "paused"])


def stop(assignment: Assignment) -> None:
    """End the clocks of an assignment that went to another unit or was recalled."""
    assignment.deadlines.filter(met__isnull=True).delete()


def extend(assignment: Assignment, until: datetime) -> None:
    """Move the running answer deadline to a later instant."""
    running = assignment.deadlines.filter(kind__in=[Kind.REPLY, Kind.OPINION], met__isnull=True)
    running.update(due=until, extensions=F("extensions") + 1)


def running(assignment: Assignment) -> AssignmentDeadline | None:
    """The deadline by which the unit must answer, if it runs."""
    kinds = [Kind.REPLY, Kind.OPINION]
    return assignment.deadlines.filter(kind__in=kinds, round=assignment.round, met__isnull=True).first()
