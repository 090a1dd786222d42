"""Facts: the allow-listed values of an act that may stand in the ledger for ever."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db import models

_LONGEST = 400


def recorded_facts(names: tuple[str, ...], obj: Any, kwargs: dict[str, Any]) -> dict[str, Any]:
    """Values of `names`, looked up among the act's arguments, then on the object; empty ones are left out."""
    found = {name: kwargs[name] if name in kwargs else getattr(obj, name) for name in names}
    return {name: _plain(value) for name, value in found.items() if value not in (None, "")}


def _plain(value: Any) -> Any:  # noqa: PLR0911  one line a type
    match value:
        case models.Model():
            return value.pk
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bool() | int() | float():
            return value
        case dict():
            return {str(k): _plain(v) for k, v in value.items()}
        case list() | tuple() | models.QuerySet():
            return [_plain(one) for one in value]
    return str(value)[:_LONGEST]
