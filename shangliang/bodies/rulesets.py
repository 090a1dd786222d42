"""Dated rule sets: typed, inherited down the tree until overridden, read as of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from shangliang.bodies.models import Body, RuleSet
from shangliang.core.errors import Invalid
from shangliang.core.time import today


class RuleValues(BaseModel):
    """Base of a kind's schema: unknown names are refused, values are fixed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


V = TypeVar("V", bound=RuleValues)
schemas: dict[str, type[RuleValues]] = {}


@dataclass(frozen=True)
class InForce(Generic[V]):
    """The values in force, and the rule set (version) that spoke last; None if only the defaults did."""

    values: V
    version: int | None


def declare_rules(kind: str, schema: type[V]) -> type[V]:
    """Make a kind of rules known by its schema, whose defaults hold where nobody set anything."""
    schemas[kind] = schema
    return schema


def rules_in_force(body: Body, kind: str, on: date | None = None) -> InForce[Any]:
    """What holds in `body` on a day: each value from the nearest body that sets it, its latest word by then."""
    day = on or today()
    rows = RuleSet.objects.filter(kind=kind, valid_from__lte=day, body__path__in=body.lineage_paths())
    latest: dict[str, RuleSet] = {}
    for row in rows.order_by("valid_from", "id").select_related("body"):
        latest[row.body.path] = row
    chain = [latest[path] for path in sorted(latest)]
    merged: dict[str, Any] = {}
    for row in chain:
        merged.update(row.values)
    return InForce(schemas[kind].model_validate(merged), chain[-1].pk if chain else None)


def checked_values(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The given values of a kind, typed; raises Invalid naming the first value that does not fit."""
    if kind not in schemas:
        raise Invalid(f"{kind}?", "kind")
    try:
        read = schemas[kind].model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid(f"{'.'.join(str(p) for p in first['loc'])}: {first['msg']}", "values") from error
    return read.model_dump(mode="json", exclude_unset=True)
