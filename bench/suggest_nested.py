"""Suggestions by nested cross-validation: what is reported never served to choose a setting.

    .venv/bin/python -m bench.suggest_nested LABELLED.csv --baseline PYTHON

Of every outer fold's four fifths, three inner folds choose the cost and the weight of the title among the variants, for
the baseline its cost; then both are fitted on the four fifths and asked for the last."""

import argparse
import csv
import json
import subprocess
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from bench.findings import Finding, report
from bench.suggest import SURE_SHARE
from shangliang.insight.suggest import Sample, features, vectors
from shangliang.insight.suggest.calibration import calibration_error, macro_f1
from shangliang.insight.suggest.learning import folds_of, learn

COSTS, HEADS, SEED = (0.3, 1.0, 3.0), (0.0, 0.4, 0.8), 404


def main() -> None:
    """Both sides in the same outer folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--baseline", default="", help="a Python that has scikit-learn")
    options = parser.parse_args()
    with options.table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(dict.fromkeys((row[0], row[1]) for row in csv.reader(stream)))
    names = sorted({label for label, _text in rows})
    labels = np.array([names.index(label) for label, _text in rows], dtype=np.intp)
    texts = [text for _label, text in rows]
    folds = folds_of(labels, SEED)
    answers, told, chosen = np.zeros(len(rows), np.intp), np.zeros(len(rows)), []
    for fold in range(5):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        cost, head = _chosen(texts, labels, inside)
        chosen.append(f"{cost:g}/{head:g}")
        _set(cost, head)
        suggester = learn([Sample("", texts[i]) for i in inside], [names[labels[i]] for i in inside])
        for i in outside:
            found = suggester.suggest(Sample("", texts[i])).likely
            answers[i] = names.index(found[0].label) if found else -1
            told[i] = found[0].probability if found else 0.0
    is_right = answers == labels
    surest = np.argsort(-told, kind="stable")[: int(SURE_SHARE * len(rows))]
    limit = _baseline(options.baseline, texts, labels, folds) if options.baseline else None
    found = [Finding("baseline, its cost chosen inside: macro-F1", limit)] if limit else []
    report(
        [
            *found,
            Finding(
                "macro-F1", macro_f1(labels, answers), "", limit, True, note=f"chosen {', '.join(chosen)}"
            ),
            Finding("accuracy", float(is_right.mean())),
            Finding("accuracy of the surest 70 %", float(is_right[surest].mean()), "", 0.96, True),
            Finding("calibration error (ten bins)", calibration_error(told, is_right)),
        ]
    )


def _set(cost: float, head: float) -> None:
    vectors.COST, features.HEAD_WEIGHT = cost, head


def _chosen(texts: list[str], labels: Any, inside: Any) -> tuple[float, float]:
    """The variant with the best macro-F1 over three inner folds."""
    parts = [features.counted(Sample("", texts[i])) for i in inside]
    own = labels[inside]
    folds = folds_of(own, SEED + 1) % 3
    best, chosen = -1.0, (1.0, 0.4)
    for cost, head in product(COSTS, HEADS):
        _set(cost, head)
        answers = np.zeros(len(own), np.intp)
        for fold in range(3):
            some, others = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            words = features.vocabulary([parts[i] for i in some])
            taught, asked = ([words.rows(parts[i]) for i in which] for which in (some, others))
            weights = vectors.fit(taught, len(words.keys), own[some], int(labels.max()) + 1)
            answers[others] = vectors.margins(asked, weights).argmax(axis=1)
        score = macro_f1(own, answers)
        if score > best:
            best, chosen = score, (cost, head)
    return chosen


_PROGRAM = """
import json, sys
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
given = json.load(open(sys.argv[1]))
texts, labels, folds = given["texts"], np.array(given["labels"]), np.array(given["folds"])
answers = np.zeros(len(labels), int)
for fold in range(5):
    inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
    words = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    machine = make_pipeline(words, LinearSVC(class_weight="balanced"))
    search = GridSearchCV(machine, {"linearsvc__C": [0.2, 0.5, 1.0, 3.0]}, scoring="f1_macro", cv=3)
    search.fit([texts[i] for i in inside], labels[inside])
    answers[outside] = search.predict([texts[i] for i in outside])
print(f1_score(labels, answers, average="macro"))
"""


def _baseline(python: str, texts: list[str], labels: Any, folds: Any) -> float:
    with tempfile.TemporaryDirectory() as folder:
        program, given = Path(folder) / "program.py", Path(folder) / "given.json"
        program.write_text(_PROGRAM)
        given.write_text(json.dumps({"texts": texts, "labels": labels.tolist(), "folds": folds.tolist()}))
        run = subprocess.run([python, str(program), str(given)], check=True, capture_output=True, text=True)
    return float(run.stdout)


if __name__ == "__main__":
    main()
