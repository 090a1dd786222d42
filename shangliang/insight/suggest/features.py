"""What a text is to the classifier: its characters and pairs of them, counted, rare ones weighing more."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]

# What is read of one text: a hostile one of megabytes costs no more than a long honest one.
LONGEST = 20_000
# The title says most; it is counted again on its own, with this weight beside the whole text.
HEAD = 26
HEAD_WEIGHT = 0.4
# A pair that stands in one text alone has taught nothing.
FEWEST_TEXTS = 2
_PLACE = 21
_HEAD_BIT = np.int64(1) << np.int64(2 * _PLACE)
_FOLDED = str.maketrans({str(n): "0" for n in range(10)})


class Sample(NamedTuple):
    """A text to learn from or to suggest for."""

    head: str
    text: str = ""


def flat(text: str) -> str:
    """The text as it is compared: one width, small letters, every digit a 0."""
    return as_shown(text).lower().translate(_FOLDED)


def as_shown(text: str) -> str:
    """The text as its words are shown: one width, on one line."""
    return " ".join(unicodedata.normalize("NFKC", text[:LONGEST]).split())


def keys_of(text: str) -> Keys:
    """One number for every character and then every pair of neighbours, in the order of the text."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    pairs = ((points[:-1] + 1) << np.int64(_PLACE)) | points[1:]
    return np.concatenate([points, pairs])


def joined(sample: Sample) -> str:
    """Head and text as one."""
    return f"{sample.head} {sample.text}" if sample.text else sample.head


def counted(sample: Sample) -> tuple[tuple[Keys, Weights], ...]:
    """The distinct keys of the whole text and of its head, each with its dampened count."""
    whole = flat(joined(sample))
    return _damped(keys_of(whole)), _damped(keys_of(whole[:HEAD]) | _HEAD_BIT)


def _damped(keys: Keys) -> tuple[Keys, Weights]:
    found, counts = np.unique(keys, return_counts=True)
    return found, 1 + np.log(counts)


@dataclass(frozen=True)
class Vocabulary:
    """The keys that were learned, sorted, and how much each tells by being rare."""

    keys: Keys
    rarity: Weights

    def rows(self, parts: Sequence[tuple[Keys, Weights]]) -> tuple[NDArray[np.intp], Weights]:
        """Places and values of one sample's known keys; whole text and head are each of length one."""
        places, values = [], []
        for (keys, counts), weight in zip(parts, (1.0, HEAD_WEIGHT), strict=True):
            at, is_known = self.find(keys)
            value = counts[is_known] * self.rarity[at[is_known]]
            length = float(np.sqrt(value @ value)) or 1.0
            places.append(at[is_known])
            values.append(value * (weight / length))
        return np.concatenate(places), np.concatenate(values)

    def find(self, keys: Keys) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where each key stands, and whether it is known at all."""
        if not len(self.keys):
            return np.zeros(len(keys), np.intp), np.zeros(len(keys), np.bool_)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return at, self.keys[at] == keys


def vocabulary(parts: Sequence[Sequence[tuple[Keys, Weights]]]) -> Vocabulary:
    """All keys of these samples that stand in at least two of them."""
    every = np.concatenate([keys for sample in parts for keys, _counts in sample])
    keys, texts = np.unique(every, return_counts=True)
    is_kept = texts >= FEWEST_TEXTS
    rarity = np.log((1 + len(parts)) / (1 + texts[is_kept])) + 1
    return Vocabulary(keys[is_kept], rarity)
