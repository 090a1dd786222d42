"""Forms of an import: the file, and which column says what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import TableField
from shangliang.bodies.imports import fields_of
from shangliang.ledger.forms import ActForm


class UploadForm(forms.Form):
    """A table."""

    table = TableField(
        label=_("table"), help_text=_("CSV (UTF-8 or GB18030) or XLSX; the first row is the heading.")
    )


class ColumnsForm(ActForm):
    """A column for each field; cleans to the act's `columns`."""

    def prepare(self) -> None:
        """One choice of column for each field, as guessed or chosen before."""
        headings = [
            (str(place), heading or f"#{place + 1}") for place, heading in enumerate(self.obj.headers)
        ]
        for field in fields_of(self.obj.what):
            empty = (
                [] if field.is_needed and field.name in self.obj.columns else [("", _("not in the table"))]
            )
            self.fields[field.name] = forms.ChoiceField(
                label=field.label, choices=[*empty, *headings], required=field.is_needed
            )
            self.initial.setdefault(field.name, str(self.obj.columns.get(field.name, "")))

    def clean(self) -> dict[str, Any]:
        """Field → column."""
        data = super().clean() or self.cleaned_data
        return {"columns": {name: int(place) for name, place in data.items() if place}}
