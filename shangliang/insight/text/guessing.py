"""“Did you mean …?”: other words of the same sound that stand in titles this person may read."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from shangliang.insight.text import registry, sounds
from shangliang.insight.text.index import current
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.ranking import Narrowing, sounding_like
from shangliang.insight.text.seen import readable
from shangliang.insight.text.words import Word

LOOKED_AT = 200


def guessed(user: Any, words: Sequence[Word], narrowing: Narrowing) -> str:
    """The query with words replaced by their like; empty if nothing is known. Only titles one may read speak."""
    meant = [_meant(user, word, narrowing) for word in words]
    if meant == [word.text for word in words]:
        return ""
    return " ".join(meant)


def _meant(user: Any, word: Word, narrowing: Narrowing) -> str:
    syllables = sounds.first_syllables(word.folded)
    if len(syllables) < 2 or 0 in syllables:
        return word.text
    with current() as index:
        keys = sounding_like(index, syllables, narrowing, LOOKED_AT)
    found = Counter(piece for title in _titles(user, keys) for piece in _pieces(title, syllables))
    return word.text if not found or word.folded in found else found.most_common(1)[0][0]


def _titles(user: Any, keys: Sequence[int]) -> list[str]:
    """Titles as this person reads them."""
    titles = []
    for number, (_kind, face) in enumerate(registry.faces()):
        pks = [pk for part, pk in map(registry.parts_of, keys) if part == number]
        allowed, _more = readable(face, user, pks)
        titles += [one.title for one in face.load(allowed)] if allowed else []
    return titles


def _pieces(title: str, syllables: Sequence[int]) -> list[str]:
    plain = normalise(title)
    spoken, size = sounds.spoken(plain), len(syllables)
    return [
        plain[at : at + size]
        for at in range(len(plain) - size + 1)
        if all(one in spoken[at + place] for place, one in enumerate(syllables))
    ]
