"""The index of one process: the segments on disk, what changed since, and how both stay true to the database."""

import logging
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection

from shangliang.insight.memory import refuse_if_too_many
from shangliang.insight.text import changes, registry, segment, store
from shangliang.insight.text.changes import News, Position
from shangliang.insight.text.files import Damaged
from shangliang.insight.text.parts import Parts, alive_in
from shangliang.insight.text.segment import Keyed, Segment

# So many documents in memory are written down as a segment: by the worker, and by anybody when there are more.
FEW, MANY = 400, 4_000
# So many documents are indexed while somebody waits, which takes about a second; more are left to the worker.
AT_ONCE = 10_000
log = logging.getLogger(__name__)
_lock = threading.RLock()
_held: dict[str, "Index"] = {}


class Index(Parts):
    """All documents of a database, and up to which of its changes."""

    def __init__(self, position: Position, named: Sequence[store.Named], segments: Sequence[Segment]) -> None:
        super().__init__(segments)
        self.position = position
        self.named = tuple(named)
        self.stamp = (0, 0)
        # Whether every document is in it; until the worker has built one, only the newest are.
        self.is_whole = True
        self.read: set[int] = set()
        self.tentative: set[tuple[str, int]] = set()

    @property
    def is_on_disk(self) -> bool:
        """Whether its segments are files; one that was built inside a transaction is in memory only."""
        return len(self.named) == len(self.segments)


@contextmanager
def current(*, builds: bool = False) -> Iterator[Index]:
    """The index as the database stands now; nobody else of this process changes it meanwhile.

    Where there is none and building takes long, only who `builds` waits; others get an index of the newest texts."""
    with _lock:
        yield _refreshed(builds)


def is_whole() -> bool:
    """Whether what this process last looked into held every text."""
    held = _held.get(str(store.folder()))
    return held is None or held.is_whole


def _refreshed(builds: bool) -> Index:
    name, stamp = str(store.folder()), store.stamp()
    found = _held.get(name)
    if found is None or (found.stamp != stamp and not connection.in_atomic_block):
        found = _opened(found)
    news = changes.since(found.position) if found else None
    if found is None or news is None or _is_of_all(found, news) or (builds and _is_passing(found)):
        found, news = (rebuild() if builds or _is_small() else _newest(stamp)), None
    if news:
        _apply(found, news)
    _held[name] = found
    if len(found.delta) > MANY:
        write_down(found)
    return found


def _is_passing(found: Index) -> bool:
    """Whether an index is only held until there is a whole one on disk."""
    return not found.is_whole or not (found.is_on_disk or connection.in_atomic_block)


def _is_of_all(found: Index, news: News) -> bool:
    return any(kind == changes.ALL and row not in found.read for row, kind, _id in news.changed)


def _is_small() -> bool:
    """Whether there are few enough texts to index them while somebody waits."""
    return texts_up_to(AT_ONCE + 1) <= AT_ONCE


def texts_up_to(most: int) -> int:
    """How many texts there are to index, counted no further than `most`. A query a kind until that is reached."""
    many = 0
    for kind in registry.kinds.values():
        if many < most:
            rows = kind.model._default_manager.order_by()[:most]
            many += len(kind.faces) * rows.count()
    return min(many, most)


def _newest(stamp: tuple[int, int]) -> Index:
    """An index in memory of the newest texts of every kind, kept up to date until there is a whole one."""
    position, read = _now()
    found = Index(position, (), [segment.build(_newest_documents())])
    found.stamp, found.is_whole, found.read = stamp, False, read
    return found


def _now() -> tuple[Position, set[int]]:
    """The position before texts are read, and the rows after it that are in these texts already."""
    position = changes.start()
    news = None if connection.in_atomic_block else changes.since(position)
    return position, {row for row, _kind, _pk in news.changed} if news else set()


def _newest_documents() -> Iterator[Keyed]:
    for number, (kind, face) in enumerate(registry.faces()):
        pks = kind.model._default_manager.order_by("-pk").values_list("pk", flat=True)
        some = face.load(list(pks[: AT_ONCE // len(registry.faces())]))
        for one in sorted(some, key=lambda one: one.pk):
            yield registry.key_of(number, one.pk), one


def _opened(before: Index | None) -> Index | None:
    """The index on disk, segments that are open already kept; None if it cannot be trusted."""
    known = dict(zip(before.named, before.segments, strict=True)) if before and before.is_on_disk else {}
    for _try in range(3):
        stamp = store.stamp()
        try:
            manifest = store.read()
            segments = [known[one] if one in known else store.load(one) for one in manifest.segments]
        except Damaged as error:
            if stamp == store.stamp():
                if store.was_written():
                    log.warning("the text index is not whole (%s) and is built anew", error)
                return None
            continue
        if manifest.position.system != changes.system():
            return None
        found = Index(manifest.position, manifest.segments, segments)
        found.stamp, found.read = stamp, set(manifest.read)
        return found
    return None


def _apply(index: Index, news: News) -> None:
    """Read again what changed. Rows of a transaction of one's own are read once more when it has ended."""
    fresh = [row for row in news.changed if row[0] not in index.read]
    wanted = {(kind, pk) for _row, kind, pk in fresh} | index.tentative
    if wanted:
        _read_again(index, wanted)
    index.tentative = {(kind, pk) for _row, kind, pk in fresh} if news.is_tentative else set()
    if not news.is_tentative:
        index.read = {row for row, _kind, _pk in news.changed}
        index.position = news.position


def _read_again(index: Index, wanted: Iterable[tuple[str, int]]) -> None:
    for number, (kind, face) in enumerate(registry.faces()):
        ids = sorted(pk for name, pk in wanted if name == kind.name)
        if ids:
            there = {one.pk: one for one in face.load(ids)}
            for pk in ids:
                index.put(registry.key_of(number, pk), there.get(pk))


def documents() -> Iterator[Keyed]:
    """Every document there is, sorted by key."""
    for number, (_kind, face) in enumerate(registry.faces()):
        for one in face.load(None):
            yield registry.key_of(number, one.pk), one


def rebuild() -> Index:
    """Read all texts anew. Inside a transaction the index stays in memory: what is not committed is not kept."""
    refuse_if_too_many(texts_up_to(segment.MOST_DOCUMENTS))
    if connection.in_atomic_block:
        return Index(changes.start(), (), list(_segments()))
    with store.writing():
        position, read = _now()
        named, segments = [], []
        for one in _segments():
            named.append(store.add(one))
            segments.append(store.load(named[-1]))
        return _made_valid(Index(position, named, segments), read)


def _segments() -> Iterator[Segment]:
    rows = documents()
    while some := list(islice(rows, 1)):
        yield segment.build(_chain(some, islice(rows, segment.MOST_DOCUMENTS - 1)))


def _chain(first: Iterable[Keyed], rest: Iterable[Keyed]) -> Iterator[Keyed]:
    yield from first
    yield from rest


def _made_valid(index: Index, read: set[int]) -> Index:
    index.read = read
    store.write(store.Manifest(index.position, index.named, tuple(sorted(read))))
    index.stamp = store.stamp()
    return index


def tend() -> None:
    """For the worker: an index that exists, with little of it in memory only."""
    with current(builds=True) as index:
        if len(index.delta) >= FEW:
            write_down(index)


def write_down(index: Index) -> None:
    """Write what is in memory as a segment, joined with the newest ones while they are not much larger."""
    if connection.in_atomic_block or index.tentative or not index.is_on_disk:
        return
    with store.writing(waits=False) as is_alone:
        if not is_alone or index.stamp != store.stamp():
            return
        added = segment.build(sorted(index.delta.documents.items()))
        kept, fresh = _joined(index, added)
        named = [*index.named[:kept], store.add(fresh)]
        segments = [*index.segments[:kept], store.load(named[-1])]
        written = _made_valid(Index(index.position, named, segments), index.read)
    vars(index).update(vars(written))


def _joined(index: Index, added: Segment) -> tuple[int, Segment]:
    """How many of the old segments stay, and the new one, with the others in it."""
    parts, size, first = [added], len(added), len(index.segments)
    while (
        first
        and (older := len(index.segments[first - 1])) <= 2 * size
        and older + size <= segment.MOST_DOCUMENTS
    ):
        first -= 1
        size += older
        parts.insert(0, index.segments[first])
    if len(parts) == 1:
        return first, added
    masks = alive_in(parts)
    if first:
        masks = [mask | (part.days == segment.GONE) for part, mask in zip(parts, masks, strict=True)]
        masks = _newest_only(parts, masks)
    return first, segment.merged(list(zip(parts, masks, strict=True)))


def _newest_only(parts: Sequence[Segment], masks: Sequence[Any]) -> list[Any]:
    """That a document is gone is told once, by the newest segment that tells it."""
    return [
        mask
        & ~np.isin(
            part.keys, np.concatenate([np.zeros(0, np.uint64), *(one.keys for one in parts[at + 1 :])])
        )
        for at, (part, mask) in enumerate(zip(parts, masks, strict=True))
    ]


def differences() -> list[tuple[str, int]]:
    """Documents (face, id) of which the index says something else than the database.

    What changes between reading the one and reading the other is none: it differs at the first look only."""
    wrong = _wrong()
    names = registry.face_names()
    last = sorted(wrong & _wrong()) if wrong else []
    return [(names[number], pk) for number, pk in map(registry.parts_of, last)]


def _wrong() -> set[int]:
    """The keys of what differs at this moment."""
    with current(builds=True) as index:
        told = {
            int(key): (int(body), int(day), int(mark))
            for part, mask in index.parts()
            for key, body, day, mark in zip(
                part.keys[mask], part.bodies[mask], part.days[mask], part.prints[mask], strict=True
            )
        }
        true = {key: (one.body, one.day, segment.print_of(one)) for key, one in documents() if one}
    return {key for key in told.keys() | true.keys() if told.get(key) != true.get(key)}


def renew() -> int:
    """Read all texts anew at once; returns how many documents there are."""
    with _lock:
        _held[str(store.folder())] = made = rebuild()
        return len(made)


def forget() -> None:
    """For tests and commands: this process opens the index anew."""
    with _lock:
        _held.clear()
