"""Forms: one field of every kind, empty and with mistakes."""

from django import forms as django_forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.web.styleguide.specimens import Section, one


class ExampleForm(django_forms.Form):
    """One field of every kind."""

    title = django_forms.CharField(
        label=gettext_lazy("Title"),
        max_length=50,
        help_text=gettext_lazy("One matter only: “On … a suggestion”."),
    )
    problem = django_forms.CharField(
        label=gettext_lazy("Problem"), max_length=3000, widget=django_forms.Textarea
    )
    category = django_forms.ChoiceField(
        label=gettext_lazy("Category"),
        choices=[("society", gettext_lazy("Society")), ("ecology", gettext_lazy("Ecology"))],
    )
    publicity = django_forms.ChoiceField(
        label=gettext_lazy("May it be published?"),
        widget=django_forms.RadioSelect,
        choices=[("full", gettext_lazy("In full")), ("no", gettext_lazy("No, because …"))],
    )
    units = django_forms.MultipleChoiceField(
        label=gettext_lazy("Suggested units"),
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
        choices=[
            ("transport", gettext_lazy("County Transport Bureau")),
            ("housing", gettext_lazy("County Housing Bureau")),
        ],
    )
    meeting = django_forms.DateField(
        label=gettext_lazy("Date of the visit"),
        required=False,
        widget=django_forms.DateInput(attrs={"type": "date"}),
    )
    papers = django_forms.FileField(
        label=gettext_lazy("Papers"),
        required=False,
        widget=django_forms.FileInput(attrs={"data-max-bytes": 32 * 1024 * 1024}),
    )
    no_secrets = django_forms.BooleanField(label=gettext_lazy("I declare that it contains no state secrets."))


def forms() -> Section:
    """The section of forms."""
    wrong = ExampleForm(
        {"title": "", "problem": _("Too short a problem."), "publicity": "full"}, auto_id="wrong_%s"
    )
    return Section(
        "forms",
        _("Forms"),
        [
            one(
                "form",
                _("Empty"),
                form=ExampleForm(),
                action="#forms",
                submit=_("Send"),
                cancel_href="#forms",
            ),
            one("form", _("With mistakes"), form=wrong, action="#forms", submit=_("Send")),
            one("save_state", _("Saved"), text=_("Saved {time}").format(time="14:03")),
            one(
                "save_state",
                _("Not saved"),
                text=_("Not saved: {reason}").format(reason=_("something typed cannot be taken yet.")),
                unsaved=True,
            ),
            one("similar", url="#", source="#id_title"),
            one(
                "marked",
                passages=[{"text": "老旧小区"}, {"text": "充电难", "is_marked": True}, {"text": "。"}],
            ),
        ],
    )
