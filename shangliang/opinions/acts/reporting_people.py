"""Who may report besides members, and words from the public that become reports."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.bodies.queries import account_of
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.door import link, then
from shangliang.ledger.growth import GREW_OUT_OF
from shangliang.opinions import crediting
from shangliang.opinions import rules_reports as rules
from shangliang.opinions.acts.reporting import check_form, take_in
from shangliang.opinions.flows import informants, reports, suggestions
from shangliang.opinions.models import Informant, Report, Suggestion


@informants.start(
    "invite",
    _("Register an informant"),
    past=_("registered an informant"),
    who=rules.leads_office,
    facts=("kind",),
)
def invite(body: Body, *, by: User, kind: str, account: str, name: str = "") -> Informant:
    """Ask a person with an account to report, on invitation or for a contact point."""
    person = account_of(account)
    if person is None:
        raise Invalid(_t("Nobody has this sign-in name, mail address or telephone number."), "account")
    if kind not in Informant.Kind.values:
        raise Invalid(_t("There is no such kind."), "kind")
    if kind == Informant.Kind.POINT and not clean_line(name):
        raise Invalid(_t("Please name the contact point."), "name")
    if Informant.objects.filter(body=body, user=person, state=Informant.State.ACTIVE).exists():
        raise Invalid(_t("This person reports to this body already."), "account")
    return Informant.objects.create(body=body, user=person, kind=kind, name=clean_line(name)[:80])


@informants.act(
    "dismiss",
    _("End the reporting"),
    past=_("ended the reporting of an informant"),
    source=Informant.State.ACTIVE,
    target=Informant.State.ENDED,
    who=rules.leads_office,
)
def dismiss(informant: Informant, *, by: User) -> None:
    """Nothing new from here on; what was handed in goes its way."""


@suggestions.act(
    "turn_into_report",
    _("Turn it into an information report"),
    past=_("made an information report of it"),
    source=Suggestion.State.RECEIVED,
    target=Suggestion.State.REPORTED,
    who=rules.in_office,
)
def turn_into_report(suggestion: Suggestion, *, by: User, title: str, text: str) -> None:
    """What the citizen said goes on as a report, without anything that tells who spoke."""
    then(lambda: take_from_public(suggestion, by=by, title=title, text=text))


@reports.start(
    "take_from_public",
    _("Take over from the public"),
    past=_("took a word from the public over as a report"),
    who=rules.in_office,
    facts=("number",),
    tell=crediting.office_ids,
)
def take_from_public(suggestion: Suggestion, *, by: User, title: str, text: str) -> Report:
    """The report with its trace back to the word it grew out of; it has no author to be known."""
    made = Report(
        body=suggestion.body,
        kind=Report.Kind.PUBLIC,
        state=Report.State.SUBMITTED,
        title=clean_line(title),
        text=clean_text(text),
        category=suggestion.category,
        submitted=timezone.now(),
        is_secrecy_declared=True,
    )
    check_form(made, made.title, made.text)
    take_in(made)
    made.save(force_insert=True)
    link(made, suggestion, GREW_OUT_OF)
    return made
