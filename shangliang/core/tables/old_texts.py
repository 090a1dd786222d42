"""How long the shared texts of an old workbook are, so that repeating them can be weighed."""

import struct
from collections.abc import Iterable, Sequence

from shangliang.core.files.refusals import damaged

_TEXTS, _CONTINUED = 0xFC, 0x3C
_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


def old_text_lengths(records: Iterable[tuple[int, bytes]]) -> list[int]:
    """The number of characters of every shared text."""
    bodies: list[bytes] = []
    is_open = False
    for number, body in records:
        is_open = number == _TEXTS or (is_open and number == _CONTINUED)
        if is_open:
            bodies.append(body)
    try:
        return _Texts(bodies).lengths() if bodies else []
    except (struct.error, IndexError) as broken:
        raise damaged() from broken


class _Texts:
    """Walks over texts that may go on from one record into the next."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self.bodies = bodies
        self.record = 0
        self.place = 8

    def lengths(self) -> list[int]:
        found: list[int] = []
        count = struct.unpack_from("<L", self.bodies[0], 4)[0]
        while len(found) < count and self._is_more():
            found.append(self._length())
        return found

    def _length(self) -> int:
        """Pass over one text with its formats and phonetic notes."""
        length, flags = self._take("<HB")
        runs = self._take("<H")[0] if flags & _RICH else 0
        notes = self._take("<L")[0] if flags & _PHONETIC else 0
        self._skip_letters(length, flags)
        self._skip(runs * 4 + notes)
        return int(length)

    def _take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.bodies[self.record], self.place)
        self.place += struct.calcsize(form)
        return values

    def _skip_letters(self, letters: int, flags: int) -> None:
        """In every further record a text begins with a mark that tells how wide its letters are."""
        while letters:
            width = 2 if flags & _WIDE else 1
            here = min(letters, (len(self.bodies[self.record]) - self.place) // width)
            letters -= here
            self.place += here * width
            if letters:
                self.record, self.place = self.record + 1, 1
                flags = self.bodies[self.record][0]

    def _skip(self, size: int) -> None:
        while size > len(self.bodies[self.record]) - self.place:
            size -= len(self.bodies[self.record]) - self.place
            self.record, self.place = self.record + 1, 0
        self.place += size

    def _is_more(self) -> bool:
        """Step into the next record when this one is used up."""
        while self.record < len(self.bodies) and self.place >= len(self.bodies[self.record]):
            self.record, self.place = self.record + 1, 0
        return self.record < len(self.bodies)
