"""Writing an information report: begun by whoever may report, kept while it is written, handed in, taken back."""

import re

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective
from shangliang.bodies.numbers import next_number
from shangliang.bodies.queries import collectives_of
from shangliang.core.errors import Invalid, NotAllowed
from shangliang.core.text import clean_line, clean_text
from shangliang.opinions import crediting
from shangliang.opinions import rules_reports as rules
from shangliang.opinions.flows import reports as flow
from shangliang.opinions.models import Informant, Report
from shangliang.opinions.ruleset_reports import report_rules

State, Kind = Report.State, Report.Kind
FORM_OF_TITLE = re.compile(r"^关于.+的(建议|情况反映)$")


@flow.start("begin", _("Begin a report"), past=_("began a report"), who=rules.is_member)
def begin(body: Body, *, by: User) -> Report:
    """A member begins a draft; only its author reads it."""
    return Report.objects.create(body=body, author=by, kind=Kind.MEMBER)


@flow.start(
    "begin_for_collective",
    _("Begin a report for a collective"),
    past=_("began a report for a collective"),
    who=rules.files_for_collective,
)
def begin_for_collective(body: Body, *, by: User, collective: Collective) -> Report:
    """The contact of a party, organisation or committee begins a draft in its name."""
    if collective.pk not in collectives_of(by) or collective.body_id != body.pk:
        raise NotAllowed(_t("You do not file for this collective."))
    return Report.objects.create(body=body, author=by, kind=Kind.COLLECTIVE, collective=collective)


@flow.start(
    "begin_as_informant",
    _("Begin a report from a contact point"),
    past=_("began a report from a contact point"),
    who=rules.is_informant,
)
def begin_as_informant(body: Body, *, by: User) -> Report:
    """A contact point or an invited informant begins a draft."""
    informant = Informant.objects.get(body=body, user=by, state=Informant.State.ACTIVE)
    return Report.objects.create(body=body, author=by, kind=Kind.INFORMANT, informant=informant)


@flow.keep("save", _("Save"), source=State.DRAFT, who=rules.is_author)
def save(
    report: Report,
    *,
    by: User,
    title: str = "",
    text: str = "",
    category: str = "",
    is_urgent: bool = False,
    is_secrecy_declared: bool = False,
) -> None:
    """Keep what is written so far; nothing is required yet."""
    report.title, report.text = clean_line(title), clean_text(text)
    report.category, report.is_urgent = _category(report, category), is_urgent
    report.is_secrecy_declared = is_secrecy_declared


def _category(report: Report, code: str) -> str:
    known = {one.code for one in report_rules(report.body).values.categories}
    if code and code not in known:
        raise Invalid(_t("The body's list has no such category."), "category")
    return code


@flow.act(
    "submit",
    _("Hand it in"),
    past=_("handed in an information report"),
    source=State.DRAFT,
    target=State.SUBMITTED,
    who=rules.is_author,
    facts=("number", "kind", "is_urgent"),
    credits=crediting.written,
    tell=crediting.office_ids,
)
def submit(report: Report, *, by: User) -> None:
    """Give it to the office, complete and under its number."""
    check_form(report, report.title, report.text)
    if not report.is_secrecy_declared:
        raise Invalid(_t("Please declare that it contains no state or work secrets."), "is_secrecy_declared")
    take_in(report)


def take_in(report: Report) -> None:
    """Number and moment of coming in; a report that was taken back keeps its number."""
    report.submitted = timezone.now()
    year = timezone.localdate().year
    if not report.number:
        report.number = f"{year}-{next_number(report.body, f'reports.{year}'):04d}"


def check_form(report: Report, title: str, text: str) -> None:
    """What every report must be before anybody else reads it."""
    limits = report_rules(report.body).values
    if not FORM_OF_TITLE.match(title):
        raise Invalid(_t("The title reads 关于…的建议 and names the one matter."), "title")
    if len(title) > limits.title_limit:
        raise Invalid(_t("At most %(limit)s characters.") % {"limit": limits.title_limit}, "title")
    if not text:
        raise Invalid(_t("Please write the report."), "text")
    if len(text) > limits.report_limit:
        told = {"limit": limits.report_limit, "over": len(text) - limits.report_limit}
        raise Invalid(_t("At most %(limit)s characters; this is %(over)s too many.") % told, "text")


@flow.act(
    "take_back",
    _("Take it back"),
    past=_("took the report back"),
    source=State.SUBMITTED,
    target=State.DRAFT,
    who=rules.is_author,
)
def take_back(report: Report, *, by: User) -> None:
    """Change it, as long as nobody has begun to work on it."""
