"""Between levels: a report goes up as a case of its own, and its state, verdict and credit come back down."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.models import Body
from shangliang.bodies.numbers import next_number
from shangliang.ledger.door import link, then
from shangliang.opinions import crediting, ladder, queries_reports
from shangliang.opinions import rules_reports as rules
from shangliang.opinions.acts.answering import answer_from_report
from shangliang.opinions.acts.reporting import take_in
from shangliang.opinions.flows import dispatches, reports
from shangliang.opinions.models import Dispatch, Outgoing, Peer, Report, Result, Suggestion

State, Sent = Report.State, Dispatch.State
WAITING = (Sent.SENT, Sent.KEPT, Sent.EDITING)
FORWARDED_AS = "forwarded as"
BEFORE_ISSUE = (
    State.SUBMITTED,
    State.KEPT,
    State.EDITING,
    State.CHECKED,
    State.SIGNED,
    State.COMBINED,
    State.NOT_USED,
)


def carry(to: Body, message: ladder.Message) -> None:
    """Take a message to a body: at once if it works here, else into the box of what goes to its installation."""
    if to.is_active:
        apply(to, message)
        return
    peer = Peer.objects.filter(body=to).exclude(state=Peer.State.PREPARED).first()
    if peer is not None:
        post(peer, message)


def post(peer: Peer, message: ladder.Message) -> None:
    """Into the box of what goes there; the next of its case."""
    sequence = next_number(peer.body, f"exchange.{message.case}")
    content = message.model_dump_json()
    Outgoing.objects.create(peer=peer, case=message.case, sequence=sequence, content=content)


def is_reached(to: Body) -> bool:
    """Whether a body works here or in an installation this one speaks with."""
    return to.is_active or Peer.objects.filter(body=to, state=Peer.State.CONNECTED).exists()


def apply(to: Body, message: ladder.Message) -> None:
    """Do what a message says; one that was applied already, or fits no case, changes nothing."""
    match message:
        case ladder.Sent():
            _receive(to, message)
        case ladder.Recalled():
            for report in Report.objects.filter(below_key=message.case, body=to):
                withdraw(report, by=system_user())
        case ladder.Moved():
            for dispatch in _dispatches(to, message.case).filter(state__in=WAITING):
                hear_state(dispatch, by=system_user(), state=message.state)
        case ladder.Became():
            _hear(to, message)


def _dispatches(to: Body, case: UUID) -> "QuerySet[Dispatch]":
    return Dispatch.objects.filter(key=case, report__body=to).select_related("report__body")


def _receive(to: Body, message: ladder.Sent) -> None:
    if Report.objects.filter(below_key=message.case).exists():
        return
    receive_from_below(
        to,
        by=system_user(),
        from_body=Body.objects.get(region__code=message.from_body),
        case=message.case,
        title=message.title,
        text=message.text,
        is_urgent=message.is_urgent,
    )


def _hear(to: Body, message: ladder.Became) -> None:
    for dispatch in _dispatches(to, message.case):
        if not dispatch.results.filter(key=message.key).exists():
            hear_result(
                dispatch,
                by=system_user(),
                key=message.key,
                level=message.level,
                outcome=message.outcome,
                is_combined=message.is_combined,
                weight=message.weight,
                day=message.day,
            )


@reports.start(
    "receive_from_below",
    _("Receive from the body below"),
    past=_("received a report from the body below"),
    who=rules.is_system,
    facts=("number", "from_body", "is_urgent"),
    tell=crediting.office_ids,
)
def receive_from_below(
    body: Body, *, by: User, from_body: Body, case: UUID, title: str, text: str, is_urgent: bool
) -> Report:
    """The report becomes a case of the upper body, which knows of it what was sent and nothing else."""
    made = Report(
        body=body,
        kind=Report.Kind.BELOW,
        state=State.SUBMITTED,
        from_body=from_body,
        below_key=case,
        title=title,
        text=text,
        is_urgent=is_urgent,
        is_secrecy_declared=True,
    )
    take_in(made)
    made.save(force_insert=True)
    below = Dispatch.objects.filter(key=case).select_related("report").first()
    if below is not None:
        link(below.report, made, FORWARDED_AS)
    return made


@reports.act(
    "withdraw",
    _("Withdraw"),
    past=_("withdrew the report that was sent up"),
    source=BEFORE_ISSUE,
    target=State.WITHDRAWN,
    who=rules.is_system,
    tell=crediting.office_ids,
)
def withdraw(report: Report, *, by: User) -> None:
    """The body below takes it back before it is issued here."""
    if report.combined_into is not None:
        link(report, report.combined_into, "separated from")
        report.combined_into = None


@dispatches.act(
    "hear_state",
    _("Hear how far it is"),
    past=_("was moved on by the conference above"),
    source=WAITING,
    who=rules.is_system,
    facts=("state",),
    tell=crediting.refused_reader_ids,
)
def hear_state(dispatch: Dispatch, *, by: User, state: str) -> None:
    """How far the case has come above."""
    dispatch.state = state


@dispatches.act(
    "hear_result",
    _("Hear the result"),
    past=_("told what became of the report"),
    source="*",
    who=rules.is_system,
    facts=("level", "outcome", "is_combined"),
    credits=crediting.result_shares,
    tell=crediting.result_reader_ids,
)
def hear_result(
    dispatch: Dispatch,
    *,
    by: User,
    key: UUID,
    level: str,
    outcome: str,
    is_combined: bool,
    weight: Decimal,
    day: date,
) -> None:
    """A verdict comes down: credited here once, and told further down."""
    combined = is_combined or crediting.is_combined(dispatch.report)
    result = Result(key=key, level=level, outcome=outcome, is_combined=combined, weight=weight, day=day)
    settle(dispatch, result)


def settle(dispatch: Dispatch, result: Result) -> None:
    """Write a result to its dispatch, mark whether it is the first of its kind, and tell the bodies below."""
    report = dispatch.report
    earlier = report.results.filter(level=result.level, outcome=result.outcome, is_credited=True)
    is_success = result.outcome != Result.Outcome.NOT_USED
    result.dispatch, result.report = dispatch, report
    result.is_credited = is_success and not earlier.exists()
    result.save(force_insert=True)
    dispatch.latest = result
    dispatch.state = Sent.USED if is_success else Sent.NOT_USED
    then(lambda: spread(report, result))


def spread(report: Report, result: Result) -> None:
    """Tell a result to every body below from which an original came, each with its part."""
    for part, weight in crediting.parts_of(report, result.weight):
        if part.below_key and part.from_body:
            told = ladder.Became(
                case=part.below_key,
                key=result.key,
                level=result.level,  # type: ignore[arg-type]
                outcome=result.outcome,  # type: ignore[arg-type]
                is_combined=result.is_combined,
                weight=weight,
                day=result.day,
            )
            carry(part.from_body, told)


def tell_issued(report: Report) -> None:
    """Being issued here is being adopted, for the bodies below."""
    combined = crediting.is_combined(report)
    own = Result(
        key=uuid4(),
        level=report.body.level,
        outcome=Result.Outcome.ADOPTED,
        is_combined=combined,
        weight=crediting.WHOLE,
        day=timezone.localdate(),
    )
    spread(report, own)


def tell_below(report: Report, state: str) -> None:
    """Tell how far the case has come to every body below from which an original came."""
    for part in crediting.originals_of(report):
        if part.below_key and part.from_body:
            carry(part.from_body, ladder.Moved(case=part.below_key, state=state))  # type: ignore[arg-type]


def tell_public(report: Report, text: str) -> None:
    """Tell what became of a report to the citizens out of whose words it grew."""
    words = queries_reports.words_behind(report).filter(state=Suggestion.State.REPORTED)
    for one in words.select_related("body"):
        answer_from_report(one, by=system_user(), text=text)
