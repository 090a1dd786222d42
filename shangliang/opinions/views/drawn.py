"""Parts of pages that many readers find alike, drawn once and kept while nothing in them has changed."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language

from shangliang.core.time import today
from shangliang.ledger.kept import Keeper, keep_known
from shangliang.opinions.models import Suggestion

QUEUE, CLUES = "opinions/parts/queue.html", "opinions/parts/clues.html"
PUBLISHED = "opinions/parts/published.html"
Context = Callable[[], dict[str, Any]]


def drawn_once(keeper: Keeper, key: Hashable, template: str, context: Context) -> str:
    """The part for all who share the key, in one language; no older than the last act in the body, or a minute."""
    return keeper.keep((template, key, get_language()), lambda: render_to_string(template, context()))


def drawn_as_of(rows: Iterable[Suggestion], key: Hashable, template: str, context: Context) -> str:
    """The part that shows these words; drawn anew when one of them has another version, or a minute has gone."""
    versions = tuple((one.pk, one.version, one.number) for one in rows)
    whole = (template, key, today(), get_language(), versions)
    return keep_known(whole, lambda: render_to_string(template, context()))
