"""New votes go into a drawn map and land where a full map would put them."""

from dataclasses import replace

import numpy as np

from shangliang.insight.mapping.engine import OpinionMap, map_of
from shangliang.insight.mapping.tests.conversations import listed, planted
from shangliang.insight.mapping.updating import merged, updated
from shangliang.insight.mapping.votes import Packed, Votes, pack


def halves(votes: Votes, at: int) -> tuple[Votes, Votes]:
    order = np.random.default_rng(2).permutation(len(votes.value))
    parts = [part[order] for part in (votes.participant, votes.statement, votes.value)]
    parts.append(np.arange(len(order)))
    return Votes(*(part[:at] for part in parts)), Votes(*(part[at:] for part in parts))


def held(packed: Packed) -> list[list[int]]:
    parts = ("start", "column", "value", "moment", "participants", "statements")
    return [getattr(packed, part).tolist() for part in parts]


def whole(one: Votes, other: Votes) -> OpinionMap:
    names = ("participant", "statement", "value", "moment")
    return map_of(
        pack(Votes(*(np.concatenate([getattr(one, name), getattr(other, name)]) for name in names)))
    )


def test_merged_votes_are_those_packed_at_once():
    old, new = (
        listed((1, 5, 1, 10), (2, 3, -1, 11), (2, 5, 1, 12), (4, 3, 1, 30)),
        listed((1, 5, -1, 20), (2, 5, -1, 12), (4, 3, -1, 29), (3, 4, 0, 21), (2, 9, 1, 22)),
    )
    both = merged(pack(old), pack(new))
    assert held(both) == held(whole(old, new).packed)
    assert (both.left_out.repeated, both.left_out.contradictory) == (3, 1)


def test_an_updated_map_lies_close_to_the_full_one():
    old, new = halves(planted(people=400, statements=80), 15_000)
    after, full = updated(map_of(pack(old)), new), whole(old, new)
    radius = np.sqrt((full.positions**2).sum(axis=1).mean())
    assert np.abs(after.positions - full.positions).max() < 0.01 * radius
    assert (after.grouping.label == full.grouping.label).mean() > 0.99


def test_an_update_keeps_group_ids_and_sides():
    old, new = halves(planted(people=400, statements=80), 15_000)
    before = map_of(pack(old))
    after = updated(before, new)
    rows = np.searchsorted(after.packed.participants, before.packed.participants)
    grouped = before.grouping.label >= 0
    assert after.grouping.ids == before.grouping.ids
    assert (after.grouping.label[rows][grouped] == before.grouping.label[grouped]).mean() > 0.95
    assert np.corrcoef(after.positions[rows, 0], before.positions[:, 0])[0, 1] > 0.9


def test_a_map_of_nothing_becomes_one_with_the_first_votes():
    votes = planted()
    assert updated(map_of(pack(listed())), votes).grouping.sizes.tolist() == [150, 150]


def test_where_a_group_has_become_too_small_groups_are_found_anew_under_their_ids():
    old, new = halves(planted(people=400, statements=80), 15_000)
    before = map_of(pack(old))
    far = np.array([[0.0, 0.0], [1e6, 0.0]])
    after = updated(replace(before, grouping=replace(before.grouping, begun=far, ids=(7, 4))), new)
    ids_before, ids_after = (
        np.array([7, 4])[before.grouping.label],
        np.array(after.grouping.ids)[after.grouping.label],
    )
    assert after.grouping.sizes.min() >= after.grouping.smallest
    assert (ids_before == ids_after).mean() > 0.95
