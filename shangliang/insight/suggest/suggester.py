"""What was learned, put to a text: likely labels with probabilities and the words that spoke for each."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.suggest.calibration import Calibration, Quality
from shangliang.insight.suggest.features import (
    HEAD,
    HEAD_WEIGHT,
    Sample,
    Vocabulary,
    as_shown,
    counted,
    flat,
    joined,
    keys_of,
)

Floats = NDArray[np.float64]
# A text of which less is known than this is unlike anything decided before.
LEAST_KNOWN = 0.25
MOST_WORDS = 4
LONGEST_WORD = 8
# How much of the strongest character's voice its neighbours must have to stand in one word with it.
_AUDIBLE = 0.3
_BREAKS = re.compile(r"[^\w]|[_的了是在和与及等为对]")


@dataclass(frozen=True)
class Likely:
    """A label with its probability and the words of the text that spoke for it."""

    label: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """At most three labels, likeliest first; `is_sure` says whether the first is one to rely on."""

    likely: tuple[Likely, ...]
    is_sure: bool


NOTHING = Suggestion((), False)


@dataclass(frozen=True, eq=False)
class Suggester:
    """Past decisions, learned; `mark` names the state of the decisions it was learned from."""

    labels: tuple[str, ...]
    words: Vocabulary
    weights: NDArray[np.float32]
    constants: Floats
    calibration: Calibration
    quality: Quality
    mark: str = ""

    def suggest(self, sample: Sample, most: int = 3) -> Suggestion:
        """The likeliest labels; none for a text unlike all that was decided."""
        parts = counted(sample)
        _at, is_known = self.words.find(parts[0][0])
        if not len(is_known) or is_known.mean() < LEAST_KNOWN:
            return NOTHING
        places, values = self.words.rows(parts)
        margins = values @ self.weights[places] + self.constants
        shares = self.calibration.probabilities(margins[None, :])[0]
        order = np.argsort(-shares, kind="stable")[:most]
        told = self._words(sample, order)
        likely = tuple(
            Likely(self.labels[label], float(shares[label]), words)
            for label, words in zip(order, told, strict=True)
        )
        return Suggestion(likely, bool(shares[order[0]] >= self.calibration.sure_from))

    def _words(self, sample: Sample, labels: NDArray[np.intp]) -> list[tuple[str, ...]]:
        """For each label the passages that spoke for it more than for the others."""
        shown, compared = as_shown(joined(sample)), flat(joined(sample))
        if len(shown) != len(compared):
            shown = compared
        voices = self._voices(compared, 0, 1.0, labels)
        voices[:HEAD] += self._voices(compared[:HEAD], 1 << 42, HEAD_WEIGHT, labels)
        return [_loudest(shown, voices[:, place]) for place in range(len(labels))]

    def _voices(self, text: str, bit: int, weight: float, labels: NDArray[np.intp]) -> Floats:
        """How much each character of a text, alone and in pairs, speaks for each of the labels."""
        keys = keys_of(text) | np.int64(bit)
        at, is_known = self.words.find(keys)
        _distinct, where, counts = np.unique(keys, return_inverse=True, return_counts=True)
        value = np.where(is_known, self.words.rarity[at], 0.0) * ((1 + np.log(counts)) / counts)[where]
        known = self.weights[at]
        each = (known[:, labels] - known.mean(axis=1, keepdims=True)) * (weight * value)[:, None]
        voices: Floats = each[: len(text)].astype(np.float64)
        halves = each[len(text) :] / 2
        voices[:-1] += halves
        voices[1:] += halves
        return voices


def _loudest(text: str, voices: Floats) -> tuple[str, ...]:
    """The runs of audible characters that say most together, each word once, in order of what they say."""
    line = max(float(voices.max(initial=0.0)) * _AUDIBLE, 1e-9)
    is_audible = [bool(one) and not _BREAKS.match(text[i]) for i, one in enumerate(voices > line)]
    said: dict[str, float] = {}
    start = 0
    for place, is_heard in enumerate([*is_audible, False]):
        if is_heard and place - start < LONGEST_WORD:
            continue
        if place - start >= 2:
            word = text[start:place]
            said[word] = said.get(word, 0.0) + float(voices[start:place].sum())
        start = place if is_heard else place + 1
    best = sorted(said, key=lambda word: (-said[word], word))
    return tuple(_without_parts(best)[:MOST_WORDS])


def _without_parts(words: list[str]) -> list[str]:
    """A word that stands inside a louder one is not told again."""
    kept: list[str] = []
    for word in words:
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return kept
