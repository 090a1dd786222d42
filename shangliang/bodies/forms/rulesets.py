"""The form of a kind of rules, made from its schema: a field a value, a table a list, empty is inherited."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from pydantic.fields import FieldInfo

from shangliang.bodies.forms.fields import day_field
from shangliang.bodies.forms.rows import RowsField, columns_of
from shangliang.bodies.forms.rule_fields import NumbersField, row_model_of, value_field
from shangliang.bodies.models import Body, RuleSet
from shangliang.bodies.rule_words import origin_words, told_origin
from shangliang.bodies.rulesets import Origin, checked_values, origins, schemas, value_label
from shangliang.core.errors import Invalid
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm

OWN = "own_"


class RulesForm(ActForm):
    """Base of all rule forms; `kind` is set on the class made for it."""

    kind = ""
    valid_from = day_field(_("holds from"))

    def prepare(self) -> None:
        """A field for each value, begun with the body's own latest word, helped by what is inherited."""
        own = own_values(self.obj, self.kind)
        above = _inherited(self.obj, self.kind)
        self.initial.setdefault("valid_from", today())
        for name, info in schemas[self.kind].model_fields.items():
            self._add(name, info, above[name], own)

    def _add(self, name: str, info: FieldInfo, above: Origin, own: dict[str, Any]) -> None:
        row_model = row_model_of(info.annotation)
        label = value_label(self.kind, name)
        if row_model is None:
            more = {"label": label, "help_text": _inherited_help(self.kind, above), "required": False}
            self.fields[name] = value_field(info, partial(_word, self.kind, f"{name}="), more)
            self.initial.setdefault(name, _typed(own.get(name), self.fields[name]))
            return
        own_label = _t("%(list)s: an own list instead of the inherited one") % {"list": label}
        self.fields[OWN + name] = forms.BooleanField(
            label=own_label, required=False, help_text=_inherited_help(self.kind, above)
        )
        columns = columns_of(row_model, partial(_word, self.kind, f"{name}."))
        self.fields[name] = RowsField(columns, label=label)
        self.initial.setdefault(OWN + name, name in own)
        shown = own.get(name) or [row.model_dump(mode="json") for row in above.value]
        self.initial.setdefault(name, shown)

    def clean(self) -> dict[str, Any]:
        """The act's arguments: only the values that the body sets itself."""
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        values = {}
        for name, info in schemas[self.kind].model_fields.items():
            is_list = row_model_of(info.annotation) is not None
            if data[OWN + name] if is_list else data.get(name) not in (None, "", []):
                values[name] = data[name]
        self._check(values)
        return {"kind": self.kind, "valid_from": data["valid_from"], "values": values}

    def _check(self, values: dict[str, Any]) -> None:
        try:
            checked_values(self.kind, values)
        except Invalid as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.sentence))


def rules_form(kind: str) -> type[RulesForm]:
    """The form class of one kind."""
    return type(f"{kind.title()}RulesForm", (RulesForm,), {"kind": kind})


def own_values(body: Body, kind: str) -> dict[str, Any]:
    """What the body itself said last, whether it holds already or only later."""
    last = RuleSet.objects.filter(body=body, kind=kind).order_by("valid_from", "id").last()
    return dict(last.values) if last else {}


def _inherited(body: Body, kind: str) -> dict[str, Origin]:
    """What would hold if the body said nothing."""
    if body.parent is not None:
        return {one.name: one for one in origins(body.parent, kind)}
    defaults = schemas[kind]()
    return {
        name: Origin(name, value_label(kind, name), getattr(defaults, name), None)
        for name in schemas[kind].model_fields
    }


def _inherited_help(kind: str, above: Origin) -> str:
    named = {"value": told_origin(kind, above), "origin": origin_words(above)}
    return _t("Empty means: %(value)s (%(origin)s)") % named


def _word(kind: str, before: str, name: str) -> str:
    """The label of a column or a choice of a value."""
    return str(value_label(kind, before + name))


def _typed(value: Any, field: forms.Field) -> Any:
    """An own value as its field shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    is_text = isinstance(field, NumbersField) and isinstance(value, list)
    return ", ".join(map(str, value)) if is_text else value
