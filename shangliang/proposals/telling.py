"""How numbers and codes of proposals are said to a reader; how moments are, all activities share."""

from django.utils.translation import gettext as _

from shangliang.bodies.telling import Clock, named, told_clock, told_day, told_left, told_moment, told_size
from shangliang.proposals.ruleset import ProposalRules

__all__ = ["Clock", "named", "told_clock", "told_day", "told_left", "told_moment", "told_size"]


def told_number(number: int | None) -> str:
    """A serial or case number as it is printed; empty when there is none."""
    return _("No. %(number)s") % {"number": f"{number:04d}"} if number else ""


def told_category(rules: ProposalRules, code: str) -> str:
    """The name of a category; the code itself when the list has lost it."""
    return next((named(one) for one in rules.categories if one.code == code), code)


def told_reason(rules: ProposalRules, code: str) -> str:
    """The name of a reason not to file."""
    return next((named(one) for one in rules.not_filed_reasons if one.code == code), code)


def told_class(rules: ProposalRules, code: str) -> str:
    """A reply class with its meaning."""
    return " · ".join(one for one in (code, class_meaning(rules, code)) if one)


def class_meaning(rules: ProposalRules, code: str) -> str:
    """What a reply class means; nothing for a code the list has lost."""
    found = rules.class_coded(code)
    return named(found) if found else ""
