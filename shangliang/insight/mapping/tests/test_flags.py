"""Planted manipulation is flagged with its reason; honest conversations are not."""

import numpy as np
import pytest

from shangliang.insight.mapping.engine import map_of
from shangliang.insight.mapping.flags import flags_of, without
from shangliang.insight.mapping.tests.conversations import planted
from shangliang.insight.mapping.votes import Votes, pack

BEGIN = 1_700_000_000
DAY = 86_400


def honest(seed: int = 1) -> Votes:
    """Everybody comes at an hour of their own within ten days and takes some seconds a vote."""
    random = np.random.default_rng(seed)
    votes = planted(seed=seed)
    came = BEGIN + random.integers(0, 10 * DAY, 300)[votes.participant]
    return Votes(votes.participant, votes.statement, votes.value, came + random.integers(0, 300, len(came)))


def with_more(votes: Votes, value: np.ndarray, moment: np.ndarray) -> Votes:
    """New people, one row of `value` each, who vote on every statement."""
    person, statement = np.nonzero(np.ones_like(value))
    return Votes(
        np.concatenate([votes.participant, person + 1000]),
        np.concatenate([votes.statement, statement]),
        np.concatenate([votes.value, value.ravel()]),
        np.concatenate([votes.moment, moment.ravel()]),
    )


def found(votes: Votes) -> dict[str, set[int]]:
    drawn = map_of(pack(votes))
    people: dict[str, set[int]] = {}
    for one in flags_of(drawn):
        people.setdefault(one.kind, set()).update(drawn.packed.participants[one.rows].tolist())
    return people


def pauses(people: int, seconds: int, apart: int = DAY) -> np.ndarray:
    """Each begins a day after the one before and takes so many seconds a vote."""
    return BEGIN + np.arange(people)[:, None] * apart + np.arange(40) * seconds


@pytest.mark.parametrize("seed", range(5))
def test_honest_people_are_not_flagged(seed):
    assert found(honest(seed)) == {}


def test_copies_of_one_list_of_votes_are_flagged():
    same = np.tile(np.random.default_rng(5).choice([-1, 1], 40), (4, 1))
    assert found(with_more(honest(), same, pauses(4, 20))) == {"identical": {1000, 1001, 1002, 1003}}


def test_agreeing_with_what_everybody_agrees_with_is_no_copy():
    person, statement = np.divmod(np.arange(2000), 20)
    votes = Votes(person, statement, np.where(np.random.default_rng(1).random(2000) < 0.97, 1, -1))
    assert found(votes) == {}


def test_voting_faster_than_anyone_reads_is_flagged():
    value = np.random.default_rng(5).choice([-1, 1], (2, 40))
    assert found(with_more(honest(), value, pauses(2, 1))) == {"hurried": {1000, 1001}}


def test_people_who_vote_together_minute_by_minute_are_a_ring():
    random = np.random.default_rng(6)
    value = np.tile(random.choice([-1, 1], 40), (5, 1))
    value[np.arange(5), random.integers(0, 40, 5)] *= -1
    assert found(with_more(honest(), value, pauses(5, 60, apart=1)))["ring"] == set(range(1000, 1005))


def test_a_crowd_that_comes_at_once_and_votes_alike_is_flagged():
    random = np.random.default_rng(7)
    value = np.where(random.random((40, 40)) < 0.97, random.choice([-1, 1], 40), 0)
    crowd = BEGIN + 5 * DAY - 5 * DAY % 600 + random.integers(0, 240, (40, 1)) + np.arange(40) * 7
    assert found(with_more(honest(), value, crowd))["arrivals"] >= set(range(1000, 1040))


def test_without_moments_nothing_is_said_of_the_clock():
    votes = planted()
    assert found(Votes(votes.participant, votes.statement, votes.value)) == {}


def test_the_map_without_the_flagged_is_that_of_the_others():
    same = np.tile(np.random.default_rng(5).choice([-1, 1], 40), (4, 1))
    drawn = map_of(pack(with_more(honest(), same, pauses(4, 20))))
    clean, expected = without(drawn.packed, flags_of(drawn)), pack(honest())
    for part in ("start", "column", "value", "moment", "participants"):
        assert getattr(clean, part).tolist() == getattr(expected, part).tolist()
