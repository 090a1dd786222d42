"""Suggestions learned from past decisions: which category, which units, with the words that spoke for it.

A linear classifier over characters and pairs of them. `learning.learn(samples, labels)` gives a `Suggester`; its
`suggest(sample)` tells the likeliest labels with calibrated probabilities, or that it does not know. Learning loads
numba and scipy when it begins; suggesting needs numpy alone. Works without Django."""

from shangliang.insight.suggest.features import Sample
from shangliang.insight.suggest.suggester import Likely, Suggester, Suggestion

__all__ = ["Likely", "Sample", "Suggester", "Suggestion"]
