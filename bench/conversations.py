"""Conversations for measuring: planted groups of any size, and the real ones of a folder."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from shangliang.insight.mapping.votes import Votes

CHUNK = 4096
DENSITY = 0.1
PASSES = 0.12
# How far groups lie apart, in log odds of agreeing; chosen so that a tenth of 100 statements leaves real doubt.
APART = 2.0
CONSENSUS = 0.04


@dataclass(frozen=True)
class Planted:
    """Votes with the group of every participant, and the statements all groups agree on."""

    votes: Votes
    group: np.ndarray
    consensus: np.ndarray


def planted(
    people: int, statements: int, seed: int = 1, apart: float = APART, agreed: float = 0.8
) -> Planted:
    """Three groups, a tenth of all cells, log-normal activity; some statements that everybody agrees with alike."""
    random = np.random.default_rng(seed)
    group = random.choice(3, people, p=[0.4, 0.35, 0.25]).astype(np.int8)
    rate = np.minimum(random.lognormal(0.0, 0.8, people), 8.0)
    rate = np.minimum(rate * DENSITY / rate.mean(), 0.95)
    odds = random.normal(0, 1, statements) + random.normal(0, apart, (3, statements))
    agree = 1 / (1 + np.exp(-odds))
    consensus = random.choice(statements, max(1, int(CONSENSUS * statements)), replace=False)
    agree[:, consensus] = agreed
    parts = [_chunk(random, low, group, rate, agree) for low in range(0, people, CHUNK)]
    person, statement, value = (np.concatenate(one) for one in zip(*parts, strict=True))
    return Planted(Votes(person, statement, value), group, np.sort(consensus))


def _chunk(random: np.random.Generator, low: int, group: Any, rate: Any, agree: Any) -> tuple[Any, Any, Any]:
    part = slice(low, low + CHUNK)
    seen = random.random((len(rate[part]), agree.shape[1]), dtype=np.float32) < rate[part, None]
    person, statement = np.nonzero(seen)
    drawn = random.random(len(person), dtype=np.float32)
    share = (agree * (1 - PASSES))[group[part][person], statement]
    value = np.where(drawn < share, 1, np.where(drawn < 1 - PASSES, -1, 0)).astype(np.int8)
    return (person + low).astype(np.int32), statement.astype(np.int32), value


def noise(people: int, statements: int, seed: int) -> Votes:
    """The same without groups: every vote by chance, each statement with its own leaning."""
    return planted(people, statements, seed, apart=0.0).votes


@dataclass(frozen=True)
class Real:
    """A conversation of the open data, with the groups that Polis published."""

    name: str
    votes: Votes
    hidden: list[int]
    published: dict[int, int]


def real(folder: Path) -> Real:
    """Read from participants-votes.csv, which every one of them has."""
    rows = list(csv.reader((folder / "participants-votes.csv").open()))
    header, listed = rows[0], list[tuple[int, int, int]]()
    first, of_group = header.index("n-disagree") + 1, header.index("group-id")
    published = {int(row[0]): int(float(row[of_group])) for row in rows[1:] if row[of_group]}
    for row in rows[1:]:
        listed += [
            (int(row[0]), int(name), int(vote))
            for name, vote in zip(header[first:], row[first:], strict=True)
            if vote
        ]
    columns = np.array(listed).T
    comments = csv.DictReader((folder / "comments.csv").open())
    hidden = [int(one["comment-id"]) for one in comments if one.get("moderated") == "-1"]
    return Real(folder.name, Votes(columns[0], columns[1], columns[2].astype(np.int8)), hidden, published)


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """How alike two groupings are: 0 by chance, 1 the same."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)
    both, rows, columns = (_pairs(part) for part in (table, table.sum(axis=0), table.sum(axis=1)))
    chance = rows * columns / _pairs(np.array([len(one)]))
    most = (rows + columns) / 2
    return float((both - chance) / (most - chance)) if most != chance else 1.0


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1) / 2).sum())
