"""Keeping what was learned as new as the decisions: learned again when they changed, in a process of its own."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from shangliang.insight.suggest import store
from shangliang.insight.suggest.features import Sample
from shangliang.insight.suggest.learning import FEWEST_SAMPLES, TooLittle, learn
from shangliang.jobs.apart import apart

# Decisions of the past, oldest first: a text, and the label that people gave it.
Decided = Sequence[tuple[Sample, str]]


def renew(path: Path, decided: Decided) -> None:
    """Learn the file anew unless it stands and was learned from these decisions; too few leave no file."""
    mark = _mark(decided)
    known = store.load(path)
    if known is not None and known.mark == mark:
        return
    if len(decided) < FEWEST_SAMPLES:
        path.unlink(missing_ok=True)
        return
    samples, labels = [sample for sample, _label in decided], [label for _sample, label in decided]
    try:
        store.save(apart(learn, samples, labels, mark), path)
    except TooLittle:
        path.unlink(missing_ok=True)


def _mark(decided: Decided) -> str:
    """The same while nothing was decided or corrected."""
    told = hashlib.sha256()
    for sample, label in decided:
        told.update("\0".join([*sample, label, ""]).encode("utf-8", "surrogatepass"))
    return told.hexdigest()
