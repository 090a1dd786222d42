"""A draft as the checks read it, and a hint: where, what, why, on which words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from shangliang.core.errors import Sentence

# What is read of one part; a pasted book costs no more than a long proposal.
LONGEST = 30_000
MOST_SHOWN = 24


@dataclass(frozen=True)
class Draft:
    """The parts of a proposal as typed."""

    title: str = ""
    problem: str = ""
    analysis: str = ""
    suggestion: str = ""

    def parts(self) -> Iterator[tuple[str, str]]:
        """(name, text in one width) of each part."""
        for name in ("title", "problem", "analysis", "suggestion"):
            yield name, unicodedata.normalize("NFKC", getattr(self, name)[:LONGEST])

    @property
    def whole(self) -> str:
        """All parts."""
        return "\n".join(text for _name, text in self.parts())


@dataclass(frozen=True)
class Hint:
    """`part` is where, `sentence` what was noticed, `reason` why it matters; `words` stand in the text."""

    code: str
    part: str
    sentence: Sentence
    reason: Sentence
    words: str = ""


def first_of(draft: Draft, pattern: re.Pattern[str]) -> tuple[str, str] | None:
    """(part, words) where a pattern first occurs."""
    for name, text in draft.parts():
        if found := pattern.search(text):
            return name, shortened(found.group(0))
    return None


def shortened(words: str) -> str:
    """Words as they are shown beside a hint."""
    flat = " ".join(words.split())
    return flat if len(flat) <= MOST_SHOWN else flat[: MOST_SHOWN - 1] + "…"
