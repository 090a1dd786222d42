"""Which documents are like a text: candidates from the index, best first, under two different questions.

*Same text*: the few rarest pairs of the text, wherever they stand: a copy keeps many of them, however it was cut.
*Same matter*: what titles and texts are about, each document measured as a whole."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from shangliang.insight.text import grams
from shangliang.insight.text.delta import Delta
from shangliang.insight.text.grams import Codes
from shangliang.insight.text.parts import Parts
from shangliang.insight.text.segment import Segment, sketch_marks

# So many candidates at most are put to the database at a time.
_STEP = 900
# At most so many pairs are looked up, and so many entries of their lists read: that bounds the work of a question.
MOST_PAIRS, MOST_ENTRIES = 64, 40_000
MOST_OF_TITLE, ENTRIES_OF_TITLE = 16, 10_000
# A pair that stands in more than this share of all documents tells too little.
COMMON, COMMON_IN_TITLES = 0.04, 0.02
# What shares less of the telling pairs than this is no candidate.
_LEAST, _LEAST_OF_MATTER, _LISTED = 0.06, 0.01, 48
_TITLE_WORTH, _BACK_WORTH = 0.5, 0.5
_ID, _LOW, _HALF = np.uint64((1 << 48) - 1), np.uint64((1 << 32) - 1), np.uint64(32)
Part = Segment | Delta


@dataclass(frozen=True)
class Allowed:
    """Of which face which documents are asked for: the others do not even compete."""

    face: int
    # Of some ids those that may be read, in one go; None asks for all of the face.
    readable: Callable[[list[int]], set[int]] | None = None


@dataclass(frozen=True)
class Candidates:
    """Keys, best first, and their scores."""

    keys: Any
    scores: Any


@dataclass(frozen=True)
class _Query:
    """The telling pairs of a text: what each is worth, and where its list stands in each part of the index."""

    codes: Codes
    worth: Any
    ranges: list[Any]


def _telling(parts: list[Part], codes: Codes, most: int, entries: int, common: float) -> _Query:
    """The rarest of these codes, within bounds."""
    size = sum(len(part) for part in parts)
    ranges = [part.ranges(codes) for part in parts]
    counts = sum((end - begin for begin, end in ranges), np.zeros(len(codes), np.int64))
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    listed = counts[order]
    fits = (listed <= max(20, common * size)) & (np.cumsum(listed) <= entries)
    fits[:3] = True
    chosen = order[fits][:most]
    worth = np.log1p((size + 0.5) / (counts[chosen] + 0.5))
    worth /= worth.sum() or 1.0
    return _Query(codes[chosen], worth, [(begin[chosen], end[chosen]) for begin, end in ranges])


@cache
def _empty() -> Codes:
    """Pairs that stand in nearly every title of such papers and tell nothing."""
    words = "关于 建议 意见 加强 进一步 推进 促进 完善 加快 提升 提高 推动 工作 发展 问题 情况 反映 希望 请求 咨询"
    return grams.distinct(np.concatenate([grams.pairs(grams.letters(word)) for word in words.split()]))


def told(codes: Codes) -> Codes:
    """The codes without those that tell nothing: empty pairs, and what holds a 的."""
    pair, of = codes & np.uint64(0xFFFFFFFF), np.uint64(ord("的"))
    is_empty = np.isin(pair, _empty()) | (pair >> np.uint64(16) == of) | (pair & np.uint64(0xFFFF) == of)
    kept: Codes = codes[~is_empty]
    return kept


def worth_in(index: Parts) -> Callable[[Codes], Any]:
    """What codes are worth in this index: rare ones more."""
    parts = [part for part, _alive in index.parts()]
    size = sum(len(part) for part in parts)

    def worth(codes: Codes) -> Any:
        counts = sum((part.counts(codes) for part in parts), np.zeros(len(codes), np.int64))
        return np.log1p((size + 0.5) / (counts + 0.5))

    return worth


def _shared(part: Part, query: _Query, at: int) -> Any:
    """Per document the share of the query's worth that it holds; None if nobody holds anything."""
    begin, end = query.ranges[at]
    sizes = end - begin
    if not sizes.sum():
        return None
    held = part.held_in(query.codes, begin, end)
    return np.bincount(held, np.repeat(query.worth, sizes), minlength=len(part))


def same_text(index: Parts, title: str, text: str, allowed: Allowed, most: int = _LISTED) -> Candidates:
    """Documents that may be this text again: cut, re-ordered, reworded in places."""
    whole = told(grams.grams_of(f"{title}\n{text}"))
    both = index.parts()
    parts = [part for part, _alive in both]
    query = _telling(parts, whole, MOST_PAIRS, MOST_ENTRIES, COMMON)
    head = told(grams.grams_of(title, grams.TITLE))
    titled = _telling(parts, head, MOST_OF_TITLE, ENTRIES_OF_TITLE, COMMON_IN_TITLES)
    marks = sketch_marks(whole)
    keys, scores = [], []
    for at, (part, alive) in enumerate(both):
        raw, by_title = _shared(part, query, at), _shared(part, titled, at)
        if by_title is not None:
            raw = _TITLE_WORTH * by_title + (0 if raw is None else raw)
        if raw is None:
            continue
        places = _best(part, alive, raw, allowed, _LEAST)
        table = part.sketches[places]
        back = marks[table].sum(1) / np.maximum(1, (table > 0).sum(1))
        keys.append(part.keys[places])
        scores.append(raw[places] + _BACK_WORTH * back)
    return _top(keys, scores, most)


# For the same matter: what titles share, what of the title stands in the text, what texts share.
MATTER = (1.0, 0.4, 2.0)
ENTRIES_OF_MATTER, COMMON_IN_MATTER, PAIRS_OF_MATTER = 150_000, 0.2, 160


def same_matter(index: Parts, title: str, text: str, allowed: Allowed, most: int = _LISTED) -> Candidates:
    """Documents that may be about the same thing, in whatever words: titles count for most."""
    return best_of(index, matter_of(index, title, text), allowed, most)


def matter_of(index: Parts, title: str, text: str) -> list[Any]:
    """What each document of each part is worth as being about the same thing, whoever may read it."""
    parts = [part for part, _alive in index.parts()]
    asked = (
        (grams.grams_of(title, grams.TITLE), MOST_OF_TITLE * 2, ENTRIES_OF_TITLE * 3, COMMON_IN_MATTER),
        (grams.grams_of(title), MOST_OF_TITLE * 2, ENTRIES_OF_TITLE * 3, COMMON),
        (grams.grams_of(f"{title}\n{text}"), PAIRS_OF_MATTER, ENTRIES_OF_MATTER, COMMON_IN_MATTER),
    )
    queries = [_telling(parts, told(one), many, entries, common) for one, many, entries, common in asked]
    return [_weighed(part, queries, at) for at, part in enumerate(parts)]


def on_matter(index: Parts, title: str, text: str, face: int, body: int, step: int) -> Iterator[list[int]]:
    """The ids of what one body has on a matter, of one face, best first: so many, then twice as many, and so on."""
    keys, scores = [], []
    totals = matter_of(index, title, text)
    for (part, alive), total in zip(index.parts(), totals, strict=True):
        places = _asked_for(part, alive, total, face, _LEAST_OF_MATTER)
        places = places[part.bodies[places] == body]
        keys.append(part.keys[places])
        scores.append(total[places])
    found = np.concatenate([np.zeros(0, np.uint64), *keys]) & _ID
    return (some.tolist() for some in _in_order(found, np.concatenate([np.zeros(0), *scores]), step))


def best_of(index: Parts, totals: list[Any], allowed: Allowed, most: int = _LISTED) -> Candidates:
    """Of documents with these totals the best that may be read."""
    keys, scores = [], []
    for (part, alive), total in zip(index.parts(), totals, strict=True):
        places = _best(part, alive, total, allowed, _LEAST_OF_MATTER)
        keys.append(part.keys[places])
        scores.append(total[places])
    return _top(keys, scores, most)


def _weighed(part: Part, queries: list[_Query], at: int) -> Any:
    """What each document holds of the queries, each pair by its weight there: long ones do not win by their length."""
    held, worth = [np.zeros(0, np.int64)], [np.zeros(0)]
    for weight, query in zip(MATTER, queries, strict=True):
        begin, end = query.ranges[at]
        sizes = end - begin
        if sizes.sum():
            held.append(part.held_in(query.codes, begin, end))
            steps = part.weights_in(query.codes, begin, end)
            worth.append(np.repeat(query.worth * (weight / 255), sizes) * steps)
    return np.bincount(np.concatenate(held), np.concatenate(worth), minlength=len(part))


def _asked_for(part: Part, alive: Any, scores: Any, face: int, least: float) -> Any:
    """Places of the documents of a face that are worth more than this."""
    found = np.flatnonzero(scores > least)
    return found[alive[found] & (part.keys[found] >> np.uint64(48) == face)]


def _best(part: Part, alive: Any, scores: Any, allowed: Allowed, least: float) -> Any:
    """Places of the best documents among those asked for, in no order."""
    found = _asked_for(part, alive, scores, allowed.face, least)
    if allowed.readable is None:
        if len(found) <= _LISTED:
            return found
        return found[np.argpartition(scores[found], -_LISTED)[-_LISTED:]]
    return _best_readable(part, _in_order(found, scores[found], 2 * _LISTED), allowed.readable)


def _in_order(found: Any, scores: Any, step: int) -> Iterator[Any]:
    """What was found, best first and of equals the newest, in growing steps: mostly the first is enough.

    Score and place in one number are quicker to choose from than to sort all."""
    places = np.arange(len(found), dtype=np.uint64)
    packed = (scores.astype(np.float32).view(np.uint32).astype(np.uint64) << _HALF) | places
    while len(packed):
        size = min(step, len(packed))
        packed.partition(len(packed) - size)
        chosen = np.sort(packed[-size:])[::-1] & _LOW
        yield found[chosen.astype(np.int64)]
        packed, step = packed[:-size], min(2 * step, _STEP)


def _best_readable(part: Part, ordered: Iterator[Any], readable: Callable[[list[int]], set[int]]) -> Any:
    """The first of these that may be read: nobody else's text takes a place."""
    kept: list[Any] = []
    for some in ordered:
        pks = (part.keys[some] & _ID).tolist()
        may = readable(pks)
        kept += [place for place, pk in zip(some.tolist(), pks, strict=True) if pk in may]
        if len(kept) >= _LISTED:
            break
    return np.array(kept[:_LISTED], np.int64)


def _top(keys: list[Any], scores: list[Any], most: int) -> Candidates:
    key = np.concatenate([np.zeros(0, np.uint64), *keys])
    score = np.concatenate([np.zeros(0), *scores])
    order = np.argsort(-score, kind="stable")[:most]
    return Candidates(key[order], score[order])
