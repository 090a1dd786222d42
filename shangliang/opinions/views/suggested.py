"""What past decisions suggest for a word, as the desk shows it; nothing is chosen by it."""

from typing import Any

from django.utils.translation import gettext as _

from shangliang.bodies.telling import named
from shangliang.insight.suggest import Likely
from shangliang.opinions.learned import CATEGORY, KIND, UNIT, Told, suggested
from shangliang.opinions.models import Suggestion
from shangliang.opinions.ruleset import opinion_rules


def suggested_rows(suggestion: Suggestion) -> list[dict[str, Any]]:
    """Kind, category, unit for what waits for a decision; empty while nothing is learned."""
    if suggestion.state != Suggestion.State.RECEIVED:
        return []
    categories = {one.code: named(one) for one in opinion_rules(suggestion.body).values.categories}
    return [_told(one) for one in suggested(suggestion, categories)]


def _told(told: Told) -> dict[str, Any]:
    titles = {KIND: _("Suggested kind"), CATEGORY: _("Suggested category"), UNIT: _("Units of similar words")}
    return {
        "what": told.what,
        "title": titles[told.what],
        "is_category": told.what == CATEGORY,
        "is_sure": told.is_sure,
        "rows": [_row(name, likely) for name, likely in told.rows],
        "decisions": told.decisions,
    }


def _row(label: str, likely: Likely) -> dict[str, Any]:
    share = max(1, min(99, round(likely.probability * 100)))
    return {"label": label, "share": _("%(share)s %%") % {"share": share}, "words": likely.words}
