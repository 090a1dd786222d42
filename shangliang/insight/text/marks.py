"""Passages of an original text in which the words of a query stand, marked without touching the text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from shangliang.core.simplified import simplifier
from shangliang.insight.text import sounds
from shangliang.insight.text.words import Word

AROUND = 60
MOST_MARKS = 200
# What may stand between two characters of a word: gaps, hidden characters, pinyin in brackets, remains of HTML.
_PINYIN = r"[(（][^()（）\u3400-\u9fff]{1,9}[)）]"
_BETWEEN = rf"(?:[\s\u200b-\u200f\u2060-\u2064\ufeff\xad]|</?[A-Za-z][^<>]{{0,40}}>|{_PINYIN}){{0,3}}"
_ANYTHING = r"[\W_]{0,3}"


@dataclass(frozen=True)
class Passage:
    """A piece of the original text, marked or not. Written into a page it is escaped like any text."""

    text: str
    is_marked: bool = False


Marked = tuple[Passage, ...]


def marked(text: str, words: Sequence[Word], *, by_sound: bool = False) -> Marked:
    """The whole text, the words marked."""
    return _cut(text, spans(text, words, by_sound=by_sound), 0, len(text))


def snippet(text: str, words: Sequence[Word], length: int = 2 * AROUND) -> Marked:
    """The piece of a text that holds most of the words, the words marked; its beginning if it holds none."""
    found = spans(text, words)
    start = _densest(found, length)
    end = min(len(text), start + length)
    start = max(0, end - length)
    pieces = _cut(text, found, start, end)
    before = (Passage("…"),) if start else ()
    behind = (Passage("…"),) if end < len(text) else ()
    return (*before, *pieces, *behind)


def _densest(found: Sequence[tuple[int, int]], length: int) -> int:
    best, most = 0, 0
    for at, (start, _end) in enumerate(found):
        many = sum(1 for other, end in found[at:] if end <= start - length // 4 + length)
        if many > most:
            best, most = max(0, start - length // 4), many
    return best


def _cut(text: str, found: Iterable[tuple[int, int]], start: int, end: int) -> Marked:
    pieces: list[Passage] = []
    at = start
    for first, last in found:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        pieces += [Passage(text[at:first]), Passage(text[first:last], is_marked=True)]
        at = last
    pieces.append(Passage(text[at:end]))
    return tuple(one for one in pieces if one.text)


def spans(text: str, words: Sequence[Word], *, by_sound: bool = False) -> list[tuple[int, int]]:
    """Where the words stand in the original, in order, without overlap."""
    shown = shape(text)
    found: list[tuple[int, int]] = []
    for word in words:
        places = _places(shown, word)
        found += places or (_sounding(text, word) if by_sound else [])
    return _apart(found)[:MOST_MARKS]


def _apart(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart


def _places(shown: str, word: Word) -> list[tuple[int, int]]:
    """The word as one piece; of a long run that does not stand so, its longest pieces."""
    whole = [one.span() for one in _pattern(word.folded).finditer(shown)][:MOST_MARKS]
    if whole or word.is_exact:
        return whole
    found: list[tuple[int, int]] = []
    letters, at = word.folded, 0
    while at < len(letters) - 1:
        size = next((n for n in range(min(12, len(letters) - at), 1, -1) if letters[at : at + n] in shown), 1)
        if size > 1:
            piece = letters[at : at + size]
            found += [one.span() for one in re.finditer(re.escape(piece), shown)][:20]
        at += size
    return found


@cache
def _shapes() -> dict[int, str]:
    """Characters as they are matched: simplified, half-width, in lower case; one for one."""
    plain = [chr(code) for code in range(0x3400, 0xA000)]
    simple = simplifier()("\n".join(plain)).split("\n")
    table = {ord(a): b for a, b in zip(plain, simple, strict=True) if a != b and len(b) == 1}
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    table |= {code: chr(code + 32) for code in range(65, 91)}
    return table


def shape(text: str) -> str:
    """A text in matching form, character by character: places in it are places in the text."""
    return text.translate(_shapes())


def _pattern(folded: str) -> re.Pattern[str]:
    parts = [_BETWEEN.join(map(re.escape, piece)) for piece in folded.split(" ")]
    return re.compile(_ANYTHING.join(parts))


def _sounding(text: str, word: Word) -> list[tuple[int, int]]:
    """Where a title or a name sounds as typed."""
    typed = sounds.typed_initials(word.typed_sound)
    wanted = [sounds.typed_syllables(word.typed_sound)] if typed else []
    spoken = sounds.spoken(text)
    found = [span for one in wanted if one for span in _runs(spoken, one)]
    if not found and typed:
        found = _runs([sounds.initials_of(one) for one in spoken], typed)
    return found


def _runs(spoken: Sequence[set[int]], wanted: Sequence[int]) -> list[tuple[int, int]]:
    size = len(wanted)
    return [
        (at, at + size)
        for at in range(len(spoken) - size + 1)
        if all(one in spoken[at + place] for place, one in enumerate(wanted))
    ]
