"""What somebody typed into a search box, taken apart: words, "phrases in quotes", sounds."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from shangliang.insight.text import grams, sounds
from shangliang.insight.text.grams import Codes
from shangliang.insight.text.normalise import normalise

# A longer query is a text: its beginning is searched for.
LONGEST_QUERY = 400
MOST_WORDS = 12
# A run of characters up to this length must stand as it is; of a longer one most of its pairs must.
WHOLE = 4
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "《": "》", "„": "“"}
_CLOSING = frozenset(_QUOTES.values())


@dataclass(frozen=True)
class Word:
    """One word to be found, normalised and in lower case; quoted ones stand exactly so."""

    text: str
    is_quoted: bool = False

    @cached_property
    def folded(self) -> str:
        """Its letters alone."""
        return fold(self.text)

    @cached_property
    def pairs(self) -> Codes:
        """Its different pairs of characters, without a field."""
        return np.unique(grams.pairs(grams.letters(self.text)))

    @property
    def is_exact(self) -> bool:
        """Whether it must stand in a text as one piece."""
        return self.is_quoted or len(self.folded) <= WHOLE or self.folded.isascii()

    @property
    def typed_sound(self) -> str:
        """The word, if it may be pinyin or initials."""
        bare = self.text.replace("'", "").lower()
        return bare if not self.is_quoted and sounds.typed_initials(bare) else ""


def fold(text: str) -> str:
    """The letters and digits of a normalised text in lower case; one space where anything else stands."""
    codes = grams.letters(text)
    raw = np.where(codes == 0, np.uint16(32), codes).astype("<u2").tobytes()
    return " ".join(raw.decode("utf-16-le", "replace").split())


def words_of(typed: str) -> tuple[Word, ...]:
    """The words of a query, each once, at most a dozen; what is no letter or digit asks for nothing."""
    found: dict[Word, None] = {}
    for text, is_quoted in _pieces(typed[:LONGEST_QUERY]):
        plain = normalise(text).strip()
        for one in [plain] if is_quoted else plain.split():
            word = Word(one.lower(), is_quoted)
            if word.folded:
                found[word] = None
    return tuple(found)[:MOST_WORDS]


def _pieces(typed: str) -> list[tuple[str, bool]]:
    """The query cut at its quotes; a quote that never closes is none."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    while at < len(typed):
        opening = next((i for i in range(at, len(typed)) if typed[i] in _QUOTES), -1)
        closing = typed.find(_QUOTES[typed[opening]], opening + 1) if opening >= 0 else -1
        if closing < 0:
            pieces.append((typed[at:], False))
            break
        pieces += [(typed[at:opening], False), (typed[opening + 1 : closing], True)]
        at = closing + 1
    return [(text, is_quoted) for text, is_quoted in pieces if text.strip()]
