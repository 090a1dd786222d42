"""Which votes count: the last of each person on each statement."""

import numpy as np
import pytest

from shangliang.insight import memory
from shangliang.insight.mapping.tests.conversations import listed, planted
from shangliang.insight.mapping.votes import Packed, Votes, pack
from shangliang.insight.refusal import Refused


def cells(packed: Packed) -> dict[tuple[int, int], int]:
    row = np.repeat(packed.participants, packed.seen)
    column = packed.statements[packed.column]
    return {(int(p), int(s)): int(v) for p, s, v in zip(row, column, packed.value, strict=True)}


def test_the_last_vote_wins_wherever_it_stands_in_the_list():
    packed = pack(listed((7, 3, 1, 20), (7, 3, -1, 10), (8, 3, 0, 5)))
    assert cells(packed) == {(7, 3): 1, (8, 3): 0}
    assert packed.left_out.repeated == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_contradictory_votes_of_one_moment_count_as_pass_in_any_order(order):
    rows = [(7, 3, 1, 20), (7, 3, -1, 20), (7, 3, 1, 20)]
    packed = pack(listed(*(rows[at] for at in order)))
    assert (cells(packed), packed.left_out.contradictory) == ({(7, 3): 0}, 1)


def test_a_later_vote_ends_a_contradiction():
    packed = pack(listed((7, 3, 1, 20), (7, 3, -1, 20), (7, 3, -1, 21)))
    assert (cells(packed), packed.left_out.contradictory) == ({(7, 3): -1}, 0)


def test_without_moments_the_order_of_the_list_counts():
    packed = pack(Votes(np.array([1, 1]), np.array([2, 2]), np.array([1, -1])))
    assert cells(packed) == {(1, 2): -1}


def test_votes_on_unknown_or_hidden_statements_and_other_values_do_not_count():
    packed = pack(listed((1, 2, 1, 1), (1, 5, 1, 1), (1, 9, 1, 1), (1, 2, 4, 9)), known=[2, 5], hidden=[5])
    assert cells(packed) == {(1, 2): 1}
    assert (packed.left_out.elsewhere, packed.left_out.invalid) == (2, 1)


def test_ids_far_apart_are_packed_as_those_close_together():
    near, far = (
        listed((1, 2, 1, 1), (3, 4, -1, 1)),
        listed((10**15, 2, 1, 1), (3 * 10**16, 4 * 10**14, -1, 1)),
    )
    assert pack(far).column.tolist() == pack(near).column.tolist()


def test_columns_of_different_lengths_are_refused():
    with pytest.raises(Refused):
        Votes(np.array([1, 2]), np.array([1]), np.array([1]))


def test_what_does_not_fit_into_memory_is_refused_before_it_starts(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: 1000)
    with pytest.raises(Refused, match=r"would need about .* GB of memory"):
        pack(planted())


def test_more_statements_than_a_map_can_hold_are_refused():
    every = np.arange(70_000)
    with pytest.raises(Refused, match="65,535"):
        pack(Votes(every * 0, every, every * 0))
