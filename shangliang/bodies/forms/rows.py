"""A list as a table of inputs: one row for each entry, some empty ones to add more; works without scripts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from django import forms
from django.utils.translation import gettext as _t
from pydantic import BaseModel

_SPARE = 3
_MOST = 300


@dataclass(frozen=True)
class Column:
    """One column: a tick, a choice, or text."""

    name: str
    label: str
    kind: Literal["tick", "choice", "text"]
    choices: tuple[tuple[str, str], ...] = ()


def columns_of(model: type[BaseModel], word: Callable[[str], str]) -> list[Column]:
    """The columns that a list of this model has; `word` gives the label of a column or of a choice in it."""
    return [_column(name, field.annotation, word) for name, field in model.model_fields.items()]


def _column(name: str, annotation: Any, word: Callable[[str], str]) -> Column:
    label = word(name)
    if annotation is bool:
        return Column(name, label, "tick")
    if get_origin(annotation) is Literal:
        choices = tuple((str(one), word(f"{name}={one}")) for one in get_args(annotation))
        return Column(name, label, "choice", choices)
    return Column(name, label, "text")


class RowsWidget(forms.Widget):
    """Draws and reads the table. Inputs are called field-row-column."""

    template_name = "bodies/widgets/rows.html"
    use_fieldset = True

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = columns

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Rows of cells for the template."""
        rows = [*(value or []), *[{}] * _SPARE]
        context = super().get_context(name, None, dict(attrs or {}))
        context["columns"] = self.columns
        context["rows"] = [
            [self._cell(name, number, column, row) for column in self.columns]
            for number, row in enumerate(rows)
        ]
        return context

    def _cell(self, name: str, number: int, column: Column, row: Mapping[str, Any]) -> dict[str, Any]:
        value = row.get(column.name)
        shown = "" if value is None else value
        label = _t("%(column)s, row %(row)s") % {"column": column.label, "row": number + 1}
        return {"name": f"{name}-{number}-{column.name}", "column": column, "value": shown, "label": label}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        """The rows with content; ticks alone are none."""
        sent = (self._row(data, f"{name}-{number}") for number in range(_MOST))
        return [row for row in sent if any(value is not True for value in row.values())]

    def _row(self, data: Any, prefix: str) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for column in self.columns:
            value = data.get(f"{prefix}-{column.name}", "").strip()
            if value:
                row[column.name] = True if column.kind == "tick" else value
        return row

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """An empty table is an answer too."""
        return False

    def id_for_label(self, id_: str) -> str:
        """Many inputs, so the legend speaks for them."""
        return ""


class RowsField(forms.Field):
    """A list of rows; what they must be, the rules' own schema says."""

    def __init__(self, columns: Sequence[Column], **more: Any) -> None:
        super().__init__(widget=RowsWidget(columns), required=False, **more)
