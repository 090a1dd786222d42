"""Passages that two texts share, found on the originals as they stand."""

from typing import Any

import numpy as np

from shangliang.insight.text.marks import Marked, Passage, shape

# So many characters in a row are a passage.
SHORTEST = 6
_LONGEST = 20_000
Span = tuple[int, int]


def shared_spans(text: str, other: str) -> list[Span]:
    """Where in `text` six or more characters in a row stand in `other` too."""
    here, there = _rows(text), _rows(other)
    if not len(here) or not len(there):
        return []
    is_shared = np.isin(here, there)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_shared, [False]]).astype(np.int8)))
    return [(int(start), int(end) + SHORTEST - 1) for start, end in edges.reshape(-1, 2)]


def marked_passages(text: str, other: str) -> Marked:
    """The text with what it shares with the other marked."""
    pieces, at = [], 0
    for start, end in shared_spans(text, other):
        start = max(start, at)
        pieces += [Passage(text[at:start]), Passage(text[start:end], is_marked=True)]
        at = end
    pieces.append(Passage(text[at:]))
    return tuple(one for one in pieces if one.text)


def _rows(text: str) -> Any:
    """A number for every six characters in a row; places in it are places in the text."""
    units = np.frombuffer(shape(text[:_LONGEST]).encode("utf-32-le", "surrogatepass"), np.uint32).astype(
        np.uint64
    )
    if len(units) < SHORTEST:
        return np.zeros(0, np.uint64)
    row = np.zeros(len(units) - SHORTEST + 1, np.uint64)
    for place in range(SHORTEST):
        row = row * np.uint64(1_000_003) + units[place : place + len(row)]
    return row
