"""The way in: votes to an opinion map."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.mapping.axes import (
    Axes,
    Floats,
    axes_of,
    facing_like,
    positions_of,
    reach_of,
    statement_positions,
)
from shangliang.insight.mapping.findings import (
    Consensus,
    Division,
    Representative,
    consensus_of,
    division_of,
    representative_of,
    routing_weights,
)
from shangliang.insight.mapping.groups import Grouping, eligible, groups_of, named_like, no_groups
from shangliang.insight.mapping.noise import SHUFFLES, chance_of_axis
from shangliang.insight.mapping.passes import counted
from shangliang.insight.mapping.stability import GroupStability, VerdictStability, of_groups, of_verdicts
from shangliang.insight.mapping.tallies import Tallies
from shangliang.insight.mapping.votes import Packed, Votes, pack


@dataclass(frozen=True)
class Earlier:
    """What a later map is drawn like: components by statement, group ids by participant."""

    components: Mapping[int, tuple[float, float]]
    members: Mapping[int, int]


@dataclass(frozen=True)
class Findings:
    """All that the counts say; statements by their column."""

    consensus: tuple[Consensus, Consensus]
    division: Division | None
    representative: Sequence[Sequence[Representative]]
    routing: Floats


@dataclass(frozen=True)
class OpinionMap:
    """Places, groups, counts and findings. `counts` is (groups + rest) × statements × (disagree, pass, agree)."""

    packed: Packed
    axes: Axes
    positions: Floats
    statement_positions: Floats
    grouping: Grouping
    counts: NDArray[np.int64]
    findings: Findings
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def tallies(self) -> Tallies:
        """Counts of the groups; of everybody where there are none."""
        return tallies_of(self.counts)


@dataclass(frozen=True)
class Trust:
    """How sure the map is. `chance` is that of such an axis in shuffled votes; `groups` is none without groups."""

    chance: float
    groups: GroupStability | None
    verdicts: tuple[VerdictStability, VerdictStability, VerdictStability]

    @property
    def is_beyond_noise(self) -> bool:
        """No shuffle reached the true axis."""
        return is_beyond(self.chance)


def is_beyond(chance: float) -> bool:
    """Whether a chance is the least that the shuffles can tell."""
    return chance <= 1 / (SHUFFLES + 1)


def opinion_map(
    votes: Votes,
    *,
    known: Sequence[int] | None = None,
    hidden: Sequence[int] = (),
    earlier: Earlier | None = None,
) -> tuple[OpinionMap, Trust]:
    """The whole answer: a map whose groups are beyond noise, and how sure each part of it is."""
    return checked(map_of(pack(votes, known, hidden), earlier))


def ready() -> None:
    """Load the machine code of every loop by mapping a handful of votes, so that the first real map is not slow."""
    person, statement = np.divmod(np.arange(900, dtype=np.int64), 30)
    value = np.where((person % 2) ^ (statement % 2), 1, -1).astype(np.int8)
    opinion_map(Votes(person, statement, value))


def map_of(packed: Packed, earlier: Earlier | None = None) -> OpinionMap:
    """The map as peers compute it, not yet tested against noise."""
    clock = [time.process_time()]
    axes = _drawn_like(axes_of(packed), packed, earlier)
    clock.append(time.process_time())
    positions, enough = positions_of(packed, axes), eligible(packed.seen, len(packed.statements))
    grouping = (
        groups_of(positions, reach_of(packed), enough) if axes.eigenvalues[0] > 0 else no_groups(enough)
    )
    if earlier is not None:
        grouping = named_like(grouping, packed.participants, earlier.members)
    clock.append(time.process_time())
    drawn = told(packed, axes, positions, grouping)
    clock.append(time.process_time())
    return replace(
        drawn, seconds=dict(zip(("axes", "groups", "findings"), np.diff(clock).tolist(), strict=True))
    )


def told(packed: Packed, axes: Axes, positions: Floats, grouping: Grouping) -> OpinionMap:
    """Counts and findings of given groups."""
    label, width = grouping.label, len(packed.statements)
    counts = counted(packed.start, packed.column, packed.value, label, grouping.count, width)
    places = statement_positions(axes)
    return OpinionMap(packed, axes, positions, places, grouping, counts, found_in(counts, places))


def found_in(counts: NDArray[np.int64], places: Floats) -> Findings:
    """The findings of counts; without groups everybody is one, and nothing divides."""
    tallies, has_groups = tallies_of(counts), len(counts) > 1
    routing = routing_weights(counts.sum(axis=0), np.hypot(places[:, 0], places[:, 1]))
    division = division_of(tallies) if has_groups else None
    return Findings(
        consensus_of(tallies), division, representative_of(tallies) if has_groups else [], routing
    )


def tallies_of(counts: NDArray[np.int64]) -> Tallies:
    """Of the groups alone; of everybody where there are none."""
    return Tallies.of(counts[:-1] if len(counts) > 1 else counts)


def checked(drawn: OpinionMap) -> tuple[OpinionMap, Trust]:
    """The same map if it shows more than chance, else one without groups; and the stability of what is left."""
    clock = [time.process_time()]
    chance = chance_of_axis(drawn.packed)
    if not is_beyond(chance) and drawn.grouping.count:
        grouping = no_groups(drawn.grouping.has_votes_enough, drawn.grouping.silhouettes)
        drawn = replace(told(drawn.packed, drawn.axes, drawn.positions, grouping), seconds=drawn.seconds)
    clock.append(time.process_time())
    groups = of_groups(drawn.packed, drawn.axes, drawn.grouping) if drawn.grouping.count else None
    trust = Trust(chance, groups, of_verdicts(drawn.tallies))
    clock.append(time.process_time())
    took = dict(zip(("noise", "stability"), np.diff(clock).tolist(), strict=True))
    return replace(drawn, seconds={**drawn.seconds, **took}), trust


def _drawn_like(axes: Axes, packed: Packed, earlier: Earlier | None) -> Axes:
    if earlier is None:
        return axes
    before = [earlier.components.get(int(one), (0.0, 0.0)) for one in packed.statements]
    return facing_like(axes, np.array(before, dtype=np.float64).reshape(-1, 2).T)
