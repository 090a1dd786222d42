"""A segment: up to 65,536 documents as sorted lists of who holds which pair; written once, never changed."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from shangliang.insight.text import grams, sounds
from shangliang.insight.text.grams import Codes, Document, Ints
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.runs import CODE, DOC, Runs, field_of

MOST_DOCUMENTS = 1 << 16
# The day of a document that is gone; it stands in the place of what older segments say of it.
GONE = -(2**31)
_BATCH = 512
_DIGIT = np.uint64(16)
_PIECE = 1 << 19
# How many of a document's pairs are kept with it, chosen as if by lot.
SKETCH = 48
_MIXER = np.uint32(2_654_435_761)
Keyed = tuple[int, Document | None]
Head = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Segment:
    """Arrays: per document its key, body, day and sketch; per code where its list begins; the lists themselves."""

    keys: npt.NDArray[np.uint64]
    bodies: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    prints: npt.NDArray[np.uint32]
    sketches: npt.NDArray[np.uint16]
    codes: Codes
    starts: npt.NDArray[np.uint32]
    holders: npt.NDArray[np.uint16]
    weights: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.keys)

    def ranges(self, codes: Codes) -> tuple[Ints, Ints]:
        """Where the list of each code begins and ends."""
        at = np.searchsorted(self.codes, codes)
        at = np.minimum(at, max(0, len(self.codes) - 1))
        is_there = self.codes[at] == codes if len(self.codes) else np.zeros(len(codes), bool)
        begin = self.starts[at].astype(np.int64) if len(self.codes) else np.zeros(len(codes), np.int64)
        end = self.starts[at + 1].astype(np.int64) if len(self.codes) else begin
        return np.where(is_there, begin, 0), np.where(is_there, end, 0)

    def counts(self, codes: Codes) -> Ints:
        """How many documents hold each code."""
        begin, end = self.ranges(codes)
        return end - begin

    def lists(self, codes: Codes) -> Iterator[tuple[Any, Any]]:
        """Per code who holds it and what it weighs there."""
        for begin, end in zip(*self.ranges(codes), strict=True):
            yield self.holders[begin:end], self.weights[begin:end]

    def held_in(self, codes: Codes, begin: Ints, end: Ints) -> Any:
        """Who holds each code, one list after the other, by ranges that `ranges` told."""
        return np.concatenate([self.holders[a:b] for a, b in zip(begin.tolist(), end.tolist(), strict=True)])

    def weights_in(self, codes: Codes, begin: Ints, end: Ints) -> Any:
        """What each code weighs with who holds it, in the same order."""
        return np.concatenate([self.weights[a:b] for a, b in zip(begin.tolist(), end.tolist(), strict=True)])

    def beginning(self, field: int, character: int) -> Codes:
        """The codes of a field that begin with a character."""
        first, last = ((field << 32) | (one << 16) for one in (character, character + 1))
        begin, end = np.searchsorted(self.codes, np.array([first, last], np.uint64))
        found: Codes = self.codes[begin:end]
        return found

    def ending(self, field: int, character: int) -> Codes:
        """The codes of a field that end with a character."""
        begin, end = np.searchsorted(self.codes, np.array([field << 32, (field + 1) << 32], np.uint64))
        some = self.codes[begin:end]
        found: Codes = some[some & np.uint64(0xFFFF) == character]
        return found

    def head_at(self, place: int) -> tuple[int, int, int]:
        """Body, day and print of a document."""
        return int(self.bodies[place]), int(self.days[place]), int(self.prints[place])

    def place_of(self, key: int) -> int | None:
        """Where a document stands; None if it is not here."""
        at = int(np.searchsorted(self.keys, np.uint64(key)))
        return at if at < len(self.keys) and int(self.keys[at]) == key else None


def build(documents: Iterable[Keyed]) -> Segment:
    """Index documents, which come sorted by key; None stands for one that is gone."""
    heads: list[Head] = []
    runs = Runs()
    sketches: list[Any] = []
    rows = iter(documents)
    while some := list(islice(rows, _BATCH)):
        fields = _fields([document for _key, document in some], len(heads))
        sketches.append(_sketches(fields[0], len(heads), len(some)))
        heads += [head_of(key, document) for key, document in some]
        if len(heads) < _BATCH:  # all there are: in order already, field after field
            pieces = sorted((one for one in fields if len(one)), key=field_of)
            return _unpacked(heads, _joined(sketches), pieces, sum(map(len, pieces)))
        for one in fields:
            runs.add(one)
    if len(heads) > MOST_DOCUMENTS:
        raise ValueError("too many documents for one segment")
    return _unpacked(heads, _joined(sketches), runs.pieces(), runs.total)


def head_of(key: int, one: Document | None) -> Head:
    """What stands of a document besides its pairs: key, body, day and print."""
    return (key, one.body, one.day, print_of(one)) if one else (key, 0, GONE, 0)


def print_of(one: Document) -> int:
    """A number that changes with every word of a document."""
    return zlib.crc32("\0".join([one.title, one.text, *one.names]).encode("utf-8", "surrogatepass"))


def _joined(sketches: list[Any]) -> Any:
    return np.concatenate(sketches) if sketches else np.zeros((0, SKETCH), np.uint16)


def _unpacked(heads: Sequence[Head], sketches: Any, pieces: Iterable[Codes], total: int) -> Segment:
    """Sorted code · document · weight rows as a segment; a piece at a time, which spares memory and time."""
    holders, weights = np.empty(total, np.uint16), np.empty(total, np.uint8)
    codes, starts = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint32)]
    before, at = None, 0
    for piece in pieces:
        if not len(piece):
            continue
        holders[at : at + len(piece)] = piece >> DOC
        weights[at : at + len(piece)] = piece & np.uint64(0xFF)
        code = piece >> CODE
        is_new = np.concatenate([[before is None or code[0] != before], code[1:] != code[:-1]])
        starts.append((np.flatnonzero(is_new) + at).astype(np.uint32))
        codes.append(code[is_new])
        before, at = code[-1], at + len(piece)
    return Segment(
        np.array([one[0] for one in heads], np.uint64),
        np.array([one[1] for one in heads], np.int32),
        np.array([one[2] for one in heads], np.int32),
        np.array([one[3] for one in heads], np.uint32),
        sketches,
        np.concatenate(codes),
        np.concatenate([*starts, np.array([total], np.uint32)]),
        holders,
        weights,
    )


def _fields(documents: Sequence[Document | None], first: int) -> list[Codes]:
    """The rows of a few documents, each field's sorted, the text's first: which code, which document, what weight."""
    titles = [normalise(one.title[: grams.LONGEST]) if one else "" for one in documents]
    texts = [normalise(one.text[: grams.LONGEST]) if one else "" for one in documents]
    whole = [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]
    parts = [_field_rows(*grams.batch_pairs(whole), grams.TEXT)]
    parts.append(_field_rows(*grams.batch_pairs(titles), grams.TITLE))
    parts += [_field_rows(*one) for one in (*_sounds(titles), *_names(documents))]
    return [one + (np.uint64(first) << DOC) for one in parts]


def _sounds(titles: Sequence[str]) -> Iterator[tuple[Any, Any, int]]:
    """Codes and owners of the sounds of titles."""
    codes, owners = grams.batch(titles)
    for field, (found, at) in (
        (grams.TITLE_SYLLABLES, sounds.syllable_pairs(codes)),
        (grams.TITLE_INITIALS, sounds.initial_triples(codes)),
    ):
        yield found, owners[at], field


def _names(documents: Sequence[Document | None]) -> Iterator[tuple[Any, Any, int]]:
    """Codes and owners of names and their sounds."""
    named: dict[int, list[tuple[int, int]]] = {grams.NAME_SYLLABLES: [], grams.NAME_INITIALS: []}
    for place, one in enumerate(documents):
        for name in one.names if one else ():
            syllables, initials = sounds.name_sounds(name)
            named[grams.NAME_SYLLABLES] += [(code, place) for code in syllables]
            named[grams.NAME_INITIALS] += [(code, place) for code in initials]
    for field, rows in named.items():
        table = np.array(rows, np.int64).reshape(-1, 2)
        yield table[:, 0], table[:, 1], field
    written = [normalise("\n".join(one.names)) if one else "" for one in documents]
    yield *grams.batch_pairs(written), grams.NAME


def _field_rows(codes: Any, owners: Any, field: int) -> Codes:
    """Sorted rows of one field: each code once a document, with its weight."""
    lengths = np.bincount(owners.astype(np.int64), minlength=1) if len(owners) else np.zeros(1, int)
    # Of texts, owners come in order; of sounds, a document's come in several goes.
    mixed_up = [owners] if (owners[1:] < owners[:-1]).any() else []
    order = in_order(*mixed_up, codes, codes >> 16)
    keys = (codes[order].astype(np.uint64) << _DIGIT) | owners[order].astype(np.uint64)
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, int)
    times = np.diff(np.append(first, len(keys)))
    kept = keys[first]
    weights = grams.impacts(times, lengths[(kept & np.uint64(0xFFFF)).astype(np.int64)], field)
    rows: Codes = ((kept << DOC) | weights) + (np.uint64(field) << np.uint64(32 + 24))
    return rows


def mixed(codes: Any) -> npt.NDArray[np.uint32]:
    """Pairs in an order that has nothing to do with what they say."""
    low = codes.astype(np.uint32)
    shuffled: npt.NDArray[np.uint32] = (low ^ (low >> np.uint32(15))) * _MIXER
    return shuffled


def _sketches(text: Codes, first: int, size: int) -> Any:
    """Per document the lowest of the mixed pairs of its text, each as 16 bits; 0 where there are fewer."""
    places = ((text >> DOC) & np.uint64(0xFFFF)) - np.uint64(first)
    value = mixed(text >> CODE)
    # By the upper half alone: of a few hundred pairs hardly two are equal there, and then the lower code goes first.
    order = in_order(value >> 16, places)
    value, owner = value[order], places[order].astype(np.int64)
    begin = np.searchsorted(owner, np.arange(size))
    rank = np.arange(len(owner)) - begin[owner]
    table = np.zeros((size, SKETCH), np.uint16)
    kept = rank < SKETCH
    table[owner[kept], rank[kept]] = _short(value[kept])
    return table


def in_order(*digits: Any) -> Any:
    """The order of numbers by their last 16 bits each, the least telling first.

    Places of 16 bits are counted, not compared: on some processors numpy sorts longer numbers five times as slowly."""
    order = np.argsort(digits[0].astype(np.uint16), kind="stable")
    for one in digits[1:]:
        order = order[np.argsort(one.astype(np.uint16)[order], kind="stable")]
    return order


def _short(mixed_codes: Any) -> Any:
    return (mixed_codes & np.uint32(0xFFFF)).astype(np.uint16) | np.uint16(1)


def sketch_marks(codes: Codes) -> npt.NDArray[np.bool_]:
    """Which entries of sketches a text with these pairs agrees with."""
    marks = np.zeros(0x10000, bool)
    marks[_short(mixed(codes))] = True
    return marks


def merged(parts: Sequence[tuple[Segment, Any]]) -> Segment:
    """Several segments as one, only the documents marked as kept; those gone are dropped."""
    keys = np.concatenate([one.keys[kept] for one, kept in parts])
    order = np.argsort(keys, kind="stable")
    rank = np.empty(len(order), np.uint64)
    rank[order] = np.arange(len(order))
    targets, offset = [], 0
    for _one, kept in parts:
        target = np.zeros(len(kept), np.uint64)
        target[kept] = rank[offset : offset + int(kept.sum())]
        offset += int(kept.sum())
        targets.append(target)
    columns = [
        [getattr(one, name)[kept] for one, kept in parts] for name in ("keys", "bodies", "days", "prints")
    ]
    heads = list(zip(*(np.concatenate(some)[order].tolist() for some in columns), strict=True))
    sketches = np.concatenate([one.sketches[kept] for one, kept in parts])[order]
    total = sum(int(kept[one.holders].sum()) for one, kept in parts)
    return _unpacked(heads, sketches, _merged_pieces(parts, targets), total)


def _merged_pieces(parts: Sequence[tuple[Segment, Any]], targets: Sequence[Any]) -> Iterator[Codes]:
    """The rows of several segments in order, so many at a time as the largest has in one piece."""
    largest = max((one for one, _kept in parts), key=lambda one: len(one.holders))
    at = np.searchsorted(largest.starts, np.arange(_PIECE, len(largest.holders), _PIECE))
    bounds = np.unique(largest.codes[np.minimum(at, max(0, len(largest.codes) - 1))])
    cuts = [[0, *np.searchsorted(one.codes, bounds).tolist(), len(one.codes)] for one, _kept in parts]
    for number in range(len(bounds) + 1):
        rows = [
            _rows_between(one, kept, target, cut[number], cut[number + 1])
            for (one, kept), target, cut in zip(parts, targets, cuts, strict=True)
        ]
        piece = np.concatenate(rows)
        piece.sort()
        yield piece


def _rows_between(one: Segment, kept: Any, target: Any, first: int, last: int) -> Codes:
    """The rows of some codes, of documents that are kept, under their new places."""
    begin, end = int(one.starts[first]), int(one.starts[last])
    holders = one.holders[begin:end]
    is_kept = kept[holders]
    starts = one.starts[first : last + 1].astype(np.int64)
    codes = np.repeat(one.codes[first:last], starts[1:] - starts[:-1])[is_kept]
    rows: Codes = (codes << CODE) | (target[holders[is_kept]] << DOC) | one.weights[begin:end][is_kept]
    return rows
