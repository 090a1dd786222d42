"""Forms of the triage desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Unit
from shangliang.bodies.telling import named
from shangliang.core.redaction import redacted, with_names
from shangliang.ledger.forms import ActForm
from shangliang.opinions import queries
from shangliang.opinions.acts.triage import HOSTS
from shangliang.opinions.forms.fields import BLACKENED, text_area
from shangliang.opinions.models import Suggestion
from shangliang.opinions.ruleset import opinion_rules


def _categories(suggestion: Suggestion) -> list[tuple[str, str]]:
    rows = opinion_rules(suggestion.body).values.categories
    return [("", "—"), *((one.code, named(one)) for one in rows)]


class ReasonForm(ActForm):
    """Why."""

    reason = text_area(_("reason"), rows=3)


class SortForm(ActForm):
    """What it is and what it is about."""

    kind = forms.ChoiceField(label=_("what it is"), choices=Suggestion.Kind.choices)
    category = forms.ChoiceField(label=_("category"), required=False)

    def prepare(self) -> None:
        """The body's categories."""
        self.fields["category"].choices = _categories(self.obj)  # type: ignore[attr-defined]
        self.initial = {"kind": self.obj.kind, "category": self.obj.category, **self.initial}


class AnswerForm(ActForm):
    """The office's own answer."""

    text = text_area(_("answer to the citizen"), rows=6)


class ForwardForm(ActForm):
    """To whom, and the text as the unit may read it."""

    unit = forms.ModelChoiceField(label=_("unit"), queryset=Unit.objects.none())
    text = text_area(
        _("text as the unit reads it"),
        rows=6,
        help_text=BLACKENED,
    )
    category = forms.ChoiceField(label=_("category"), required=False)
    note = text_area(_("note to the unit"), required=False, rows=2)
    shares_photos = forms.BooleanField(label=_("The unit may see the photos."), required=False)

    def prepare(self) -> None:
        """The units of the region; the text with what looks private blackened."""
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.of(self.obj.body)
        unit.choices = [("", unit.empty_label), *queries.units_to_choose(self.obj.body)]
        self.fields["category"].choices = _categories(self.obj)  # type: ignore[attr-defined]
        first = {
            "text": redacted(f"{self.obj.text}\n{self.obj.place}".strip(), with_names),
            "category": self.obj.category,
        }
        self.initial = {**first, **self.initial}


class DeclineForm(ActForm):
    """A reason of the list, and where the matter is taken up instead."""

    reason = forms.ChoiceField(label=_("reason"))
    next_step = text_area(
        _("what the citizen can do next"),
        required=False,
        rows=3,
        help_text=_("Left empty, the address that belongs to the reason is told."),
    )

    def prepare(self) -> None:
        """The body's list."""
        rows = opinion_rules(self.obj.body).values.decline_reasons
        self.fields["reason"].choices = [("", "—"), *((one.code, named(one)) for one in rows)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The address of the reason where nothing else is said."""
        data = super().clean() or self.cleaned_data
        reason = opinion_rules(self.obj.body).values.reason_coded(data.get("reason", ""))
        if reason and not data.get("next_step"):
            data["next_step"] = reason.address()
        return data


class MergeForm(ActForm):
    """The other one, by its receipt number."""

    number = forms.CharField(label=_("receipt number of the other one"), max_length=20)

    def clean(self) -> dict[str, Any]:
        """The one meant, if the office may see it and it can take another in."""
        data = super().clean() or self.cleaned_data
        rows = Suggestion.objects.inside(self.user).filter(body_id=self.obj.body_id, state__in=HOSTS)
        host = rows.filter(number=data.get("number", "").strip()).exclude(pk=self.obj.pk).first()
        if host is None and not self.errors:
            self.add_error("number", _("None that is still being handled has this number."))
        return {"into": host}


class ClaimForm(ActForm):
    """Alone or together."""

    is_together = forms.BooleanField(
        label=_("I would adopt it together with others who look into it."), required=False, initial=True
    )
