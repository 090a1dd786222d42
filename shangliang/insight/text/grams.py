"""Texts as numbers: every pair of neighbouring characters is one code, in the field it was written in."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from shangliang.insight.text.normalise import normalise

Codes = npt.NDArray[np.uint64]
Letters = npt.NDArray[np.uint16]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

# The fields of a document; TEXT holds its title too.
TEXT, TITLE, NAME, TITLE_SYLLABLES, TITLE_INITIALS, NAME_SYLLABLES, NAME_INITIALS = range(7)
_FIELD = np.uint64(32)
# A field's usual length in pairs. Fixed, so that what a document weighs does not depend on its neighbours.
USUAL = {TEXT: 320.0, TITLE: 18.0}
# Longer texts are indexed by their beginning alone.
LONGEST = 60_000
_SATURATION, _BY_LENGTH = 1.2, 0.6
TOP_IMPACT = _SATURATION + 1


@dataclass(frozen=True)
class Document:
    """What is indexed of one thing, as one kind of reader reads it."""

    pk: int
    title: str
    text: str
    names: tuple[str, ...] = ()
    body: int = 0
    # Days since 1970 of the date by which it is filtered; 0 if it has none.
    day: int = 0


@cache
def _folding() -> Letters:
    """Which code a character has: letters and digits of every script in lower case, all others none."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(1, 0x10000):
        if 0xD800 <= code < 0xE000:
            table[code] = code
        elif unicodedata.category(chr(code))[0] in "LN":
            lower = chr(code).lower()
            table[code] = ord(lower) if len(lower) == 1 else code
    return table


def letters(text: str) -> Letters:
    """A normalised text as folded character codes; 0 wherever a word ends."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return _folding()[units]


def pairs(codes: Letters) -> Codes:
    """All neighbouring pairs, in order, repeated where they are."""
    both = (codes[:-1].astype(np.uint64) << np.uint64(16)) | codes[1:]
    kept: Codes = both[(codes[:-1] != 0) & (codes[1:] != 0)]
    return kept


def in_field(codes: Codes, field: int) -> Codes:
    """The same pairs as they stand in one field."""
    placed: Codes = codes | (np.uint64(field) << _FIELD)
    return placed


def grams_of(text: str, field: int = TEXT) -> Codes:
    """The different pairs of a raw text, sorted."""
    return distinct(in_field(pairs(letters(normalise(text[:LONGEST]))), field))


def distinct(codes: Codes) -> Codes:
    """Each code once, sorted; sorting short rows is quicker than numpy's hashing of them."""
    codes = np.sort(codes)
    return codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes


def batch(texts: Sequence[str]) -> tuple[Letters, npt.NDArray[np.int32]]:
    """Normalised texts as one row of codes, and whose each code is."""
    joined = "\0".join(texts)
    units = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16)
    owners = np.cumsum(units == 0, dtype=np.int32)
    return _folding()[units], owners


def batch_pairs(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int32]]:
    """All pairs of many normalised texts, and whose each is."""
    codes, owners = batch(texts)
    is_pair = (codes[:-1] != 0) & (codes[1:] != 0)
    both = (codes[:-1].astype(np.uint32) << np.uint32(16)) | codes[1:]
    return both[is_pair], owners[:-1][is_pair]


def impacts(times: Any, lengths: Any, field: int) -> npt.NDArray[np.uint8]:
    """What a pair that stands so many times in a field of such length weighs (Okapi BM25), in 255 steps."""
    usual = USUAL.get(field)
    size = 1.0 if usual is None else 1 - _BY_LENGTH + _BY_LENGTH * lengths / usual
    weight = times * TOP_IMPACT / (times + _SATURATION * size)
    steps: npt.NDArray[np.uint8] = np.clip(np.rint(weight * (255 / TOP_IMPACT)), 1, 255).astype(np.uint8)
    return steps
