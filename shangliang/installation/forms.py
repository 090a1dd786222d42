"""What each step of the first run asks for."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.acts.founding import OWN_LEVELS
from shangliang.bodies.forms.fields import day_field, moment_field
from shangliang.bodies.models import Region
from shangliang.bodies.rule_templates import templates_for
from shangliang.core.time import today


class CodeForm(forms.Form):
    """The one-time code."""

    code = forms.CharField(
        label=_("Setup code"),
        help_text=_("Sixteen signs, printed where the program was started and in its log."),
        validators=[MaxLengthValidator(40)],
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class SiteForm(forms.Form):
    """Language and name."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
    site_name = forms.CharField(
        label=_("Name of the site"),
        help_text=_("It stands at the head of every page, for example “Consultation of our city”."),
        max_length=40,
    )


class AccountForm(forms.Form):
    """The first administrator."""

    name = forms.CharField(label=_("Your name"), validators=[MaxLengthValidator(60)])
    username = forms.CharField(
        label=_("Sign-in name"),
        help_text=_("Letters, digits and @ . + - _; you sign in with it."),
        validators=[MaxLengthValidator(150)],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=None,
        validators=[MaxLengthValidator(254)],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=password_validation.password_validators_help_text_html,
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password once more"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        data = super().clean() or self.cleaned_data
        if data.get("password") and data["password"] != data.pop("again", None):
            self.add_error("again", _("The two passwords differ."))
        return data


class OwnBodyForm(forms.Form):
    """A council outside the tree."""

    name = forms.CharField(label=_("Full name of the body"), max_length=120)
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    place = forms.CharField(
        label=_("Place"), help_text=_("The city, town or community for which it works."), max_length=80
    )
    level = forms.ChoiceField(
        label=_("Works like a body of"),
        help_text=_("It gets the usual sectors, committees and units of this level; you can change them."),
        choices=[(one, Region.Level(one).label) for one in OWN_LEVELS],
        initial=Region.Level.COUNTY,
    )


class RulesForm(forms.Form):
    """Which set to begin with."""

    template = forms.ChoiceField(label=_("Set of rules"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = templates_for(level)
        self.fields["template"].choices = [(one.code, one.label) for one in offered]  # type: ignore[attr-defined]
        self.initial.setdefault("template", offered[0].code)


class TermForm(forms.Form):
    """The present term, its latest session and that one's window."""

    term = forms.IntegerField(label=_("number of the term"), min_value=1, max_value=99, initial=1)
    starts = day_field(_("first day"))
    ends = day_field(_("last day"))
    session = forms.IntegerField(label=_("number of the session"), min_value=1, max_value=20, initial=1)
    opens = day_field(_("opens on"))
    closes = day_field(_("closes on"))
    accepts_from = moment_field(_("proposals are taken from"))
    cutoff = moment_field(
        _("cut-off"), help_text=_("Proposals sent later count as between-session proposals.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, value in _usual_days(today()).items():
            self.initial.setdefault(name, value)


def _usual_days(day: date) -> dict[str, Any]:
    """Five years from the first of this month; a plenary in three weeks that takes proposals from today on."""
    starts = day.replace(day=1)
    opens = day + timedelta(days=21)
    return {
        "starts": starts,
        "ends": starts.replace(year=starts.year + 5) - timedelta(days=1),
        "opens": opens,
        "closes": opens + timedelta(days=3),
        "accepts_from": datetime.combine(day, time.min),
        "cutoff": datetime.combine(opens + timedelta(days=2), time(18)),
    }


class MailForm(forms.Form):
    """Where the test mail goes."""

    email = forms.EmailField(label=_("Send it to"), max_length=None, validators=[MaxLengthValidator(254)])
