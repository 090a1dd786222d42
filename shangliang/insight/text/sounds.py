"""How Chinese characters sound: syllables and their initials, without tones, two readings at most."""

from functools import cache, lru_cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

# Written by `python -m shangliang.insight.tests.reading_table`.
READINGS = Path(__file__).with_name("readings.tsv")
_BASE = 27
_LONGEST_NAME = 6
# A longer row of letters is no sound that somebody types.
LONGEST_TYPED = 60
Sounds = npt.NDArray[np.uint32]


@cache
def _tables() -> tuple[npt.NDArray[np.uint16], list[str]]:
    """Per character its first and second reading as a syllable's number (0: none), and the syllables."""
    table, syllables = np.zeros((2, 0x10000), np.uint16), [""]
    for line in READINGS.read_text("utf-8").splitlines():
        syllable, *readings = line.split("\t")
        for place, characters in enumerate(readings):
            table[place, [ord(one) for one in characters]] = len(syllables)
        syllables.append(syllable)
    return table, syllables


@cache
def _readings() -> npt.NDArray[np.uint16]:
    """Both readings, the first standing in for a missing second."""
    table = _tables()[0].copy()
    table[1] = np.where(table[1] == 0, table[0], table[1])
    return table


@cache
def _initials() -> npt.NDArray[np.uint16]:
    """Per syllable the number of its first letter, 1 to 26."""
    return np.array([ord(one[0]) - 96 if one else 0 for one in _tables()[1]], np.uint16)


def _windows(streams: list[Any], width: int, base: int) -> tuple[Any, Any]:
    """Every window of so many sounds in every reading: codes, and where each begins."""
    size = len(streams[0]) - width + 1
    codes, places = [], []
    for choice in product(range(2), repeat=width):
        parts = [streams[one][place : place + size] for place, one in enumerate(choice)]
        is_whole = np.all([part != 0 for part in parts], axis=0)
        code = np.zeros(size, np.uint32)
        for part in parts:
            code = code * np.uint32(base) + part
        codes.append(code[is_whole])
        places.append(np.flatnonzero(is_whole))
    return np.concatenate(codes), np.concatenate(places)


def syllable_pairs(codes: Any) -> tuple[Any, Any]:
    """Pairs of syllables of a row of character codes."""
    if len(codes) < 2:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return _windows([one[codes] for one in _readings()], 2, 1 << 16)


def initial_triples(codes: Any) -> tuple[Any, Any]:
    """Triples of initials of a row of character codes."""
    if len(codes) < 3:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    return _windows([_initials()[one[codes]] for one in _readings()], 3, _BASE)


@lru_cache(maxsize=8_192)
def name_sounds(name: str) -> tuple[list[int], list[int]]:
    """A name's syllables (single and in pairs) and its initials (whole and beginnings), in every reading."""
    choices = [{int(one[ord(char)]) for one in _readings()} - {0} for char in name if ord(char) < 0x10000]
    syllables: set[int] = set()
    initials: set[int] = set()
    for spoken in product(*[one for one in choices if one][:_LONGEST_NAME]):
        syllables.update(spoken)
        syllables.update((one << 16) | other for one, other in pairwise(spoken))
        letters = [int(_initials()[one]) for one in spoken]
        initials.update(number_of(letters[:end]) for end in range(2, len(letters) + 1))
    return sorted(syllables), sorted(initials)


def number_of(letters: list[int]) -> int:
    """Up to six letters as one number."""
    number = 0
    for one in letters[:_LONGEST_NAME]:
        number = number * _BASE + one
    return number


def typed_initials(word: str) -> list[int]:
    """The letters of a word as numbers; empty if it is no row of a–z."""
    is_plain = 2 <= len(word) <= LONGEST_TYPED and all("a" <= one <= "z" for one in word)
    return [ord(one) - 96 for one in word] if is_plain else []


def typed_syllables(word: str) -> list[int]:
    """The word cut into syllables, as few as possible; empty if it cannot be cut so."""
    if not typed_initials(word):
        return []
    numbers = {one: number for number, one in enumerate(_tables()[1]) if one}
    best: list[list[int] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before, number = best[start], numbers.get(word[start:end])
            if before is not None and number is not None:
                longer = [*before, number]
                known = best[end]
                if known is None or len(longer) < len(known):
                    best[end] = longer
    return best[-1] or []


def spoken(text: str) -> list[set[int]]:
    """Per character the numbers of its syllables; an empty set where it has none."""
    return [
        {int(one[ord(char)]) for one in _readings()} - {0} if ord(char) < 0x10000 else set() for char in text
    ]


def first_syllables(text: str) -> list[int]:
    """Per character its usual syllable; 0 where it has none."""
    return [int(_readings()[0][ord(char)]) if ord(char) < 0x10000 else 0 for char in text]


def initials_of(syllables: set[int]) -> set[int]:
    """The numbers of the first letters of syllables."""
    return {int(_initials()[one]) for one in syllables}
