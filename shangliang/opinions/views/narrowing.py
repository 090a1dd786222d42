"""The fields that narrow the office's desk of words, and the chips that say to what it is narrowed."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from shangliang.bodies.telling import named
from shangliang.opinions.desks import Queue, address
from shangliang.opinions.narrowing import UNSORTED, Filters, ways_in
from shangliang.opinions.ruleset import OpinionRules


def fields_of(filters: Filters, values: OpinionRules) -> list[dict[str, Any]]:
    """As ui/narrow.html shows them."""
    return [
        _select("category", _("Category"), _categories(values), filters.category),
        {"name": "place", "label": _("Where"), "value": filters.place},
        _select("came", _("Came by"), ways_in(), filters.came),
    ]


def _categories(values: OpinionRules) -> dict[str, str]:
    return {UNSORTED: _("not sorted yet"), **{one.code: named(one) for one in values.categories}}


def _select(name: str, label: str, choices: dict[str, str], chosen: str) -> dict[str, Any]:
    options = [{"value": value, "label": told, "current": value == chosen} for value, told in choices.items()]
    return {"name": name, "label": label, "options": options}


def chips_of(filters: Filters, values: OpinionRules, url: str, queue: Queue) -> list[dict[str, str]]:
    """What the queue is narrowed to, each with the queue without it; a value that nobody knows says itself."""
    labels = {
        "category": _categories(values).get(filters.category, filters.category),
        "place": _("place with “%(words)s”") % {"words": filters.place},
        "came": ways_in().get(filters.came, filters.came),
    }
    return [
        {"label": labels[name], "href": address(url, queue, **replace(filters, **{name: ""}).as_query())}
        for name in filters.as_query()
    ]
