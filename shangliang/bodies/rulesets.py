"""Dated rule sets: typed, inherited down the tree until overridden, read as of a day."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shangliang.bodies.models import Body, RuleSet
from shangliang.core.errors import Invalid, Sentence
from shangliang.core.time import today


class RuleValues(BaseModel):
    """Base of a kind's schema: unknown names are refused, values are fixed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(RuleValues):
    """A code with its names."""

    code: str = Field(max_length=40)
    zh: str
    en: str = ""


V = TypeVar("V", bound=RuleValues)
schemas: dict[str, type[RuleValues]] = {}
_labels: dict[str, Sentence] = {}
_names: dict[str, Mapping[str, Sentence]] = {}
_COMMON: dict[str, Sentence] = {"code": _("code"), "zh": _("name in Chinese"), "en": _("name in English")}


@dataclass(frozen=True)
class InForce(Generic[V]):
    """The values in force, and the rule set (version) that spoke last; None if only the defaults did."""

    values: V
    version: int | None


@dataclass(frozen=True)
class Origin:
    """One value in force and the rule set it comes from; None where the default holds."""

    name: str
    label: Sentence
    value: Any
    rule_set: RuleSet | None


def declare_rules(
    kind: str, schema: type[V], *, label: Sentence = "", names: Mapping[str, Sentence] | None = None
) -> type[V]:
    """Make a kind of rules known by its schema, whose defaults hold where nobody set anything.

    `label` is what the kind is called on pages; `names` are the words for its values, see `value_label`."""
    schemas[kind] = schema
    _labels[kind], _names[kind] = label, names or {}
    return schema


def kind_label(kind: str) -> Sentence:
    """What a kind of rules is called."""
    return _labels.get(kind) or kind


def value_label(kind: str, name: str) -> Sentence:
    """What a value of a kind is called: "months", a column "classes.outcome", a choice "opens=first".

    Its name in plain words where nobody declared more."""
    plain = re.split("[.=]", name)[-1]
    return _names.get(kind, {}).get(name) or _COMMON.get(plain) or plain.replace("_", " ")


def choice_label(kind: str, name: str, choice: str) -> Sentence:
    """What a choice of a value is called; itself where nobody declared a name for it."""
    return _names.get(kind, {}).get(f"{name}={choice}") or choice


def rules_in_force(body: Body, kind: str, on: date | None = None) -> InForce[Any]:
    """What holds in `body` on a day: each value from the nearest body that sets it, its latest word then."""
    latest = _latest(body.lineage_paths(), kind, on or today())
    merged: dict[str, Any] = {}
    for path in sorted(latest):
        merged.update(json.loads(latest[path][1]))
    version = latest[max(latest)][0] if latest else None
    return InForce(_read(kind, json.dumps(merged, sort_keys=True)), version)


def _latest(paths: list[str], kind: str, day: date) -> dict[str, tuple[int, str]]:
    """(rule set, values as JSON) by path; plain SQL, since most acts ask for it."""
    sql = (
        'SELECT body.path, rules.id, rules."values" FROM bodies_ruleset rules '  # noqa: S608  placeholders alone
        "JOIN bodies_body body ON body.id = rules.body_id WHERE rules.kind = %s AND rules.valid_from <= %s "
        f"AND body.path IN ({', '.join(['%s'] * len(paths))}) ORDER BY rules.valid_from, rules.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, day, *paths])
        return {path: (pk, values) for path, pk, values in cursor.fetchall()}


@lru_cache(maxsize=1024)
def _read(kind: str, values: str) -> RuleValues:
    """Typed values; reading the defaults alone costs more than a query."""
    return schemas[kind].model_validate_json(values)


def origins(body: Body, kind: str, on: date | None = None) -> list[Origin]:
    """Every value in force on a day with the rule set it comes from, in the order of the schema."""
    spoken: dict[str, RuleSet] = {}
    for row in _chain(body, kind, on or today()):
        spoken.update(dict.fromkeys(row.values, row))
    values = rules_in_force(body, kind, on).values
    names = schemas[kind].model_fields
    return [Origin(name, value_label(kind, name), getattr(values, name), spoken.get(name)) for name in names]


def _chain(body: Body, kind: str, day: date) -> list[RuleSet]:
    """The latest rule set by then of every body above and of the body itself, the root's first."""
    latest = {row.body.path: row for row in _spoken(body, kind, day).select_related("body")}
    return [latest[path] for path in sorted(latest)]


def _spoken(body: Body, kind: str, day: date) -> QuerySet[RuleSet]:
    """Everything the bodies above and the body itself have set by then, the latest word last."""
    rows = RuleSet.objects.filter(kind=kind, valid_from__lte=day, body__path__in=body.lineage_paths())
    return rows.order_by("valid_from", "id")


def checked_values(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The given values of a kind, typed; raises Invalid naming the first value that does not fit."""
    if kind not in schemas:
        raise Invalid(_t("There are no rules of this kind."), "kind")
    try:
        read = schemas[kind].model_validate(values)
    except ValidationError as error:
        raise _invalid(kind, error) from error
    return read.model_dump(mode="json", exclude_unset=True)


def _invalid(kind: str, error: ValidationError) -> Invalid:
    """The first fault in words: which value, which row of a list, what is wrong."""
    first = error.errors()[0]
    name, *inside = [str(part) for part in first["loc"]] or [""]
    place = [str(value_label(kind, name))]
    place += [_t("row %(row)s") % {"row": int(part) + 1} if part.isdigit() else part for part in inside]
    is_declared = name in schemas[kind].model_fields
    return Invalid(f"{' · '.join(place)}: {_fault(first)}", name if is_declared else "values")


_FAULTS: dict[str, tuple[Sentence, str]] = {
    "missing": (_("This is missing."), ""),
    "extra_forbidden": (_("There is no such value."), ""),
    "greater_than_equal": (_("The least is %(limit)s."), "ge"),
    "less_than_equal": (_("The most is %(limit)s."), "le"),
    "string_too_long": (_("At most %(limit)s characters fit here."), "max_length"),
    "literal_error": (_("Choose one of %(limit)s."), "expected"),
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float", "float_parsing", "decimal_parsing"),
        (_("A number is needed here."), ""),
    ),
}


def _fault(fault: Any) -> str:
    if fault["type"] not in _FAULTS:
        return str(fault["msg"])
    sentence, limit = _FAULTS[fault["type"]]
    return str(sentence) % {"limit": fault["ctx"][limit]} if limit else str(sentence)
