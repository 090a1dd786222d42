"""Ready-made sets of rules: what bodies of a level usually lay down, as a start to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shangliang.bodies.rulesets import checked_values
from shangliang.core.errors import Sentence


@dataclass(frozen=True)
class RuleTemplate:
    """Values of one kind of rules under a name; `levels` are those for which it is offered first."""

    code: str
    kind: str
    label: Sentence
    levels: tuple[str, ...]
    values: Mapping[str, Any]


templates: dict[str, RuleTemplate] = {}


def offer_rules(template: RuleTemplate) -> None:
    """Offer a set of rules to those who begin; its values must fit the kind's schema."""
    checked_values(template.kind, dict(template.values))
    templates[template.code] = template


def templates_for(level: str) -> list[RuleTemplate]:
    """All of them, those of the level first."""
    return sorted(templates.values(), key=lambda one: (level not in one.levels, one.code))
