"""The editor's desk: use or not, edit beside the original, check, sign, combine several, give feedback."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.door import link, then
from shangliang.opinions import crediting
from shangliang.opinions import rules_reports as rules
from shangliang.opinions.acts.reporting import check_form, take_in
from shangliang.opinions.acts.reporting_levels import tell_below, tell_public
from shangliang.opinions.flows import reports as flow
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.ruleset_reports import report_rules

State, Kind = Report.State, Report.Kind
OPEN = (State.SUBMITTED, State.KEPT)
LEAST_COMBINED = 2


@flow.act(
    "set_aside",
    _("Do not use it"),
    past=_("decided not to use the report"),
    source=(*OPEN, State.EDITING),
    target=State.NOT_USED,
    who=rules.in_office,
    when=rules.holds_no_originals,
    facts=("reason",),
    tell=crediting.author_ids,
)
def set_aside(report: Report, *, by: User, reason: str, note: str = "") -> None:
    """Say why; the author reads the reason, and a body below is told."""
    if reason not in {one.code for one in report_rules(report.body).values.reasons}:
        raise Invalid(_t("Please choose a reason of the list."), "reason")
    report.decision_reason, report.decision_note = reason, clean_text(note)
    then(lambda: tell_below(report, Dispatch.State.NOT_USED))
    then(
        lambda: tell_public(
            report,
            _t("The report made of it was not used: %(reason)s")
            % {"reason": report_rules(report.body).values.told_reason(reason)},
        )
    )


@flow.act(
    "keep",
    _("Keep it for reference"),
    past=_("kept the report for reference"),
    source=State.SUBMITTED,
    target=State.KEPT,
    who=rules.in_office,
    tell=crediting.author_ids,
)
def keep(report: Report, *, by: User) -> None:
    """Not now; it may be edited or combined later."""
    then(lambda: tell_below(report, Dispatch.State.KEPT))


@flow.act(
    "hurry",
    _("Move to the urgent lane"),
    past=_("moved the report to the urgent lane"),
    source=(*OPEN, State.EDITING, State.CHECKED),
    who=rules.in_office,
    when=rules.is_not_urgent,
)
def hurry(report: Report, *, by: User) -> None:
    """It stands before all others in every queue, and its lead may sign it unchecked."""
    report.is_urgent = True


@flow.act(
    "edit",
    _("Begin to edit"),
    past=_("took the report up for editing"),
    source=OPEN,
    target=State.EDITING,
    who=rules.in_office,
    tell=crediting.author_ids,
)
def edit(report: Report, *, by: User) -> None:
    """Work on a copy: what was handed in stays as it was."""
    report.editor = by
    report.edited_title = report.edited_title or report.title
    report.edited_text = report.edited_text or report.text
    then(lambda: tell_below(report, Dispatch.State.EDITING))


@flow.keep("save_edit", _("Save"), source=State.EDITING, who=rules.in_office)
def save_edit(report: Report, *, by: User, edited_title: str, edited_text: str) -> None:
    """Keep the editor's version; whoever changes it is its editor."""
    title, text = clean_line(edited_title), clean_text(edited_text)
    if (title, text) != (report.edited_title, report.edited_text):
        report.edited_title, report.edited_text, report.editor = title, text, by


@flow.act(
    "check",
    _("Checked"),
    past=_("checked the edited report"),
    source=State.EDITING,
    target=State.CHECKED,
    who=rules.in_office & rules.did_not_edit,
)
def check(report: Report, *, by: User) -> None:
    """A second pair of eyes finds it right."""
    check_form(report, report.edited_title, report.edited_text)


@flow.act(
    "sign",
    _("Sign for issue"),
    past=_("signed the report for issue"),
    source=State.CHECKED,
    target=State.SIGNED,
    who=rules.leads_office,
)
def sign(report: Report, *, by: User) -> None:
    """The lead of the office lets it go out."""
    check_form(report, report.edited_title, report.edited_text)


@flow.act(
    "sign_urgent",
    _("Sign at once"),
    past=_("signed the urgent report at once"),
    source=State.EDITING,
    target=State.SIGNED,
    who=rules.leads_office,
    when=rules.is_urgent,
)
def sign_urgent(report: Report, *, by: User) -> None:
    """An urgent report needs no separate check."""
    check_form(report, report.edited_title, report.edited_text)


@flow.act(
    "return_to_editor",
    _("Back to the editor"),
    past=_("gave the report back to its editor"),
    source=(State.CHECKED, State.SIGNED),
    target=State.EDITING,
    who=rules.in_office,
)
def return_to_editor(report: Report, *, by: User, reason: str) -> None:
    """Say what is to be changed."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    report.decision_note = clean_text(reason)


@flow.start(
    "combine",
    _("Combine several"),
    past=_("combined several reports"),
    who=rules.in_office,
    facts=("number",),
)
def combine(body: Body, *, by: User, reports: list[Report], title: str) -> Report:
    """One report out of several: each original is kept, and credit is shared among their authors."""
    chosen = list({one.pk: one for one in reports}.values())
    if len(chosen) < LEAST_COMBINED:
        raise Invalid(_t("Choose at least two reports."), "reports")
    heading = clean_line(title)
    text = "\n\n".join(one.shown_text() for one in chosen)
    host = Report(body=body, kind=Kind.COMBINED, state=State.EDITING, editor=by)
    host.edited_title, host.edited_text, host.title, host.text = heading, text, heading, text
    host.is_urgent = any(one.is_urgent for one in chosen)
    take_in(host)
    host.save(force_insert=True)
    for one in chosen:
        link(one, host, "combined into")
        then(lambda part=one: join(part, by=by, host=host))  # type: ignore[misc]
    return host


@flow.act(
    "join",
    _("Put into the combined report"),
    past=_("put the report together with others"),
    source=OPEN,
    target=State.COMBINED,
    who=rules.in_office,
    when=rules.holds_no_originals,
    tell=crediting.author_ids,
)
def join(report: Report, *, by: User, host: Report) -> None:
    """The original stays as it is and follows the combined report."""
    is_open = host.kind == Kind.COMBINED and host.state == State.EDITING and host.body_id == report.body_id
    if not is_open:
        raise Conflict(_t("Only a combined report that is being edited takes others in."))
    report.combined_into = host
    then(lambda: tell_below(report, Dispatch.State.EDITING))


@flow.act(
    "take_out",
    _("Take it out of the combined report"),
    past=_("took the report out of the combined one"),
    source=State.COMBINED,
    target=State.SUBMITTED,
    who=rules.in_office,
    when=rules.is_host_open,
    tell=crediting.author_ids,
)
def take_out(report: Report, *, by: User) -> None:
    """It stands alone again; a combined report left with nothing can be set aside."""
    if report.combined_into is not None:
        link(report, report.combined_into, "separated from")
    report.combined_into = None
    then(lambda: tell_below(report, Dispatch.State.SENT))


@flow.act(
    "give_feedback",
    _("Give feedback to the author"),
    past=_("gave feedback on the report"),
    source=(State.ISSUED, State.SENT),
    target=State.CLOSED,
    who=rules.in_office,
    tell=crediting.author_ids,
)
def give_feedback(report: Report, *, by: User, text: str) -> None:
    """Tell every author of the originals what became of it; results that come later are told as they come."""
    report.feedback = clean_text(text)
    if not report.feedback:
        raise Invalid(_t("Please write the feedback."), "text")
    then(lambda: tell_public(report, report.feedback))
