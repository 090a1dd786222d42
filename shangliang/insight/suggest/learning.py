"""Learning: from samples with their labels, oldest first, to a suggester that knows how good it is."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shangliang.insight.suggest import vectors
from shangliang.insight.suggest.calibration import quality
from shangliang.insight.suggest.features import Keys, Sample, Weights, counted, vocabulary
from shangliang.insight.suggest.fitting import calibrate
from shangliang.insight.suggest.suggester import Suggester

Parts = tuple[tuple[Keys, Weights], ...]
MOST_SAMPLES = 8_000
MOST_LABELS = 80
FEWEST_SAMPLES = 30
# A label seen less often cannot be told from chance.
FEWEST_OF_LABEL = 4
_FOLDS = 5
_SEED = 20


class TooLittle(Exception):
    """There are too few past decisions, or all are the same: nothing can be learned yet."""


def learn(samples: Sequence[Sample], labels: Sequence[str], mark: str = "") -> Suggester:
    """A suggester from past decisions. Of a text decided twice, the later decision counts. Raises TooLittle."""
    kept, of_kept = _worth_learning(samples, labels)
    names = sorted(set(of_kept))
    if len(kept) < FEWEST_SAMPLES or len(names) < 2:
        raise TooLittle
    numbers = np.array([names.index(one) for one in of_kept], dtype=np.intp)
    parts = [counted(one) for one in kept]
    margins = _held_back(parts, numbers, len(names))
    calibration = calibrate(margins, numbers)
    shares = calibration.probabilities(margins)
    words = vocabulary(parts)
    weights = vectors.fit([words.rows(one) for one in parts], len(words.keys), numbers, len(names))
    return Suggester(
        labels=tuple(names),
        words=words,
        weights=np.ascontiguousarray(weights[:, :-1].T, dtype=np.float32),
        constants=weights[:, -1],
        calibration=calibration,
        quality=quality(shares, numbers, calibration.sure_from),
        mark=mark,
    )


def _worth_learning(samples: Sequence[Sample], labels: Sequence[str]) -> tuple[list[Sample], list[str]]:
    """The latest, each text once, without labels that are too rare."""
    once: dict[Sample, str] = {}
    for sample, label in zip(samples, labels, strict=True):
        once.pop(sample, None)
        once[sample] = label
    latest = list(once.items())[-MOST_SAMPLES:]
    often = Counter(label for _sample, label in latest).most_common(MOST_LABELS)
    known = {label for label, count in often if count >= FEWEST_OF_LABEL}
    found = [(sample, label) for sample, label in latest if label in known]
    return [sample for sample, _label in found], [label for _sample, label in found]


def _held_back(parts: Sequence[Parts], labels: NDArray[np.intp], many: int) -> NDArray[np.float64]:
    """Margins of each sample by a classifier that was trained without it."""
    margins = np.zeros((len(parts), many))
    folds = folds_of(labels)
    for fold in range(_FOLDS):
        inside, outside = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        words = vocabulary([parts[i] for i in inside])
        taught = [words.rows(parts[i]) for i in inside]
        weights = vectors.fit(taught, len(words.keys), labels[inside], many)
        margins[outside] = vectors.margins([words.rows(parts[i]) for i in outside], weights)
    return margins


def folds_of(labels: NDArray[np.intp], seed: int = _SEED) -> NDArray[np.intp]:
    """In which of five parts each sample is held back; every label spread evenly."""
    shuffled = np.random.default_rng(seed)
    folds = np.zeros(len(labels), dtype=np.intp)
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        shuffled.shuffle(places)
        folds[places] = np.arange(len(places)) % _FOLDS
    return folds
