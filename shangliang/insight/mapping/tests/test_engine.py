"""The map as a whole: what was planted is found, what is chance is not."""

import numpy as np
import pytest

from shangliang.insight.mapping.axes import axes_of, positions_of
from shangliang.insight.mapping.engine import Earlier, map_of, opinion_map
from shangliang.insight.mapping.tests.conversations import listed, mapped, noise, planted
from shangliang.insight.mapping.votes import Votes, pack
from shangliang.insight.mapping.writing import document_of


@pytest.fixture(scope="module")
def two_sides():
    return mapped(planted())


def test_planted_groups_are_found_and_stable(two_sides):
    drawn, trust = two_sides
    assert drawn.grouping.sizes.tolist() == [150, 150]
    assert len(set(drawn.grouping.label[::2])) == len(set(drawn.grouping.label[1::2])) == 1
    assert all(group.low > 0.9 for group in trust.groups.groups)


def test_consensus_and_rejection_that_all_groups_share_come_with_their_stability(two_sides):
    found = {
        (one["statement"], one["side"]): one["stability"] for one in document_of(*two_sides)["consensus"]
    }
    assert found[0, "agree"] > 0.99
    assert found[1, "disagree"] > 0.99


def test_what_all_share_does_not_divide_and_does_not_represent_one_group(two_sides):
    document = document_of(*two_sides)
    dividing = {one["statement"] for one in document["dividing"]}
    speaking = {one["statement"] for group in document["groups"] for one in group["representative"]}
    assert dividing & {0, 1} == speaking & {0, 1} == set()
    assert speaking <= dividing


def test_three_groups_are_three():
    drawn, _trust = mapped(planted(groups=3, statements=60))
    assert drawn.grouping.sizes.tolist() == [100, 100, 100]


def test_chance_makes_no_groups_and_divides_nothing():
    found = [mapped(noise(seed=seed)) for seed in range(20)]
    assert sum(drawn.grouping.count > 0 for drawn, _trust in found) <= 1
    assert all(drawn.findings.division is None for drawn, trust in found if not trust.is_beyond_noise)


def test_a_handful_of_outliers_is_no_group():
    votes = planted(people=200)
    odd = np.isin(votes.participant, [0, 2, 4])
    value = np.where(odd, np.where(votes.statement % 2, 1, -1), votes.value)
    drawn, _trust = mapped(Votes(votes.participant, votes.statement, value, votes.moment))
    assert (drawn.grouping.sizes >= drawn.grouping.smallest).all()


def test_the_same_votes_in_another_order_give_the_same_map():
    votes = planted()
    order = np.random.default_rng(3).permutation(len(votes.value))
    other = Votes(*(part[order] for part in (votes.participant, votes.statement, votes.value, votes.moment)))
    assert document_of(*opinion_map(other)) == document_of(*opinion_map(votes))


@pytest.mark.parametrize("width", [40, 70])
def test_places_are_those_of_a_dense_analysis_with_means_filled_in(width):
    packed = pack(planted(statements=width, seen=0.3))
    dense = np.full(packed.shape, np.nan)
    dense[np.repeat(np.arange(len(packed.seen)), packed.seen), packed.column] = packed.value
    centred = np.nan_to_num(dense - np.nanmean(dense, axis=0))
    _left, _sizes, components = np.linalg.svd(centred, full_matrices=False)
    expected = centred @ components[:2].T * np.sqrt(width / packed.seen)[:, None]
    found = positions_of(packed, axes_of(packed))
    for axis in range(2):
        assert abs(np.corrcoef(found[:, axis], expected[:, axis])[0, 1]) > 0.99999


def test_ids_and_sides_stay_when_more_people_come():
    first = map_of(pack(planted()))
    components = dict(zip(first.packed.statements.tolist(), (-first.axes.components.T).tolist(), strict=True))
    members = {int(one): 8 - label for one, label in enumerate(first.grouping.label.tolist())}
    later = map_of(pack(planted(people=360)), Earlier(components, members))
    assert {(one, later.grouping.ids[label]) for one, label in enumerate(later.grouping.label[:300])} == set(
        members.items()
    )
    assert (np.corrcoef(later.positions[:300, 0], first.positions[:, 0])[0, 1]) < -0.9


EVERY = np.divmod(np.arange(1000), 20)
BAD = {
    "nothing": listed(),
    "one participant": listed(*((1, at, at % 3 - 1, at) for at in range(20))),
    "one statement": listed(*((at, 1, at % 3 - 1, at) for at in range(50))),
    "all pass": Votes(*EVERY, np.zeros(1000, dtype=np.int8)),
    "all agree": Votes(*EVERY, np.ones(1000, dtype=np.int8)),
    "no valid vote": Votes(*EVERY, np.full(1000, 7)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_an_answer_without_groups(name):
    document = document_of(*opinion_map(BAD[name]))
    assert (document["groups"], document["dividing"]) == ([], [])
    assert len(document["consensus"]) == (20 if name == "all agree" else 0)
