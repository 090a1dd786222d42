"""Forms for past cases: the file, and which column says what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import TableField
from shangliang.core.text import excerpt
from shangliang.ledger.forms import ActForm
from shangliang.proposals.models import PastTable
from shangliang.proposals.past_cases import FIELDS


class PastTableForm(forms.Form):
    """A table."""

    table = TableField(
        label=_("table"), help_text=_("CSV (UTF-8 or GB18030) or XLSX; the first row is the heading.")
    )


class PastColumnsForm(ActForm):
    """A column for each field; cleans to the act's `columns`."""

    def prepare(self) -> None:
        """One choice of column for each field, as guessed or chosen before."""
        headings = [(str(place), _shown(self.obj, place)) for place in range(len(self.obj.headers))]
        for field in FIELDS:
            label: Any = field.label
            choices = [("", _("not in the table")), *headings]
            self.fields[field.name] = forms.ChoiceField(
                label=label, choices=choices, required=field.is_needed
            )
            self.initial.setdefault(field.name, str(self.obj.columns.get(field.name, "")))

    def clean(self) -> dict[str, Any]:
        """Field → column."""
        data = super().clean() or self.cleaned_data
        return {"columns": {name: int(place) for name, place in data.items() if place}}


def _shown(table: PastTable, place: int) -> str:
    """A column by its heading and its first cell with content."""
    first = next((row[place] for row in table.rows if row[place]), "")
    heading = table.headers[place] or f"#{place + 1}"
    return f"{heading} ({excerpt(first, 20)})" if first else heading


FOR_PAST_ACT: dict[str, type[ActForm]] = {"choose_columns": PastColumnsForm}
