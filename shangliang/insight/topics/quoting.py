"""Sentences that speak for a group: those nearest its middle, each from another text, as they stand there."""

import re
from collections import Counter
from collections.abc import Sequence
from math import sqrt

from shangliang.insight.suggest.features import flat
from shangliang.insight.topics.topic import Item, Quote

MOST_QUOTES = 3
# Too short says nothing; too long is no quote.
SHORTEST, LONGEST = 10, 90
_READ = 3_000
# Of two sentences that share so much, one is told.
_SAME = 0.6
_MOST_TEXTS = 200
_COURTESY = re.compile(
    r"^(?:尊敬的|敬爱的|此致|您好|你好|谢谢|感谢)|(?:上级|有关|各级)(?:领导|部门)|(?:您好|谢谢)[!！。]?$"
)
_END = re.compile(r"(?<=[。!?;！？；\n])")


def nearest_sentences(items: Sequence[Item]) -> tuple[Quote, ...]:
    """At most three, the best first."""
    read = items[-_MOST_TEXTS:]
    common = Counter(pair for one in read for pair in _pairs(one.head + one.text[:_READ]))
    shared = {pair: count - 1 for pair, count in common.items() if count > 1}
    best = [found for one in read if (found := _best_of(one, shared))]
    chosen: list[Quote] = []
    for _worth, quote in sorted(best, key=lambda found: (-found[0], found[1].key)):
        if len(chosen) < MOST_QUOTES and not any(_says_the_same(quote, other) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _says_the_same(one: Quote, other: Quote) -> bool:
    left, right = _pairs(one.text), _pairs(other.text)
    return len(left & right) > _SAME * min(len(left), len(right))


def _best_of(item: Item, shared: dict[str, int]) -> tuple[float, Quote] | None:
    sentences = [one.strip() for one in _END.split(item.text[:_READ])]
    fit = [one for one in sentences if SHORTEST <= len(one) <= LONGEST and not _COURTESY.search(one)]
    scored = [(_closeness(one, shared), one) for one in fit]
    if not scored:
        return None
    worth, text = max(scored, key=lambda found: (found[0], found[1]))
    return (worth, Quote(item.key, text)) if worth > 0 else None


def _closeness(sentence: str, shared: dict[str, int]) -> float:
    pairs = _pairs(sentence)
    return sum(shared.get(pair, 0) for pair in pairs) / sqrt(len(pairs) + 8)


def _pairs(text: str) -> set[str]:
    compared = flat(text)
    return {compared[i : i + 2] for i in range(len(compared) - 1) if compared[i : i + 2].isalnum()}
