"""Rows of an index while it is built, kept small: cut by field and range of pairs, each pair told once a batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from shangliang.insight.text.grams import Codes

# A row: field · pair · document · weight, in 8 · 32 · 16 · 8 bits.
DOC, CODE = np.uint64(8), np.uint64(24)
_FIELD = np.uint64(32 + 24)
# A field is cut into ranges of about so many rows a batch, and not into more than so many.
_ROWS, _RANGES = 4_096, 48


@dataclass(frozen=True)
class _Packed:
    """Sorted rows of one range: about four bytes each instead of eight."""

    pairs: Any
    counts: Any
    holders: Any
    weights: Any

    @classmethod
    def of(cls, rows: Codes) -> "_Packed":
        pairs = (rows >> CODE).astype(np.uint32)
        edges = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]]))
        counts = np.diff(np.append(edges, len(rows))).astype(np.uint16)
        return cls(pairs[edges], counts, (rows >> DOC).astype(np.uint16), rows.astype(np.uint8))

    def rows(self, field: int) -> Codes:
        found = np.repeat(self.pairs.astype(np.uint64), self.counts) << CODE
        found |= self.holders.astype(np.uint64) << DOC
        found |= self.weights
        unpacked: Codes = found | (np.uint64(field) << _FIELD)
        return unpacked


def field_of(rows: Codes) -> int:
    """Of which field rows are that are all of one."""
    return int(rows[0] >> _FIELD)


class Runs:
    """Rows of batches of documents, to be taken out once, in order."""

    def __init__(self) -> None:
        self._bounds: dict[int, Codes] = {}
        self._kept: dict[tuple[int, int], list[_Packed]] = {}
        self.total = 0

    def add(self, rows: Codes) -> None:
        """The sorted rows of one field of a batch of at most some thousand documents."""
        if not len(rows):
            return
        field = field_of(rows)
        if field not in self._bounds:
            ranges = min(_RANGES, 1 + len(rows) // _ROWS)
            places = np.linspace(0, len(rows), ranges + 1).astype(np.int64)[1:-1]
            self._bounds[field] = rows[places] >> CODE << CODE
        cuts = [0, *np.searchsorted(rows, self._bounds[field]).tolist(), len(rows)]
        for number, (start, end) in enumerate(pairwise(cuts)):
            if end > start:
                self._kept.setdefault((field, number), []).append(_Packed.of(rows[start:end]))
        self.total += len(rows)

    def pieces(self) -> Iterator[Codes]:
        """All rows, a sorted piece after the other; each is forgotten when it is given out."""
        for field, number in sorted(self._kept):
            some = [one.rows(field) for one in self._kept.pop((field, number))]
            piece = np.concatenate(some)
            some.clear()
            # Sorted runs one after the other, which this kind puts together instead of sorting anew.
            piece.sort(kind="stable")
            yield piece
