"""Rules in words: a value, and where it comes from."""

from enum import Enum
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from pydantic import BaseModel

from shangliang.bodies.rulesets import Origin, choice_label

_SHOWN = 6


def value_words(value: Any) -> str:
    """A value as a person reads it; long lists are counted."""
    if isinstance(value, bool):
        return _t("yes") if value else _t("no")
    if isinstance(value, (tuple, list)):
        return _list_words(list(value))
    if isinstance(value, BaseModel):
        return _entry_words(value)
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    return "–" if value is None or value == "" else str(value)


def _list_words(values: list[Any]) -> str:
    shown = _t(", ").join(value_words(one) for one in values[:_SHOWN])
    if len(values) <= _SHOWN:
        return shown or "–"
    return _t("%(shown)s … (%(count)s in all)") % {"shown": shown, "count": len(values)}


def _entry_words(entry: BaseModel) -> str:
    """The entry's name in the reader's language if it has names, else all it says."""
    is_english = (get_language() or "").startswith("en")
    names = [getattr(entry, key, "") for key in (("en", "zh") if is_english else ("zh", "en"))]
    name = next((one for one in names if one), "")
    return str(name) if name else " ".join(value_words(one) for one in entry.model_dump().values())


def told_origin(kind: str, origin: Origin) -> str:
    """The value of an origin in words; a choice by the name its kind gives it."""
    if isinstance(origin.value, str) and not isinstance(origin.value, Enum):
        return str(choice_label(kind, origin.name, origin.value)) or "–"
    return value_words(origin.value)


def origin_words(origin: Origin) -> str:
    """Who set a value, and since when."""
    if origin.rule_set is None:
        return _t("general rule")
    named = {"body": origin.rule_set.body, "day": origin.rule_set.valid_from.isoformat()}
    return _t("%(body)s, since %(day)s") % named
