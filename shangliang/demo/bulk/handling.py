"""What distribution and the units' work on an assignment leave, with its clocks."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from shangliang.accounts.models import User
from shangliang.bodies.deadlines import Due
from shangliang.bodies.models import Unit
from shangliang.core.text import clean_text
from shangliang.core.time import end_of
from shangliang.demo.bulk.case import Case, Duty, do, effect
from shangliang.proposals.models import Assignment, AssignmentDeadline, Contact, Coordination

Kind = AssignmentDeadline.Kind


def start_clock(duty: Duty, kind: str, due: Due, at: datetime) -> None:
    """As `clocks.start`, for a clock that did not run yet."""
    clock = AssignmentDeadline(
        assignment=duty.row, kind=kind, round=duty.row.round, started=at, due=due.instant
    )
    clock.calendar, clock.rules_id = due.calendar, duty.book.rules_version
    duty.clocks[(kind, duty.row.round)] = duty.book.add(clock)


def meet(duty: Duty, kind: str, at: datetime) -> None:
    """As `clocks.meet`."""
    for clock in duty.clocks.values():
        if clock.kind == kind and clock.met is None:
            clock.met = at


def stop(duty: Duty) -> None:
    """As `clocks.stop`."""
    gone = [clock for clock in duty.clocks.values() if clock.met is None]
    rows = duty.book.rows[AssignmentDeadline]
    for clock in gone:
        rows.remove(clock)
    duty.clocks = {key: clock for key, clock in duty.clocks.items() if clock.met is not None}


@effect("distribute")
def distribute(case: Case, *, at: datetime, by: User, plan: list[dict[str, Any]]) -> None:
    for line in plan:
        case.book.consequences.append(partial(do, "open_assignment", case, at=at, by=by, **line))


@effect("open_assignment")
def open_assignment(case: Case, *, at: datetime, by: User, unit: Unit, duty: str, transfers: int = 0) -> Duty:
    row = Assignment(proposal=case.row, unit=unit, duty=duty, transfers=transfers)
    made = Duty(case, case.book.add(row))
    case.duties.append(made)
    rules, book = case.book.rules, case.book
    start_clock(made, Kind.SIGN_FOR, book.due("workdays", at, rules.sign_for_days), at)
    is_joint = duty == Assignment.Duty.JOINT
    kind, months = (Kind.OPINION, rules.opinion_months) if is_joint else (Kind.REPLY, rules.reply_months)
    start_clock(made, kind, book.due("months", at, months), at)
    return made


@effect("recall")
def recall(case: Case, *, at: datetime, by: User, reason: str) -> None:
    for duty in case.current():
        stop(duty)
        duty.row.state = Assignment.State.RECALLED
    case.row.decision_note = clean_text(reason)


@effect("waive_opinions")
def waive_opinions(duty: Duty, *, at: datetime, by: User, reason: str) -> None:
    duty.row.opinions_waived = clean_text(reason)


@effect("sign_for")
def sign_for(duty: Duty, *, at: datetime, by: User) -> None:
    meet(duty, Kind.SIGN_FOR, at)


@effect("ask_return")
def ask_return(duty: Duty, *, at: datetime, by: User, reason: str, proposed_unit: Unit | None = None) -> None:
    duty.row.return_reason, duty.row.proposed_unit = clean_text(reason), proposed_unit
    for clock in duty.clocks.values():
        if clock.met is None and clock.paused is None:
            clock.paused = at


@effect("refuse_return")
def refuse_return(duty: Duty, *, at: datetime, by: User, reason: str) -> None:
    duty.row.is_return_refused = True
    note = Coordination(assignment=duty.row, note=duty.row.return_reason, result=clean_text(reason))
    duty.book.add(note)
    for clock in duty.clocks.values():
        if clock.paused is not None and clock.met is None:
            clock.due, clock.paused = clock.due + (at - clock.paused), None


@effect("coordinate")
def coordinate(duty: Duty, *, at: datetime, by: User, note: str) -> None:
    duty.book.add(Coordination(assignment=duty.row, note=clean_text(note)))


@effect("reroute")
def reroute(duty: Duty, *, at: datetime, by: User, to: Unit) -> Duty:
    line = {"unit": to, "duty": duty.row.duty, "transfers": duty.row.transfers + 1}
    made: Duty = do("open_assignment", duty.case, at=at, by=by, **line)
    duty.row.replaced_by = made.row
    stop(duty)
    return made


@effect("log_contact")
def log_contact(duty: Duty, *, at: datetime, by: User, day: date, way: str, note: str) -> None:
    duty.book.add(Contact(assignment=duty.row, day=day, way=way, note=clean_text(note), by=by))


@effect("ask_extension")
def ask_extension(duty: Duty, *, at: datetime, by: User, until: date, reason: str) -> None:
    duty.row.extension_until, duty.row.extension_reason = end_of(until), clean_text(reason)


@effect("grant_extension")
def grant_extension(duty: Duty, *, at: datetime, by: User) -> None:
    until = duty.row.extension_until
    for clock in duty.clocks.values():
        if clock.kind in (Kind.REPLY, Kind.OPINION) and clock.met is None and until:
            clock.due, clock.extensions = until, clock.extensions + 1
    # Facts of rows that were read again stand in universal time.
    duty.book.stated["extension_until"] = until and until.astimezone(UTC)
    duty.row.extension_until = None


@effect("refuse_extension")
def refuse_extension(duty: Duty, *, at: datetime, by: User, reason: str) -> None:
    duty.row.extension_until, duty.row.extension_reason = None, ""
