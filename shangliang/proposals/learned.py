"""Suggestions for a case from its body's own past decisions: category and units. Nobody but a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from shangliang.bodies.models import Body, Unit
from shangliang.insight.suggest import Likely, Sample, Suggestion, store
from shangliang.proposals.models import Proposal

# What is learned; also the names of the files.
CATEGORY, UNIT = "category", "unit"
MOST_UNITS = 3


@dataclass(frozen=True)
class UnitLikely:
    """A unit in use that past cases of this kind went to, with the words that spoke for it."""

    unit: Unit
    likely: Likely


@dataclass(frozen=True)
class Told:
    """A suggestion and on how many past decisions it rests."""

    suggestion: Suggestion
    decisions: int
    sure_accuracy: float


def place_of(body_id: int, what: str) -> Path:
    """Where what was learned in a body is kept."""
    return Path(settings.INSIGHT_DIR) / f"suggest-{body_id}-{what}.bin"


def sample_of(title: str, problem: str, analysis: str, suggestion: str) -> Sample:
    """A case as it is learned from and compared."""
    return Sample(title, "\n".join(part for part in (problem, suggestion, analysis) if part))


def category_for(proposal: Proposal) -> Told | None:
    """Likely categories, or None while nothing is learned."""
    return _told(proposal, CATEGORY, MOST_UNITS)


def units_for(proposal: Proposal, in_use: Mapping[int, Unit] | None = None) -> tuple[list[UnitLikely], int]:
    """At most three units in use, likeliest first, and on how many past cases that rests.

    One query, or none if the units in use are given."""
    # Units out of use are left out below, so a few more are asked for.
    told = _told(proposal, UNIT, 3 * MOST_UNITS)
    if told is None:
        return [], 0
    wanted = [int(one.label) for one in told.suggestion.likely]
    units = Unit.objects.of(proposal.body).in_bulk(wanted) if in_use is None else in_use
    found = [
        UnitLikely(units[int(one.label)], one) for one in told.suggestion.likely if int(one.label) in units
    ]
    return found[:MOST_UNITS], told.decisions


def _told(proposal: Proposal, what: str, most: int) -> Told | None:
    suggester = store.load(place_of(proposal.body_id, what))
    if suggester is None:
        return None
    sample = sample_of(proposal.title, proposal.problem, proposal.analysis, proposal.suggestion)
    quality = suggester.quality
    return Told(suggester.suggest(sample, most), quality.decisions, quality.sure_accuracy)


def has_files(body: Body) -> bool:
    """Whether both have been learned, by this version, and lie there whole."""
    return all(store.is_sound(place_of(body.pk, what)) for what in (CATEGORY, UNIT))
