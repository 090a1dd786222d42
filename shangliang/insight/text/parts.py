"""An index in memory: segments, oldest first, and what changed since. Knows neither Django nor a database."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from shangliang.insight.text import segment
from shangliang.insight.text.delta import Delta
from shangliang.insight.text.segment import Segment


class Parts:
    """Segments, oldest first, and the delta; of each which documents still stand as it says."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = list(segments)
        self.delta = Delta()
        self.alive = alive_in(self.segments)
        self.dead: set[int] = set()

    def parts(self) -> list[tuple[Segment | Delta, Any]]:
        """Everything that can be searched, each with its mask of standing documents."""
        alive = np.ones(len(self.delta), bool)
        alive[list(self.dead)] = False
        both: list[tuple[Segment | Delta, Any]] = [*zip(self.segments, self.alive, strict=True)]
        both.append((self.delta, alive))
        return [(part, mask) for part, mask in both if len(part)]

    def __len__(self) -> int:
        return sum(int(mask.sum()) for _part, mask in self.parts())

    def put(self, key: int, document: Any) -> None:
        """A document as it is now, or that it is gone; nothing happens if that is known."""
        if self._says(key, document):
            return
        place, died = len(self.delta), self.delta.put(key, document)
        if died >= 0:
            self.dead.add(died)
        if document is None:
            self.dead.add(place)
        for part, mask in zip(self.segments, self.alive, strict=True):
            at = part.place_of(key)
            if at is not None:
                mask[at] = False

    def _says(self, key: int, document: Any) -> bool:
        """Whether exactly this stands in the index already."""
        told = next((part.head_at(at) for part, at in self._standing(key)), None)
        return told == (segment.head_of(key, document)[1:] if document else None)

    def _standing(self, key: int) -> Iterator[tuple[Segment | Delta, int]]:
        """Where a document stands."""
        for part, mask in self.parts():
            at = part.place_of(key)
            if at is not None and mask[at]:
                yield part, at


def alive_in(segments: Sequence[Segment]) -> list[Any]:
    """Which documents no newer segment speaks of, and which are not gone."""
    masks: list[Any] = []
    newer = np.zeros(0, np.uint64)
    for one in reversed(segments):
        mask = one.days != segment.GONE
        if len(newer):
            mask &= ~np.isin(one.keys, newer)
        masks.append(mask)
        newer = np.concatenate([newer, one.keys])
    return masks[::-1]
