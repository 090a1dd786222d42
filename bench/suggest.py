"""Suggestions beside a TF-IDF and linear SVM baseline: the same texts, the same folds, in the same run.

    .venv/bin/python -m bench.suggest LABELLED.csv [--baseline PYTHON] [--seeds 7 11 23]

The table has no heading: label, text. The baseline needs scikit-learn, which is no part of the product: name the Python
of an environment that has it (bench/requirements-peers.txt)."""

import argparse
import csv
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.findings import Finding, median, report
from shangliang.insight.suggest import Sample, Suggester
from shangliang.insight.suggest.calibration import calibration_error, macro_f1
from shangliang.insight.suggest.learning import folds_of, learn

SURE_SHARE = 0.7


def main() -> None:
    """Measure both sides over the seeds and report the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path)
    parser.add_argument("--baseline", default="", help="a Python that has scikit-learn")
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 11, 23])
    options = parser.parse_args()
    with options.table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(dict.fromkeys((row[0], row[1]) for row in csv.reader(stream)))
    names = sorted({label for label, _text in rows})
    labels = np.array([names.index(label) for label, _text in rows], dtype=np.intp)
    folds = [folds_of(labels, seed) for seed in options.seeds]
    ours = [_held_back(rows, names, labels, one) for one in folds]
    theirs = _baseline(options.baseline, rows, folds) if options.baseline else []
    report(_findings(ours, theirs, labels, rows, names))


def _held_back(rows: list[tuple[str, str]], names: list[str], labels: Any, folds: Any) -> dict[str, Any]:
    """Every text suggested for by a suggester that was learned without it, inner calibration included."""
    likely = np.zeros((len(rows), 3), dtype=np.intp)
    told, is_sure, fit_seconds, times = np.zeros(len(rows)), np.zeros(len(rows), bool), 0.0, []
    for fold in np.unique(folds):
        inside, outside = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        started = time.process_time()
        suggester = learn([Sample("", rows[i][1]) for i in inside], [rows[i][0] for i in inside])
        fit_seconds += time.process_time() - started
        for i in outside:
            started = time.process_time()
            found = suggester.suggest(Sample("", rows[i][1]))
            times.append(time.process_time() - started)
            places = [names.index(one.label) for one in found.likely] or [-1]
            likely[i] = [*places, -1, -1, -1][:3]
            told[i] = found.likely[0].probability if found.likely else 0.0
            is_sure[i] = found.is_sure
    return {"likely": likely, "told": told, "is_sure": is_sure, "fit": fit_seconds, "times": times}


_PROGRAM = """
import json, sys, time
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC
given = json.load(open(sys.argv[1]))
texts, labels = given["texts"], np.array(given["labels"])
out = []
for folds in given["folds"]:
    folds, answers, margins, fit, times = np.array(folds), np.empty(len(labels), object), np.zeros(len(labels)), 0.0, []
    for fold in sorted(set(folds)):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        start = time.process_time()
        words = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        rows = words.fit_transform([texts[i] for i in inside])
        machine = LinearSVC(C=0.5, class_weight="balanced").fit(rows, labels[inside])
        fit += time.process_time() - start
        for i in outside:
            start = time.process_time()
            values = machine.decision_function(words.transform([texts[i]]))[0]
            times.append(time.process_time() - start)
            order = np.argsort(-values)
            answers[i] = machine.classes_[order[0]]
            margins[i] = values[order[0]] - values[order[1]]
    out.append({"answers": answers.tolist(), "margins": margins.tolist(), "fit": fit, "times": times})
json.dump(out, open(sys.argv[2], "w"))
"""


def _baseline(python: str, rows: list[tuple[str, str]], folds: list[Any]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        program, given, out = (Path(folder) / name for name in ("program.py", "given.json", "out.json"))
        program.write_text(_PROGRAM)
        told = {"labels": [one for one, _text in rows], "texts": [text for _label, text in rows]}
        given.write_text(json.dumps({**told, "folds": [one.tolist() for one in folds]}))
        subprocess.run([python, str(program), str(given), str(out)], check=True)
        return list(json.loads(out.read_text()))


def _surest(told: Any, is_right: Any) -> float:
    best = np.argsort(-np.asarray(told), kind="stable")[: int(SURE_SHARE * len(is_right))]
    return float(is_right[best].mean())


def _mean(values: Any) -> float:
    return float(np.mean(list(values)))


def _findings(ours: Any, theirs: Any, labels: Any, rows: Any, names: list[str]) -> list[Finding]:
    right = [one["likely"][:, 0] == labels for one in ours]
    f1 = _mean(macro_f1(labels, one["likely"][:, 0]) for one in ours)
    found = []
    limit = None
    if theirs:
        answers = [np.array([names.index(one) for one in side["answers"]]) for side in theirs]
        limit = _mean(macro_f1(labels, one) for one in answers)
        sure = _mean(
            _surest(side["margins"], one == labels) for side, one in zip(theirs, answers, strict=True)
        )
        found += [
            Finding("baseline: macro-F1", limit),
            Finding("baseline: accuracy", _mean((one == labels).mean() for one in answers)),
            Finding("baseline: accuracy of the surest 70 %", sure),
            Finding("baseline: learning five folds", _mean(one["fit"] for one in theirs), "s CPU"),
            Finding("baseline: one answer", 1000 * _mean(median(one["times"]) for one in theirs), "ms CPU"),
        ]
    in_three = _mean((one["likely"] == labels[:, None]).any(axis=1).mean() for one in ours)
    surest = _mean(_surest(one["told"], ok) for one, ok in zip(ours, right, strict=True))
    sure_right = _mean(ok[one["is_sure"]].mean() for one, ok in zip(ours, right, strict=True))
    error = _mean(calibration_error(one["told"], ok) for one, ok in zip(ours, right, strict=True))
    return [
        *found,
        Finding("macro-F1", f1, limit=limit, is_least=True),
        Finding("accuracy", _mean(one.mean() for one in right)),
        Finding("right one among three", in_three),
        Finding("accuracy of the surest 70 %", surest, limit=0.96, is_least=True),
        Finding("share called sure", _mean(one["is_sure"].mean() for one in ours)),
        Finding("accuracy of those called sure", sure_right),
        Finding("calibration error (ten bins)", error),
        Finding("learning five folds, with calibration", _mean(one["fit"] for one in ours), "s CPU"),
        Finding(
            "one suggestion with its words", 1000 * _mean(median(one["times"]) for one in ours), "ms CPU", 2.0
        ),
        Finding("size of what was learned", _size(rows), "MB"),
    ]


def _size(rows: list[tuple[str, str]]) -> float:
    made: Suggester = learn([Sample("", text) for _label, text in rows], [label for label, _text in rows])
    return (made.weights.nbytes + made.words.keys.nbytes + made.words.rarity.nbytes) / 1e6


if __name__ == "__main__":
    main()
