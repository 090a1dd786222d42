"""Forms for collectives and units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import NamedField, chosen_only, collectives_of_kind, units_in_use
from shangliang.bodies.models import Collective, Unit
from shangliang.bodies.unit_kinds import OTHER, unit_kinds
from shangliang.ledger.forms import ActForm


def fill_names(form: ActForm, name: str) -> Any:
    """Begin with the present names of the one thing that the address names; returns it."""
    field: Any = form.fields[name]
    pk = str(form.initial.get(name) or "")
    thing = field.queryset.filter(pk=pk).first() if pk.isdigit() else None
    if thing:
        form.initial.setdefault("name", thing.name)
        form.initial.setdefault("name_en", thing.name_en)
    return thing


class CollectiveForm(ActForm):
    """What it is and what it is called."""

    kind = forms.ChoiceField(label=_("kind of collective"), choices=Collective.Kind.choices)
    name = forms.CharField(label=_("name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("name in English"), max_length=160, required=False)


class RenameCollectiveForm(ActForm):
    """Its new names."""

    collective = NamedField(label=_("collective"), queryset=Collective.objects.none())
    name = forms.CharField(label=_("name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("name in English"), max_length=160, required=False)

    def prepare(self) -> None:
        """Filled in with the present names."""
        self.fields["collective"].queryset = collectives_of_kind(self.obj)  # type: ignore[attr-defined]
        chosen_only(self, "collective")
        fill_names(self, "collective")


class RetireCollectiveForm(ActForm):
    """Which one."""

    collective = NamedField(label=_("collective"), queryset=Collective.objects.none())

    def prepare(self) -> None:
        """Those in use."""
        self.fields["collective"].queryset = collectives_of_kind(self.obj)  # type: ignore[attr-defined]
        chosen_only(self, "collective")


class UnitForm(ActForm):
    """What it is and what it is called."""

    name = forms.CharField(label=_("name in Chinese"), max_length=120)
    kind = forms.ChoiceField(label=_("kind of unit"))
    name_en = forms.CharField(label=_("name in English"), max_length=160, required=False)

    def prepare(self) -> None:
        """The usual kinds."""
        self.fields["kind"].choices = list(unit_kinds().items())  # type: ignore[attr-defined]


class RenameUnitForm(ActForm):
    """Its new names and kind."""

    unit = NamedField(label=_("unit"), queryset=Unit.objects.none())
    name = forms.CharField(label=_("name in Chinese"), max_length=120)
    name_en = forms.CharField(label=_("name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("kind of unit"))

    def prepare(self) -> None:
        """Filled in with what is there."""
        self.fields["unit"].queryset = units_in_use(self.obj)  # type: ignore[attr-defined]
        chosen_only(self, "unit")
        unit = fill_names(self, "unit")
        kinds = unit_kinds()
        if unit:
            kinds.setdefault(unit.kind, unit.kind)
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.initial.setdefault("kind", unit.kind if unit else OTHER)


class RetireUnitForm(ActForm):
    """Which one."""

    unit = NamedField(label=_("unit"), queryset=Unit.objects.none())

    def prepare(self) -> None:
        """Those in use."""
        self.fields["unit"].queryset = units_in_use(self.obj)  # type: ignore[attr-defined]
        chosen_only(self, "unit")
