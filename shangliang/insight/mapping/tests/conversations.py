"""Conversations made up for tests: planted groups, pure noise."""

import numpy as np

from shangliang.insight.mapping.engine import OpinionMap, Trust, opinion_map
from shangliang.insight.mapping.votes import Votes


def planted(
    people: int = 300, statements: int = 40, groups: int = 2, seed: int = 1, seen: float = 0.5
) -> Votes:
    """Everybody agrees with statement 0, rejects statement 1; each group has its own mind on the others."""
    random = np.random.default_rng(seed)
    mind = random.choice([0.1, 0.9], (groups, statements))
    mind[:, 0], mind[:, 1] = 0.97, 0.03
    agree = mind[np.arange(people) % groups]
    value = np.where(random.random((people, statements)) < agree, 1, -1)
    value[random.random(value.shape) < 0.05] = 0
    return as_list(value, random.random(value.shape) < seen)


def noise(people: int = 200, statements: int = 30, seed: int = 1) -> Votes:
    """Each vote by chance alone, with a leaning of the statement."""
    random = np.random.default_rng(seed)
    value = np.where(random.random((people, statements)) < random.uniform(0.2, 0.8, statements), 1, -1)
    return as_list(value, random.random(value.shape) < 0.4)


def as_list(value: np.ndarray, is_seen: np.ndarray) -> Votes:
    """The seen cells, one row a vote, a second apart."""
    person, statement = np.nonzero(is_seen)
    return Votes(person, statement, value[is_seen].astype(np.int8), np.arange(len(person)))


def listed(*rows: tuple[int, int, int, int]) -> Votes:
    """Votes from (participant, statement, vote, moment)."""
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Votes(columns[0], columns[1], columns[2], columns[3])


def mapped(votes: Votes) -> tuple[OpinionMap, Trust]:
    """The whole answer."""
    return opinion_map(votes)
