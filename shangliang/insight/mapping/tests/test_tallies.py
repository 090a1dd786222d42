"""The statistics, against values worked out by hand."""

import numpy as np
import pytest

from shangliang.insight.mapping.findings import consensus_of, is_faced, routing_weights
from shangliang.insight.mapping.tallies import Tallies, adjusted, difference_z, homogeneity_p, majority_z


def tallies(*groups: tuple[int, int, int]) -> Tallies:
    """(agree, disagree, seen) of each group on one statement."""
    agree, disagree, seen = np.array(groups, dtype=float).T[..., None]
    return Tallies(agree, disagree, seen)


def test_shares_begin_at_one_half():
    assert tallies((0, 0, 0), (8, 1, 10)).share(1).tolist() == [[0.5], [0.75]]


def test_the_score_of_consensus_is_the_product_of_shares():
    agreed, rejected = consensus_of(tallies((8, 1, 10), (4, 0, 6)))
    assert agreed.score.tolist() == [0.75 * 0.625]
    assert rejected.score.tolist() == [(2 / 12) * (1 / 8)]


def test_one_reluctant_group_prevents_consensus():
    assert consensus_of(tallies((990, 0, 1000), (90, 0, 100)))[0].holds.tolist() == [True]
    assert consensus_of(tallies((990, 0, 1000), (50, 0, 100)))[0].holds.tolist() == [False]


def test_majority_and_difference_of_shares_as_published():
    assert majority_z(np.array(7.0), np.array(8.0)) == pytest.approx(2 * 3 * (8 / 9 - 0.5))
    pooled = 11 / 20
    expected = (8 / 9 - 3 / 11) / np.sqrt(pooled * (1 - pooled) * (1 / 9 + 1 / 11))
    found = difference_z(np.array([7.0]), np.array([8.0]), np.array([2.0]), np.array([10.0]))
    assert found[0] == pytest.approx(expected)


def test_adjustment_for_many_tests_is_that_of_benjamini_and_hochberg():
    assert adjusted(np.array([0.01, 0.04, 0.03, 0.9])).tolist() == pytest.approx(
        [0.04, 0.16 / 3, 0.16 / 3, 0.9]
    )


def test_alike_groups_are_homogeneous_and_unlike_ones_are_not():
    assert homogeneity_p(np.array([[50.0], [50.0]]), np.array([[100.0], [100.0]]))[0] == 1.0
    assert homogeneity_p(np.array([[80.0], [20.0]]), np.array([[100.0], [100.0]]))[0] < 1e-12
    assert homogeneity_p(np.zeros((2, 1)), np.zeros((2, 1)))[0] == 1.0


def test_groups_face_each_other_only_where_their_leanings_are_opposite():
    assert is_faced(tallies((60, 40, 100), (95, 5, 100))).tolist() == [False]
    assert is_faced(tallies((60, 40, 100), (45, 55, 100))).tolist() == [True]


def test_new_statements_are_shown_before_known_ones_and_extreme_ones_before_mild_ones():
    counts = np.array([[0, 0, 0], [20, 10, 70], [20, 10, 70]])
    fresh, mild, extreme = routing_weights(counts, np.array([0.0, 0.1, 2.0]))
    assert fresh > extreme > mild
