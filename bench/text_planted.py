"""Planted copies: an index of a corpus, questions whose answer is known, and pairs to be judged."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.text_changes import Change
from bench.text_corpus import Corpus, Text
from shangliang.insight.text import likeness, segment
from shangliang.insight.text.changes import Position
from shangliang.insight.text.grams import Document
from shangliang.insight.text.index import Index
from shangliang.insight.text.likeness import Allowed
from shangliang.insight.text.verdict import FEWEST_PAIRS, Worth, Written, features

# An original this like another of the corpus has been handed in twice already; none of both is a wrong answer.
HANDED_IN_TWICE, FRESH = 0.6, 0.4


@dataclass(frozen=True)
class Question:
    """A changed text and what it was made of."""

    change: str
    source: int
    title: str
    text: str


def index_of(texts: Sequence[Text]) -> Index:
    """An index in memory, in as many segments as it takes."""
    segments = []
    for start in range(0, len(texts), segment.MOST_DOCUMENTS):
        some = enumerate(texts[start : start + segment.MOST_DOCUMENTS], start)
        segments.append(segment.build((pk, Document(pk, *text)) for pk, text in some))
    return Index(Position(0, 0, 0, ""), (), segments)


def questions(made: Corpus, changes: Sequence[Change], each: int, seed: int) -> list[Question]:
    """So many copies of every kind."""
    rng = random.Random(seed)
    found = []
    for change in changes:
        for source in rng.sample(made.sources, min(each, len(made.sources))):
            found.append(Question(change.__name__, source, *change(rng, *made.texts[source], made.outside)))
    return found


def asked(index: Index, question: Question, most: int = 5) -> tuple[list[int], float]:
    """The first answers to a question, and its CPU seconds."""
    started = time.process_time()
    found = likeness.same_text(index, question.title, question.text, Allowed(0), most)
    return [int(key) for key in found.keys], time.process_time() - started


def unlike(index: Index, made: Corpus) -> list[Text]:
    """The texts outside that have no copy inside."""
    worth = likeness.worth_in(index)
    kept = []
    for one in made.outside:
        keys = likeness.same_text(index, *one, Allowed(0), 3).keys
        written = Written.of(*one)
        near = [shared_part(written, Written.of(*made.texts[int(key)]), worth) for key in keys]
        if all(part <= FRESH for part in near):
            kept.append(one)
    return kept


def shared_part(one: Written, other: Written, worth: Worth) -> float:
    """Which part of either text stands in the other, rare pairs counting more: the larger of both."""
    both = np.intersect1d(one.codes, other.codes, assume_unique=True)
    shared = worth(both).sum()
    return max(float(shared / (worth(codes).sum() or 1)) for codes in (one.codes, other.codes))


def judged_pairs(index: Index, made: Corpus, asked_for: Sequence[Question]) -> tuple[Any, Any, list[str]]:
    """Features of every question with its source (1) and with the best that is none (0), and of which change.

    Only of questions that the product judges: very short ones it does not."""
    worth = likeness.worth_in(index)
    rows, truth, names = [], [], []
    for one in asked_for:
        written = Written.of(one.title, one.text)
        if len(written.codes) < FEWEST_PAIRS:
            continue
        source = Written.of(*made.texts[one.source])
        rows.append(features(written, source, worth))
        truth.append(1)
        for pk in asked(index, one, 6)[0]:
            other = Written.of(*made.texts[pk])
            is_real = pk <= max(made.sources)
            is_twice = is_real and shared_part(source, other, worth) > HANDED_IN_TWICE
            if pk != one.source and not is_twice:
                rows.append(features(written, other, worth))
                truth.append(0)
                break
        names += [one.change] * (len(truth) - len(names))
    return np.array(rows), np.array(truth), names


def area(scores: Any, truth: Any) -> float:
    """Area under the curve: how often a copy scores above what is none."""
    order = np.argsort(scores, kind="stable")
    rank = np.empty(len(scores))
    rank[order] = np.arange(1, len(scores) + 1)
    copies = truth.sum()
    return float((rank[truth == 1].sum() - copies * (copies + 1) / 2) / (copies * (len(truth) - copies)))
