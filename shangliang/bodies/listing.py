"""Long lists in pages: narrowed by the address, walked by a cursor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

PAGE = 50


@dataclass(frozen=True)
class Slice:
    """One page of a list: its rows, and the address of the next page, empty on the last."""

    rows: list[Any]
    next: str
    first: str


def slice_after(rows: QuerySet[Any], query: Mapping[str, str], *, newest_first: bool = False) -> Slice:
    """The page that the cursor `after` in the address names; rows are walked by their id."""
    after = query.get("after", "")
    narrowed = rows
    if after.isascii() and after.isdigit() and len(after) < 19:
        narrowed = rows.filter(**{"pk__lt" if newest_first else "pk__gt": int(after)})
    found = list(narrowed.order_by("-pk" if newest_first else "pk")[: PAGE + 1])
    shown = found[:PAGE]
    following = with_query(query, after=str(shown[-1].pk)) if len(found) > PAGE else ""
    return Slice(shown, following, with_query(query, after="") if after else "")


def with_query(query: Mapping[str, str], **changes: str) -> str:
    """The same address with other words in its query; empty ones are left out."""
    words = {**{key: query.get(key, "") for key in query}, **changes}
    return "?" + urlencode({key: value for key, value in words.items() if value})


def chips(query: Mapping[str, str], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """What the list is narrowed to, each with the address of the list without it."""
    return [
        {"label": label, "href": with_query(query, **{key: "", "after": ""})}
        for key, label in labels.items()
        if query.get(key)
    ]
