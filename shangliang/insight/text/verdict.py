"""Is one text the other again? A judgement with a probability, by coefficients learned on planted copies."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from shangliang.insight.text import grams
from shangliang.insight.text.grams import Codes
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.passages import Span, shared_spans

# Learned by `python -m bench.text_verdict`; the file says on what.
DATA = Path(__file__).with_name("verdict.json")
FEATURES = (
    "part of the text found in the question",
    "the smaller of both parts",
    "part of the question in shared passages",
    "part of the text in shared passages",
    "all shared passages, squared",
    "title of one in the other",
    "larger weighed part, squared",
    "telling part of the question in shared passages",
    "telling part of the text found",
    "the larger of both telling parts",
    "most telling shared passage",
    "all that shared passages tell",
)
# With fewer pairs than this a question is a heading, and no text that could be handed in again.
FEWEST_PAIRS = 30
# A pair tells nothing up to this share of what a pair is worth that stands in no text.
_TELLS = 0.3
Worth = Callable[[Codes], Any]
Verdict = Literal["copy", "likely", "other"]
# A code that no text has: a pair without characters.
_UNKNOWN = np.zeros(1, np.uint64)


@dataclass(frozen=True)
class Written:
    """A text to be judged: as written, and its pairs."""

    title: str
    text: str
    codes: Codes
    titled: Codes

    @classmethod
    def of(cls, title: str, text: str) -> "Written":
        """Prepare a text."""
        return cls(title, text, grams.grams_of(f"{title}\n{text}"), grams.grams_of(title))

    @property
    def whole(self) -> str:
        """Title and text."""
        return f"{self.title}\n{self.text}"


def features(one: Written, other: Written, worth: Worth) -> Any:
    """What two texts have in common, as numbers between 0 and about 1, in the order of FEATURES."""
    both = np.intersect1d(one.codes, other.codes, assume_unique=True)
    here, there, shared = (worth(codes) for codes in (one.codes, other.codes, both))
    told_here, told_there, told_both = (_telling(some, worth).sum() for some in (here, there, shared))
    found, held = len(both) / max(1, len(one.codes)), len(both) / max(1, len(other.codes))
    spans = shared_spans(one.whole, other.whole)
    long, back = _length(spans), _length(shared_spans(other.whole, one.whole))
    passages = _told_by(one.whole, spans, worth)
    weighed = max(_part(shared.sum(), here.sum()), _part(shared.sum(), there.sum()))
    seen = [held, min(found, held)]
    seen += [min(1.0, long / max(1, len(one.whole))), min(1.0, back / max(1, len(other.whole)))]
    seen += [_steps(long) ** 2, max(_titles(one, other), _titles(other, one)), weighed**2]
    seen += [_part(passages.sum(), told_here), _part(told_both, told_there)]
    seen += [max(_part(told_both, told_here), _part(told_both, told_there))]
    seen += [_steps(float(passages.max(initial=0.0))), _steps(float(passages.sum()))]
    return np.array(seen)


def _telling(worths: Any, worth: Worth) -> Any:
    """What is left of worths beyond what common pairs have, from 0 to 1, whatever the number of texts."""
    most = worth(_UNKNOWN)[0]
    return np.maximum(0, worths / most - _TELLS) / (1 - _TELLS)


def _told_by(text: str, spans: Sequence[Span], worth: Worth) -> Any:
    """What each shared passage tells; a pair that comes again tells nothing more."""
    pieces = [normalise(text[start:end]).replace("\0", " ") for start, end in spans]
    if not pieces:
        return np.zeros(0)
    codes, owners = grams.batch_pairs(pieces)
    distinct, first = np.unique(codes, return_index=True)
    told = _telling(worth(distinct.astype(np.uint64)), worth)
    return np.bincount(owners[first], told, minlength=len(pieces))


def _length(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def _steps(size: float) -> float:
    """A length as doublings: 0 for none, 1 for about four hundred; beyond some thousands more says nothing more."""
    return min(1.3, float(np.log1p(size) / 6))


def _part(some: float, whole: float) -> float:
    return float(some / whole) if whole else 0.0


def _titles(one: Written, other: Written) -> float:
    """Which part of a title stands in the other's title or text."""
    held = np.isin(one.titled, other.codes, assume_unique=True).sum()
    return float(held / max(1, len(one.titled)))


@dataclass(frozen=True)
class Judge:
    """The learned coefficients."""

    weights: Any
    constant: float
    likely: float
    certain: float

    def probability(self, seen: Any) -> float:
        """How probable it is that texts with these features are the same."""
        return float(1 / (1 + np.exp(-(seen @ self.weights + self.constant))))


def judged(asked: Written, other: Written, worth: Worth) -> tuple[float, Verdict]:
    """How probable it is that a text is the one asked about again, and in a word; headings are never a copy."""
    chance = judge().probability(features(asked, other, worth))
    if len(asked.codes) < FEWEST_PAIRS or chance < judge().likely:
        return chance, "other"
    return chance, "copy" if chance >= judge().certain else "likely"


@cache
def judge() -> Judge:
    """The judge of this release."""
    told = json.loads(DATA.read_text())
    weights = np.array([told["weights"][name] for name in FEATURES])
    return Judge(weights, told["constant"], told["likely"], told["certain"])
