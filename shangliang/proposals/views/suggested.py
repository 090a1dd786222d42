"""Suggestions as the desks show them: what, how likely, and the words of the text that spoke for it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from shangliang.bodies.models import Unit
from shangliang.insight.suggest import Likely
from shangliang.proposals.learned import category_for, units_for
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import ProposalRules
from shangliang.proposals.telling import told_category

Row = dict[str, Any]


def suggested_category(rules: ProposalRules, proposal: Proposal) -> Row | None:
    """At most three categories of the body's present list; None while nothing is learned."""
    told = category_for(proposal)
    if told is None:
        return None
    known = {one.code for one in rules.categories}
    likely = [one for one in told.suggestion.likely if one.label in known]
    is_sure = told.suggestion.is_sure and likely[:1] == list(told.suggestion.likely[:1])
    return {
        "rows": [_row(told_category(rules, one.label), one) for one in likely],
        "is_sure": is_sure,
        "decisions": told.decisions,
        "right": round(told.sure_accuracy * 100),
    }


def suggested_units(proposal: Proposal, in_use: Mapping[int, Unit] | None = None) -> Row | None:
    """Three units in use; None while nothing is learned. Never an answer, so never called sure."""
    found, decisions = units_for(proposal, in_use)
    if not found:
        return None
    return {"rows": [_row(str(one.unit), one.likely) for one in found], "decisions": decisions}


def _row(label: str, likely: Likely) -> Row:
    share = max(1, min(99, round(likely.probability * 100)))
    told = _("%(share)s %%") % {"share": share}
    return {"label": label, "share": told, "words": likely.words}
