"""What was added since the segments were written: a small segment in memory that grows a document at a time."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from shangliang.insight.text import segment
from shangliang.insight.text.grams import Codes, Document, Ints

_NONE = (np.zeros(0, np.int64), np.zeros(0, np.uint8))


class Delta:
    """Documents by code, in lists; a document that changes again takes a new place, the old one is dead."""

    def __init__(self) -> None:
        self._lists: dict[int, tuple[list[int], list[int]]] = {}
        self._keys: list[int] = []
        self._heads: list[tuple[int, int, int]] = []
        self._sketches: list[Any] = []
        self._places: dict[int, int] = {}
        self._arrays: tuple[Any, ...] | None = None
        self.documents: dict[int, Document | None] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def put(self, key: int, document: Document | None) -> int:
        """Add a document in place of an earlier one; returns the place that died, or -1."""
        one = segment.build([(key, document)])
        place, died = len(self._keys), self._places.get(key, -1)
        begins = one.starts[:-1]
        for code, weight in zip(one.codes.tolist(), one.weights[begins].tolist(), strict=True):
            holders, weights = self._lists.setdefault(code, ([], []))
            holders.append(place)
            weights.append(weight)
        self._keys.append(key)
        self._heads.append(one.head_at(0))
        self._sketches.append(one.sketches[0])
        self._places[key] = place
        self._arrays = None
        self.documents[key] = document
        return died

    def counts(self, codes: Codes) -> Ints:
        """How many documents hold each code."""
        return np.array([len(self._lists.get(code, ((),))[0]) for code in codes.tolist()], np.int64)

    def lists(self, codes: Codes) -> Iterator[tuple[Any, Any]]:
        """Per code who holds it and what it weighs there."""
        for code in codes.tolist():
            found = self._lists.get(code)
            yield (np.array(found[0]), np.array(found[1], np.uint8)) if found else _NONE

    def _columns(self) -> tuple[Any, ...]:
        if self._arrays is None:
            heads = np.array(self._heads, np.int64).reshape(-1, 3)
            table = np.array(self._sketches, np.uint16).reshape(-1, segment.SKETCH)
            self._arrays = (np.array(self._keys, np.uint64), *heads.T, table)
        return self._arrays

    @property
    def keys(self) -> Any:
        """As of a segment, in the order of adding."""
        return self._columns()[0]

    @property
    def bodies(self) -> Any:
        """As of a segment."""
        return self._columns()[1]

    @property
    def days(self) -> Any:
        """As of a segment."""
        return self._columns()[2]

    @property
    def sketches(self) -> Any:
        """As of a segment."""
        return self._columns()[4]

    @property
    def prints(self) -> Any:
        """As of a segment."""
        return self._columns()[3]

    def ranges(self, codes: Codes) -> tuple[Ints, Ints]:
        """As of a segment; only the lengths mean something."""
        counts = self.counts(codes)
        return np.zeros(len(codes), np.int64), counts

    def held_in(self, codes: Codes, begin: Ints, end: Ints) -> Any:
        """Who holds each code, one list after the other."""
        return np.array(
            [place for code in codes.tolist() for place in self._lists.get(code, ((),))[0]], np.int64
        )

    def weights_in(self, codes: Codes, begin: Ints, end: Ints) -> Any:
        """What each code weighs with who holds it, in the same order."""
        return np.array(
            [one for code in codes.tolist() for one in self._lists.get(code, ((), ()))[1]], np.uint8
        )

    def beginning(self, field: int, character: int) -> Codes:
        """The codes of a field that begin with a character."""
        wanted = (field << 16) | character
        return np.array(sorted(code for code in self._lists if code >> 16 == wanted), np.uint64)

    def ending(self, field: int, character: int) -> Codes:
        """The codes of a field that end with a character."""
        found = [code for code in self._lists if code >> 32 == field and code & 0xFFFF == character]
        return np.array(sorted(found), np.uint64)

    def head_at(self, place: int) -> tuple[int, int, int]:
        """Body, day and print of a document."""
        return self._heads[place]

    def place_of(self, key: int) -> int | None:
        """Where a document stands; None if it is not here."""
        return self._places.get(key)
