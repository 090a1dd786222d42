"""The old Office container (OLE compound file): its directory and its streams."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .refusals import damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR = 0xFFFFFFFA
_SMALL_STREAM = 4096
_MAX_DIRECTORY = 128 * 10_000


@dataclass(frozen=True)
class Entry:
    """One name in the directory: its neighbours, its first child, its place and size."""

    name: str
    before: int
    after: int
    child: int
    start: int
    size: int


class CompoundFile:
    """Reads names and streams; every chain of sectors is followed at most once around the file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._read_header(data)
        except struct.error as broken:
            raise damaged() from broken

    def _read_header(self, data: bytes) -> None:
        self.data = data
        major, shift = struct.unpack_from("<H2xH", data, 26)
        if not data.startswith(SIGNATURE) or (major, shift) not in {(3, 9), (4, 12)}:
            raise damaged()
        self.sector = 1 << shift
        self.table = self._sector_table()
        self.entries = list(_entries(self._chain(struct.unpack_from("<L", data, 48)[0])))

    @property
    def names(self) -> set[str]:
        """Every name at any depth."""
        return {entry.name for entry in self.entries}

    @property
    def top_names(self) -> set[str]:
        """The names that do not lie in a folder: they tell which program wrote the file."""
        found: dict[int, str] = {}
        waiting = [self.entries[0].child] if self.entries else []
        while waiting:
            place = waiting.pop()
            if place < len(self.entries) and place not in found:
                entry = self.entries[place]
                found[place] = entry.name
                waiting += [entry.before, entry.after]
        return set(found.values())

    def streams(self, *names: str) -> Iterator[bytes]:
        """The bytes of every stream of these names; streams under 4 KB lie elsewhere and come out empty."""
        for entry in self.entries:
            if entry.name in names:
                is_small = entry.size < _SMALL_STREAM
                yield b"" if is_small else self._chain(entry.start)[: entry.size]

    def _sector_table(self) -> list[int]:
        """For each sector the one that follows it."""
        listed, extra, count = list(struct.unpack_from("<109L", self.data, 76)), *self._more_tables()
        table: list[int] = []
        for _step in range(count):
            if extra >= _LAST_SECTOR:
                break
            *more, extra = self._numbers(extra)
            listed += more
        for sector in listed:
            if sector < _LAST_SECTOR:
                table += self._numbers(sector)
            if len(table) > len(self.data) // self.sector + self.sector:
                break
        return table

    def _more_tables(self) -> tuple[int, int]:
        first, count = struct.unpack_from("<LL", self.data, 68)
        return first, min(count, len(self.data) // self.sector)

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self.sector // 4}L", self.data, (sector + 1) * self.sector)

    def _chain(self, sector: int) -> bytes:
        """All sectors from this one on, joined; a chain that runs in a circle is damage."""
        parts: list[bytes] = []
        while sector < _LAST_SECTOR:
            if sector >= len(self.table) or len(parts) > len(self.table):
                raise damaged()
            parts.append(self.data[(sector + 1) * self.sector : (sector + 2) * self.sector])
            sector = self.table[sector]
        return b"".join(parts)


def records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The numbered records of an old Excel stream."""
    place = 0
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        yield number, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _entries(directory: bytes) -> Iterator[Entry]:
    if len(directory) > _MAX_DIRECTORY:
        raise damaged()
    for place in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + min(max(length - 2, 0), 62)].decode("utf-16-le", errors="replace")
        neighbours = struct.unpack_from("<3L", directory, place + 68)
        yield Entry(name, *neighbours, *struct.unpack_from("<2L", directory, place + 116))
