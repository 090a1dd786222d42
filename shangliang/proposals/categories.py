"""Names of categories in the reader's language: the five national ones, and a body's own below them."""

from django.utils.translation import get_language

from shangliang.bodies.reference.categories import national_categories
from shangliang.proposals.ruleset import ProposalRules
from shangliang.proposals.telling import named


def national_names() -> dict[str, str]:
    """Code → name of the five, in their order."""
    is_english = (get_language() or "").startswith("en")
    return {one.code: one.en if is_english else one.zh for one in national_categories()}


def local_names(rules: ProposalRules) -> dict[str, str]:
    """Code → name of the body's own, in their order."""
    return {one.code: named(one) for one in rules.categories}
