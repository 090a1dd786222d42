"""Forms of the information reports: writing, editing, deciding, sending, results."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Unit
from shangliang.bodies.telling import named
from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile, check_upload
from shangliang.core.redaction import redacted, with_names
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm, SeveralField
from shangliang.opinions import queries_reports
from shangliang.opinions.forms.fields import BLACKENED, text_area
from shangliang.opinions.models import Dispatch, Informant, Periodical, Report, Result
from shangliang.opinions.ruleset_reports import report_rules

MOST_CHARACTERS = 20_000


def title_field(*, required: bool = True) -> forms.CharField:
    """One line that names the matter."""
    return forms.CharField(
        label=_("title of the report"),
        required=required,
        help_text=_("关于…的建议: one matter, named in the title."),
    )


def _limit(form: ActForm, title: str, text: str) -> None:
    """Shown by the counters only: what is too long is kept, and refused at handing in."""
    limits = report_rules(form.obj.body).values
    form.fields[title].max_length = limits.title_limit  # type: ignore[attr-defined]
    form.fields[text].max_length = limits.report_limit  # type: ignore[attr-defined]


class SaveForm(ActForm):
    """The draft; nothing is required until it is handed in."""

    title = title_field(required=False)
    text = text_area(_("text"), required=False, rows=14)
    category = forms.ChoiceField(label=_("category"), required=False)
    is_urgent = forms.BooleanField(
        label=_("Urgent: it concerns safety, or loses its worth within days."), required=False
    )
    is_secrecy_declared = forms.BooleanField(
        label=_("I declare that it contains no state or work secrets."), required=False
    )

    def prepare(self) -> None:
        """What is kept so far."""
        rows = report_rules(self.obj.body).values.categories
        self.fields["category"].choices = [("", "—"), *((one.code, named(one)) for one in rows)]  # type: ignore[attr-defined]
        for name in self.fields:
            self.initial.setdefault(name, getattr(self.obj, name))
        _limit(self, "title", "text")

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be kept whole, rather than cut it."""
        data = super().clean() or self.cleaned_data
        _refuse_longer(self, data, {"title": 100, "text": MOST_CHARACTERS})
        return data


def _refuse_longer(form: forms.Form, data: dict[str, Any], limits: dict[str, int]) -> None:
    for name, limit in limits.items():
        if len(data.get(name, "")) > limit:
            form.add_error(name, _("At most %(limit)s characters can be kept here.") % {"limit": limit})


class EditForm(ActForm):
    """The editor's version."""

    edited_title = title_field()
    edited_text = text_area(_("edited text"), rows=16)

    def prepare(self) -> None:
        """What is kept so far."""
        for name in self.fields:
            self.initial.setdefault(name, getattr(self.obj, name))
        _limit(self, "edited_title", "edited_text")

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be kept whole, rather than cut it."""
        data = super().clean() or self.cleaned_data
        _refuse_longer(self, data, {"edited_title": 100, "edited_text": MOST_CHARACTERS})
        return data


class SetAsideForm(ActForm):
    """Why it is not used."""

    reason = forms.ChoiceField(label=_("reason"))
    note = text_area(_("note to the author"), required=False, rows=3)

    def prepare(self) -> None:
        """The body's list."""
        rows = report_rules(self.obj.body).values.reasons
        self.fields["reason"].choices = [("", "—"), *((one.code, named(one)) for one in rows)]  # type: ignore[attr-defined]


class SendForm(ActForm):
    """To whom."""

    addressee = forms.ChoiceField(label=_("to whom"))
    unit = forms.ModelChoiceField(
        label=_("unit"), queryset=Unit.objects.none(), required=False, help_text=_("Only for a unit.")
    )

    def prepare(self) -> None:
        """The addressees it was not sent to yet; the units of the region."""
        rows = self.obj.dispatches.exclude(state=Dispatch.State.RECALLED)
        gone = {one.addressee for one in rows if not one.unit_id}
        if self.obj.body.parent_id is None:
            gone.add(Dispatch.Addressee.UPPER)
        choices = [one for one in Dispatch.Addressee.choices if one[0] not in gone]
        self.fields["addressee"].choices = choices  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.of(self.obj.body)  # type: ignore[attr-defined]


class FeedbackForm(ActForm):
    """What every author of it reads."""

    text = text_area(_("feedback"), rows=5)


class ScanField(forms.FileField):
    """A scanned sheet; cleans to a CheckedFile or None."""

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        """Refuse what is no document or picture."""
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check_upload(str(upload.name), upload.file)
        except Invalid as error:
            raise forms.ValidationError(str(error.sentence)) from error


class ResultForm(ActForm):
    """What a paper told."""

    outcome = forms.ChoiceField(label=_("kind of result"), choices=Result.Outcome.choices)
    day = forms.DateField(
        label=_("on which day"),
        initial=today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_combined = forms.BooleanField(label=_("It was used together with other reports."), required=False)
    instruction = text_area(
        _("words of the instruction"),
        required=False,
        rows=3,
        help_text=_("They stay with this office and the leader."),
    )
    leader = forms.ModelChoiceField(
        label=_("whose instruction"), queryset=User.objects.none(), required=False
    )
    document = ScanField(label=_("scanned document"), required=False)

    def prepare(self) -> None:
        """Today, unless said otherwise; the leaders of the body."""
        self.initial.setdefault("day", timezone.localdate().isoformat())
        leaders = queries_reports.leaders_of(self.obj.report.body)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


class InstructForm(ActForm):
    """What a leader writes on a report."""

    text = text_area(_("your instruction"), rows=4, help_text=_("You and the office read it, nobody else."))


class TurnForm(ActForm):
    """A word from the public as a report."""

    title = title_field()
    text = text_area(
        _("text of the report"),
        rows=8,
        help_text=BLACKENED,
    )

    def prepare(self) -> None:
        """The text with what looks private blackened."""
        self.initial.setdefault("text", redacted(self.obj.text, with_names))


class ChoosingForm(forms.Form):
    """Several reports of one office."""

    reports = SeveralField(
        label=_("reports"), queryset=Report.objects.none(), widget=forms.CheckboxSelectMultiple
    )


class CombineForm(ChoosingForm):
    """Which ones, and the title of all."""

    title = title_field()

    def __init__(self, *args: Any, user: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reports"].queryset = queries_reports.to_combine(user, body)  # type: ignore[attr-defined]


class PublishForm(ChoosingForm):
    """Which signed ones, in which periodical."""

    periodical = forms.ModelChoiceField(label=_("periodical"), queryset=Periodical.objects.none())

    def __init__(self, *args: Any, user: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Periodical.objects.visible_to(user).filter(body=body, state=Periodical.State.RUNNING)
        self.fields["periodical"].queryset = rows  # type: ignore[attr-defined]
        self.fields["periodical"].initial = rows.first()
        self.fields["reports"].queryset = queries_reports.to_issue(user, body)  # type: ignore[attr-defined]


class FoundForm(forms.Form):
    """A new periodical."""

    name = forms.CharField(label=_("name of the periodical"), max_length=60)
    is_urgent = forms.BooleanField(label=_("for urgent reports"), required=False)


class InviteForm(forms.Form):
    """Whom the body asks to report."""

    kind = forms.ChoiceField(label=_("as what"), choices=Informant.Kind.choices)
    account = forms.CharField(
        label=_("person"), max_length=120, help_text=_("Sign-in name, mail address or telephone number.")
    )
    name = forms.CharField(
        label=_("contact point"), max_length=80, required=False, help_text=_("Only for a contact point.")
    )
