"""Issuing and sending: a numbered issue of a periodical, the addressees, and what came of it by hand."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Unit
from shangliang.bodies.numbers import next_number
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.files import CheckedFile
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.door import then
from shangliang.opinions import crediting, ladder, queries_reports
from shangliang.opinions import rules_reports as rules
from shangliang.opinions.acts.reporting_levels import WAITING, carry, is_reached, settle, tell_issued
from shangliang.opinions.flows import dispatches, issues, periodicals, reports
from shangliang.opinions.models import Dispatch, Issue, Periodical, Report, Result

State, Addressee, Sent = Report.State, Dispatch.Addressee, Dispatch.State


@periodicals.start("found", _("Found a periodical"), past=_("founded a periodical"), who=rules.leads_office)
def found(body: Body, *, by: User, name: str, is_urgent: bool = False) -> Periodical:
    """A series of its own, with its own numbers that begin anew each year."""
    called = clean_line(name)
    if not called:
        raise Invalid(_t("Please name it."), "name")
    if Periodical.objects.filter(body=body, name=called).exists():
        raise Invalid(_t("There is a periodical of this name already."), "name")
    return Periodical.objects.create(body=body, name=called, is_urgent=is_urgent)


@periodicals.act(
    "end",
    _("Discontinue"),
    past=_("discontinued the periodical"),
    source=Periodical.State.RUNNING,
    target=Periodical.State.ENDED,
    who=rules.leads_office,
)
def end(periodical: Periodical, *, by: User) -> None:
    """No more issues; those that came out stay."""


@issues.start(
    "publish",
    _("Put out an issue"),
    past=_("put out an issue"),
    who=rules.leads_office,
    facts=("periodical", "year", "number", "size"),
)
def publish(periodical: Periodical, *, by: User, reports: list[Report]) -> Issue:
    """The next number of a periodical, with one signed report or several."""
    chosen = list({one.pk: one for one in reports}.values())
    if not chosen:
        raise Invalid(_t("Choose at least one signed report."), "reports")
    if periodical.state != Periodical.State.RUNNING:
        raise Conflict(_t("This periodical comes out no more."))
    year = timezone.localdate().year
    number = next_number(periodical.body, f"issues.{periodical.pk}.{year}")
    made = Issue.objects.create(
        body=periodical.body, periodical=periodical, year=year, number=number, size=len(chosen)
    )
    for one in chosen:
        then(lambda report=one: issue(report, by=by, issue=made))  # type: ignore[misc]
    return made


@reports.act(
    "issue",
    _("Issue it"),
    past=_("issued the report"),
    source=State.SIGNED,
    target=State.ISSUED,
    who=rules.leads_office,
    facts=("issue",),
    credits=crediting.issued,
    tell=crediting.author_ids,
)
def issue(report: Report, *, by: User, issue: Issue) -> None:
    """It takes its place in an issue that is just being made; an issue that is full takes no other."""
    is_full = issue.reports.count() >= issue.size
    if is_full or issue.body_id != report.body_id:
        raise Conflict(_t("This issue is out already; make a new one."))
    report.issue, report.issued = issue, timezone.now()
    then(lambda: tell_issued(report))


@reports.act(
    "send",
    _("Send it on"),
    past=_("sent the report on"),
    source=(State.ISSUED, State.SENT, State.CLOSED),
    who=rules.in_office,
    facts=("addressee",),
    tell=crediting.author_ids,
)
def send(report: Report, *, by: User, addressee: str, unit: Unit | None = None) -> None:
    """To the conference above, the party committee, the government, or a unit; to each once."""
    if addressee not in Addressee.values:
        raise Invalid(_t("There is no such addressee."), "addressee")
    given = _checked_unit(report, unit) if addressee == Addressee.UNIT else None
    upper = report.body.parent if addressee == Addressee.UPPER else None
    if addressee == Addressee.UPPER and upper is None:
        raise Invalid(_t("No conference is above this one."), "addressee")
    if _running(report, addressee, given).exists():
        raise Conflict(_t("It was sent there already."))
    if report.state == State.ISSUED:
        report.state = State.SENT
    then(lambda: dispatch(report, by=by, addressee=addressee, unit=given, to_body=upper))


def _checked_unit(report: Report, unit: Unit | None) -> Unit:
    if unit is None:
        raise Invalid(_t("Please choose the unit."), "unit")
    if unit.region_id != report.body.region_id:
        raise Invalid(_t("%(unit)s belongs to another region.") % {"unit": unit}, "unit")
    return unit


def _running(report: Report, addressee: str, unit: Unit | None) -> "QuerySet[Dispatch]":
    return report.dispatches.filter(addressee=addressee, unit=unit).exclude(state=Sent.RECALLED)


@dispatches.start(
    "dispatch",
    _("Send it on"),
    past=_("dispatched the report"),
    who=rules.in_office,
    facts=("addressee", "unit", "to_body"),
    tell=crediting.dispatch_reader_ids,
)
def dispatch(
    report: Report, *, by: User, addressee: str, unit: Unit | None, to_body: Body | None
) -> Dispatch:
    """One addressee's copy; the upper body gets a case of its own."""
    made = Dispatch.objects.create(
        report=report,
        addressee=addressee,
        unit=unit,
        to_body=to_body,
        is_connected=to_body is not None and is_reached(to_body),
    )
    if to_body is not None and made.is_connected:
        then(lambda: carry(to_body, _message(made)))
    return made


def _message(dispatch: Dispatch) -> ladder.Sent:
    report = dispatch.report
    to_body: Body = dispatch.to_body  # type: ignore[assignment]
    return ladder.Sent(
        case=dispatch.key,
        from_body=report.body.region.code,
        to_body=to_body.region.code,
        title=report.shown_title(),
        text=report.shown_text(),
        is_urgent=report.is_urgent,
    )


@dispatches.act(
    "instruct",
    _("Write an instruction"),
    past=_("wrote an instruction on the report"),
    source=(*WAITING, Sent.USED),
    who=rules.is_leader,
    when=rules.is_before_leaders & rules.has_no_instruction,
    facts=("level", "outcome", "is_combined"),
    credits=crediting.result_shares,
    tell=crediting.result_reader_ids,
)
def instruct(dispatch: Dispatch, *, by: User, text: str) -> None:
    """A leader writes on the report what is to be done; the words stay with them and the office."""
    if not clean_text(text):
        raise Invalid(_t("Please write the instruction."), "text")
    _settled(dispatch, outcome=Result.Outcome.INSTRUCTED, instruction=text, leader=by)


@dispatches.act(
    "record_result",
    _("Write down the result"),
    past=_("wrote down what became of the report"),
    source=(*WAITING, Sent.USED),
    who=rules.sent_it_up,
    when=rules.is_on_paper,
    facts=("level", "outcome", "is_combined"),
    credits=crediting.result_shares,
    tell=crediting.result_reader_ids,
)
def record_result(
    dispatch: Dispatch,
    *,
    by: User,
    outcome: str,
    day: date,
    is_combined: bool = False,
    instruction: str = "",
    leader: User | None = None,
    document: CheckedFile | None = None,
) -> None:
    """What a paper or a call told: with the instruction's words and the scanned sheet. Each outcome once."""
    _check_result(dispatch, outcome, day)
    if (
        leader is not None
        and not queries_reports.leaders_of(dispatch.report.body).filter(pk=leader.pk).exists()
    ):
        raise Invalid(_t("Please choose a leader of this body."), "leader")
    told = {"outcome": outcome, "instruction": instruction, "leader": leader, "day": day}
    _settled(dispatch, document=document, is_combined=is_combined, **told)


def _settled(
    dispatch: Dispatch, *, document: CheckedFile | None = None, is_combined: bool = False, **told: Any
) -> None:
    """Write a result that was told here, with its sheet, and what the record says of it."""
    result = Result(is_combined=is_combined or crediting.is_combined(dispatch.report), **told)
    result.instruction = clean_text(result.instruction)
    result.level = (dispatch.to_body or dispatch.report.body).level
    if document is not None:
        result.document_name, result.document_type = document.name, document.media_type
        result.dispatch = dispatch
        result.document.save(document.name, ContentFile(document.content), save=False)
    dispatch.level, dispatch.is_combined = result.level, result.is_combined
    dispatch.outcome = result.outcome
    settle(dispatch, result)


def _check_result(dispatch: Dispatch, outcome: str, day: date) -> None:
    if outcome not in Result.Outcome.values:
        raise Invalid(_t("There is no such outcome."), "outcome")
    if day > timezone.localdate():
        raise Invalid(_t("This cannot have happened in the future."), "day")
    if dispatch.results.filter(outcome=outcome).exists():
        raise Conflict(_t("This outcome was written down already."))


@dispatches.act(
    "recall",
    _("Recall it"),
    past=_("recalled the report from the conference above"),
    source=WAITING,
    target=Sent.RECALLED,
    who=rules.sent_it_up,
    when=rules.went_up,
    tell=crediting.result_reader_ids,
)
def recall(dispatch: Dispatch, *, by: User, reason: str) -> None:
    """Take it back before it is issued above."""
    dispatch.reason = clean_text(reason)
    if not dispatch.reason:
        raise Invalid(_t("Please give the reason."), "reason")
    if dispatch.is_connected and dispatch.to_body is not None:
        carry(dispatch.to_body, ladder.Recalled(case=dispatch.key))
