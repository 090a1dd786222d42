"""The rows of one line of a group: of the filed cases those of a category, of the replies those of a class."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from shangliang.core.errors import NotVisible
from shangliang.ledger.figures import Scope
from shangliang.proposals import counted
from shangliang.proposals.figures import APP

# Figure → what its rows are told apart by; under these names a page may ask for a part of them.
GROUPED: dict[str, tuple[str, ...]] = {
    "received": ("kind",),
    "filed": ("national", "category", "kind"),
    "assignments": ("unit",),
    "assignments_joint": ("unit",),
    "late": ("unit",),
    "replies": ("class",),
    "not_filed": ("reason",),
}
# The group whose lines name the parts, where the figure itself shows no group.
_NAMED_BY = {"assignments_joint": "assignments", "late": "assignments"}


@dataclass(frozen=True)
class Part:
    """A line of a group: its figure, dimension and code; without a dimension, the whole figure."""

    name: str
    by: str = ""
    code: str = ""

    def as_query(self) -> dict[str, str]:
        """The parameters of its address."""
        return {"by": self.by, "of": self.code} if self.by else {}


def part_in(name: str, data: Mapping[str, Any]) -> Part:
    """The part an address asks for; NotVisible for one the figure does not have."""
    part = Part(name, data.get("by", "")[:20], data.get("of", "")[:80]) if data.get("by") else Part(name)
    if part.by and part.by not in GROUPED.get(name, ()):
        raise NotVisible(_("There is no such group."))
    return part


def label_of(part: Part, found: list[dict[str, Any]]) -> str:
    """What the line is called on the page of numbers; NotVisible for a code that is no line there."""
    named = APP + _NAMED_BY.get(part.name, part.name)
    groups: dict[str, Any] = next(one["groups"] for one in found if one["name"] == named)
    lines = {line["code"]: line["label"] for line in groups.get(part.by, ())}
    if part.code not in lines:
        raise NotVisible(_("There is no such group."))
    return str(lines[part.code])


def condition(part: Part, scope: Scope) -> Q:
    """By what the rows of the line are told from the others."""
    match part.by:
        case "national":
            return counted.in_category(part.code) if part.code else Q(category="")
        case "unit":
            return Q(unit__kind=part.code) if scope.is_subtree else Q(unit_id=int(part.code))
        case "class":
            return counted.with_outcomes(scope)[part.code] if scope.is_subtree else Q(reply_class=part.code)
        case "reason":
            return Q(decision_reason=part.code)
    return Q(**{part.by: part.code}) if part.by else Q()
