"""What the value of a field with choices is called."""

from functools import cache
from typing import Any

from django.db.models import Model


def told_choice(row: Model, name: str) -> str:
    """As `get_<name>_display()`, which translates all choices to tell one: for pages with many."""
    value = getattr(row, name)
    return str(_labels(type(row), name).get(value, value))


@cache
def _labels(model: type[Model], name: str) -> dict[Any, Any]:
    field: Any = model._meta.get_field(name)
    return dict(field.flatchoices)
