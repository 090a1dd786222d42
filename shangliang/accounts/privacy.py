"""What the whole system keeps about one person: each app registers its part, with how it is forgotten."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from shangliang.accounts.models import User
from shangliang.core.errors import Sentence

Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One kind of data: its name in the export, the person's rows, and how what is personal is blanked."""

    name: str
    label: Sentence
    rows: Callable[[User], list[Row]]
    forget: Callable[[User], Any] | None


parts: dict[str, Part] = {}
# Called with the person when their data are blanked, by those who keep copies of them (a search index).
when_forgotten: list[Callable[[User], Any]] = []


def register(
    name: str,
    label: Sentence,
    rows: Callable[[User], list[Row]],
    forget: Callable[[User], Any] | None = None,
) -> None:
    """Make a part known, in `AppConfig.ready`. `name` is its key in the export and stays as it is."""
    parts[name] = Part(name, label, rows, forget)


def rows_of(rows: models.QuerySet[Any], without: Iterable[str] = ()) -> list[Row]:
    """All columns of some rows, but secrets; foreign keys as ids."""
    left_out = set(without)
    columns = [f for f in rows.model._meta.concrete_fields if f.name not in left_out]
    return [
        {column.attname: column.value_from_object(row) for column in columns} for row in rows.order_by("pk")
    ]


def my_data(user: User) -> dict[str, list[Row]]:
    """Everything, part by part."""
    return {part.name: part.rows(user) for part in parts.values()}


def forget(user: User) -> None:
    """Blank what is personal in every part."""
    for part in parts.values():
        if part.forget:
            part.forget(user)
    for listener in when_forgotten:
        listener(user)
