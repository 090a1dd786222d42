"""Which documents hold the words of a query, and how well: arithmetic over the index, knowing no reader."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shangliang.insight.text import grams, sounds
from shangliang.insight.text.delta import Delta
from shangliang.insight.text.grams import Codes
from shangliang.insight.text.parts import Parts
from shangliang.insight.text.segment import Segment
from shangliang.insight.text.words import Word

_TITLE_WEIGHT, _NAME_SCORE, _SOUND_SCORE = 1.5, 12.0, 6.0
# Of a long run of characters this share of its pairs must stand in a text.
_SHARE = 0.65
Part = Segment | Delta
FIELDS = {"title": (grams.TITLE,), "text": (grams.TEXT,), "name": (grams.NAME,)}
EVERYWHERE = ("title", "text", "name")


@dataclass(frozen=True)
class Narrowing:
    """Which documents come into question at all."""

    faces: frozenset[int]
    bodies: frozenset[int] = frozenset()
    since: int | None = None
    until: int | None = None
    fields: tuple[str, ...] = EVERYWHERE


@dataclass(frozen=True)
class Ranked:
    """Keys of documents, best first, with their scores, bodies and days."""

    keys: Any
    scores: Any
    bodies: Any
    days: Any


def ranked(index: Parts, words: Sequence[Word], narrowing: Narrowing) -> Ranked:
    """All documents that hold every word, best first; of equal ones the newest."""
    if not words or not narrowing.faces:
        return _sorted([])
    rarity = _Rarity(index)
    found_in: list[tuple[Any, ...]] = []
    for part, alive in index.parts():
        mask = _in_question(part, alive, narrowing)
        total = np.zeros(len(part), np.float32)
        for word in words:
            if not mask.any():
                break
            score = _score(part, word, rarity, narrowing.fields)
            mask &= score > 0
            total += score
        found = np.flatnonzero(mask)
        found_in.append((part.keys[found], total[found], part.bodies[found], part.days[found]))
    return _sorted(found_in)


def _sorted(found_in: list[tuple[Any, ...]]) -> Ranked:
    nothing = (np.zeros(0, np.uint64), np.zeros(0, np.float32), np.zeros(0, np.int64), np.zeros(0, np.int64))
    columns = zip(nothing, *found_in, strict=True)
    key, score, body, day = (np.concatenate(one[1:] or one) for one in columns)
    order = np.lexsort((-key.astype(np.int64), -day.astype(np.int64), -np.round(score, 2)))
    return Ranked(key[order], score[order], body[order], day[order])


def _in_question(part: Part, alive: Any, narrowing: Narrowing) -> Any:
    mask = alive & np.isin(part.keys >> np.uint64(48), list(narrowing.faces))
    if narrowing.bodies:
        mask &= np.isin(part.bodies, list(narrowing.bodies))
    if narrowing.since is not None:
        mask &= part.days >= narrowing.since
    if narrowing.until is not None:
        mask &= part.days <= narrowing.until
    return mask


class _Rarity:
    """What a code is worth: rare ones more (the logarithm of Okapi BM25). Counted over the whole index."""

    def __init__(self, index: Parts) -> None:
        self._parts = [part for part, _alive in index.parts()]
        self._size = max(1, sum(len(part) for part in self._parts))
        self._known: dict[bytes, Any] = {}

    def of(self, codes: Codes) -> Any:
        """Per code its worth."""
        name = codes.tobytes()
        if name not in self._known:
            count = sum((part.counts(codes) for part in self._parts), np.zeros(len(codes), np.int64))
            self._known[name] = np.log1p((self._size - count + 0.5).clip(0.5) / (count + 0.5)).astype(
                np.float32
            )
        return self._known[name]


def _score(part: Part, word: Word, rarity: _Rarity, fields: Sequence[str]) -> Any:
    """Per document how well it holds the word, 0 if it does not."""
    score = np.zeros(len(part), np.float32)
    for name in fields:
        if name == "text":
            score += _held(part, word, grams.TEXT, rarity)
        elif name == "title":
            score += _TITLE_WEIGHT * _held(part, word, grams.TITLE, rarity)
            score += _SOUND_SCORE * _titled_so(part, word)
        else:
            score += _NAME_SCORE * (_held(part, word, grams.NAME, rarity) > 0)
            score += _NAME_SCORE * _called_so(part, word)
    return score


def _held(part: Part, word: Word, field: int, rarity: _Rarity) -> Any:
    """The word's pairs in one field: all of them, or most of a long run's."""
    if len(word.folded) == 1:
        return _single(part, word, field)
    codes = grams.in_field(word.pairs, field)
    if not len(codes):
        return np.zeros(len(part), np.float32)
    worth = rarity.of(codes)
    score, held = np.zeros(len(part), np.float32), np.zeros(len(part), np.float32)
    for value, (holders, weights) in zip(worth, part.lists(codes), strict=True):
        score[holders] += value * (grams.TOP_IMPACT / 255) * weights
        held[holders] += 1
    score[held < len(codes) * (1.0 if word.is_exact else _SHARE)] = 0
    return score


def _single(part: Part, word: Word, field: int) -> Any:
    """One character alone: every pair that begins or ends with it; in titles and names."""
    mask = np.zeros(len(part), np.float32)
    code = int(grams.letters(word.folded)[0])
    if field == grams.TEXT or not code:
        return mask
    for codes in (part.beginning(field, code), part.ending(field, code)):
        for holders, _weights in part.lists(codes):
            mask[holders] = 1
    return mask


def _all_of(part: Part, codes: Any, field: int) -> Any:
    """1 for documents that hold every code."""
    wanted = np.unique(grams.in_field(np.array(codes, np.uint64), field))
    count = np.zeros(len(part), np.int32)
    for holders, _weights in part.lists(wanted):
        count[holders] += 1
    return (count == len(wanted)).astype(np.float32) if len(wanted) else np.zeros(len(part), np.float32)


def _titled_so(part: Part, word: Word) -> Any:
    """Titles that sound as typed, by initials (three or more) or by syllables (two or more)."""
    found = np.zeros(len(part), np.float32)
    typed = sounds.typed_initials(word.typed_sound)
    if len(typed) >= 3:
        triples = [sounds.number_of(typed[at : at + 3]) for at in range(len(typed) - 2)]
        found = np.maximum(found, _all_of(part, triples, grams.TITLE_INITIALS))
    spoken = sounds.typed_syllables(word.typed_sound)
    if len(spoken) >= 2:
        both = [(one << 16) | other for one, other in itertools.pairwise(spoken)]
        found = np.maximum(found, _all_of(part, both, grams.TITLE_SYLLABLES))
    return found


def _called_so(part: Part, word: Word) -> Any:
    """Names that sound as typed: the beginning of their initials, or their syllables."""
    found = np.zeros(len(part), np.float32)
    typed = sounds.typed_initials(word.typed_sound)
    if 2 <= len(typed) <= 6:
        found = np.maximum(found, _all_of(part, [sounds.number_of(typed)], grams.NAME_INITIALS))
    spoken = sounds.typed_syllables(word.typed_sound)
    if spoken:
        both = [(one << 16) | other for one, other in itertools.pairwise(spoken)]
        found = np.maximum(found, _all_of(part, both or spoken, grams.NAME_SYLLABLES))
    return found


def sounding_like(index: Parts, syllables: Sequence[int], narrowing: Narrowing, most: int) -> list[int]:
    """Keys of documents whose titles hold these sounds in a row (or nearly), newest first."""
    both = [(one << 16) | other for one, other in itertools.pairwise(syllables)]
    found: list[tuple[int, int]] = []
    for part, alive in index.parts():
        mask = _in_question(part, alive, narrowing) & (_all_of(part, both, grams.TITLE_SYLLABLES) > 0)
        at = np.flatnonzero(mask)
        found += zip(part.days[at].tolist(), part.keys[at].tolist(), strict=True)
    return [key for _day, key in sorted(found, reverse=True)[:most]]
