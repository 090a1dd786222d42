"""A name for a group of texts, made of passages its titles share and others do not."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

MOST_WORDS = 3
LONGEST = 12
# In how much of the group a passage must stand.
_LEAST_SHARE = 0.3
_LOOKED_AT = 60
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9]+")
_FRAME = re.compile(
    r"^关于|的?(?:建议|提案|意见|问题|情况|报告)$|进一步|(?:加强|加快|推进|推动|促进|完善|优化|提升|提高|深化|强化|解决|改善|切实|打造|规范|增设|增加|新建|咨询|投诉|反映|请求)"
)
_EDGES = "的了是在和与及等为对将把被从向以于之其该这那就也都还"


def shared_words(heads: Sequence[str], everything: Sequence[str]) -> tuple[str, ...]:
    """At most three passages, those first that say most; the first title's own words if nothing is shared."""
    counts = Counter(word for head in heads for word in _passages(head))
    least = max(2, _LEAST_SHARE * len(heads))
    shared = {word: count for word, count in counts.items() if count >= least}
    whole = [word for word in shared if not _is_part(word, shared)]
    likely = sorted(whole, key=lambda word: (-shared[word] * len(word), word))[:_LOOKED_AT]
    scored = {word: _worth(word, shared[word] / len(heads), everything) for word in likely}
    chosen: list[str] = []
    for word in sorted(scored, key=lambda one: (-scored[one], one)):
        if len(chosen) < MOST_WORDS and not any(_overlaps(word, other) for other in chosen):
            chosen.append(word)
    return tuple(chosen) or _own_words(heads)


def without_frame(head: str) -> str:
    """A title without what all titles have (关于…的建议) and the verbs of its trade."""
    return _FRAME.sub(" ", head.strip())


def _passages(head: str) -> set[str]:
    """All runs of two to twelve characters of a title without its frame (关于…的建议)."""
    found = set()
    for run in _RUN.findall(without_frame(head)):
        for start in range(len(run)):
            for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
                word = run[start:end]
                if word[0] not in _EDGES and word[-1] not in _EDGES and _stands_alone(run, start, end):
                    found.add(word)
    return found


def _stands_alone(run: str, start: int, end: int) -> bool:
    """Whether a passage cuts no number or Latin word in two, and none off its measure word (3号线)."""
    before = start == 0 or not run[start - 1].isascii()
    after = end == len(run) or not (run[end - 1].isascii() and run[end].isascii())
    return before and after


def _is_part(word: str, shared: dict[str, int]) -> bool:
    """Whether a longer passage stands in nearly as many titles, so that this one is only a piece of it."""
    return any(
        word != other and word in other and count >= 0.75 * shared[word] for other, count in shared.items()
    )


def _worth(word: str, share: float, everything: Sequence[str]) -> float:
    outside = sum(word in head for head in everything) / len(everything)
    return share * log((share + 0.01) / (outside + 0.01)) * sqrt(len(word))


def _overlaps(one: str, other: str) -> bool:
    return any(one[i : i + 2] in other for i in range(len(one) - 1))


def _own_words(heads: Sequence[str]) -> tuple[str, ...]:
    runs = _RUN.findall(without_frame(heads[0])) if heads else []
    longest = sorted(runs, key=lambda run: (-len(run), run))[:1]
    return tuple(run[:LONGEST] for run in longest)
