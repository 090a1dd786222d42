"""Finding topics: alike texts are joined by average linkage, and each group is described."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.suggest.features import Keys, flat, keys_of
from shangliang.insight.topics.course import course_of
from shangliang.insight.topics.naming import shared_words, without_frame
from shangliang.insight.topics.quoting import nearest_sentences
from shangliang.insight.topics.topic import Item, Member, Topic

if TYPE_CHECKING:
    from scipy import sparse

Floats = NDArray[np.float64]
# Average linkage compares every text with every other: 3,000 distinct texts take about 100 MB and some seconds.
MOST_TEXTS = 3_000
LONGEST = 3_000
# Title and text each tell the matter; together they find more of the same matter than either.
HEAD_SHARE = 0.6
# Two groups are joined while their texts are on average at least so alike.
LEAST_ALIKE = 0.22
FEWEST_TEXTS = 3
MOST_TOPICS = 30


def find_topics(items: Sequence[Item], day: date) -> list[Topic]:
    """Groups of at least three texts, the most sudden first, as of a day. Later texts are left out."""
    together: dict[tuple[str, str], list[Item]] = {}
    for item in sorted((one for one in items if one.day <= day), key=lambda one: (one.day, one.key)):
        together.setdefault((item.head, item.text[:LONGEST]), []).append(item)
    distinct = list(together.values())[-MOST_TEXTS:]
    groups = _groups([same[0] for same in distinct])
    topics = []
    for places in groups:
        members = [item for place in places for item in distinct[place]]
        if len(members) >= FEWEST_TEXTS:
            inside = [distinct[place][0] for place in places]
            topics.append(_described(members, inside, [same[0] for same in distinct]))
    best = sorted(topics, key=lambda one: (-course_of(one.members, day).burst, -len(one.keys), one.keys))
    return best[:MOST_TOPICS]


def _groups(items: Sequence[Item]) -> list[list[int]]:
    """Places of the texts of each group."""
    if not items:
        return []
    if len(items) == 1:
        return [[0]]
    # Slow to load, and only the worker finds topics.
    from scipy.cluster.hierarchy import fcluster, linkage

    alike = likeness(items)
    upper = np.triu_indices(len(items), 1)
    apart = np.maximum(1.0 - alike[upper], 0.0)
    numbers = fcluster(linkage(apart, "average"), 1 - LEAST_ALIKE, "distance")
    found: dict[int, list[int]] = {}
    for place, number in enumerate(numbers.tolist()):
        found.setdefault(number, []).append(place)
    return list(found.values())


def likeness(items: Sequence[Item]) -> Floats:
    """How alike every two texts are, from 0 to 1: cosines of titles and of texts, mixed."""
    heads = vectors([without_frame(one.head) for one in items])
    texts = vectors([f"{one.head}\n{one.text[:LONGEST]}" for one in items])
    mixed = HEAD_SHARE * (heads @ heads.T) + (1 - HEAD_SHARE) * (texts @ texts.T)
    return np.asarray(mixed.toarray(), dtype=np.float64)


def vectors(texts: Sequence[str]) -> sparse.csr_matrix:
    """One row of length 1 a text: its pairs of characters, rare ones weighing more.

    Pairs of one text alone count for its length, so that two texts that share little are told apart, and need
    no column."""
    # Large, and whoever only asks for topics to be found elsewhere needs none of it.
    from scipy import sparse

    pairs = [_pairs(text) for text in texts]
    every, texts_with = np.unique(np.concatenate([keys for keys, _counts in pairs]), return_counts=True)
    rarity = np.log((1 + len(texts)) / (1 + texts_with)) + 0.5
    column = np.cumsum(texts_with > 1) - 1
    starts, columns, values = [0], [], []
    for keys, counts in pairs:
        at = np.searchsorted(every, keys)
        value = (1 + np.log(counts)) * rarity[at]
        value /= float(np.sqrt(value @ value)) or 1.0
        is_shared = texts_with[at] > 1
        columns.append(column[at[is_shared]])
        values.append(value[is_shared])
        starts.append(starts[-1] + int(is_shared.sum()))
    shape = (len(texts), max(int(column[-1]) + 1, 1) if len(column) else 1)
    return sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=shape)


def _pairs(text: str) -> tuple[Keys, NDArray[np.intp]]:
    compared = flat(text)
    keys = keys_of(compared)[len(compared) :]
    return np.unique(keys, return_counts=True)


def _described(members: list[Item], inside: list[Item], everything: list[Item]) -> Topic:
    newest_first = sorted(members, key=lambda one: (one.day, one.key), reverse=True)
    return Topic(
        members=tuple(Member(one.key, one.day, one.place) for one in newest_first),
        words=shared_words([one.head for one in inside], [one.head for one in everything]),
        quotes=nearest_sentences(inside),
    )
