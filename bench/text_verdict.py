"""Teach the judge of copies, on some kinds of change, and measure it on others; writes verdict.json of the product.

.venv/bin/python -m bench.text_verdict --data FOLDER [--write] [--fresh]"""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import django
import numpy as np
from scipy.optimize import minimize

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
django.setup()

from bench.findings import Finding, report  # noqa: E402
from bench.text_changes import LOOKED_AT, TUNED_ON  # noqa: E402
from bench.text_changes_later import LATER  # noqa: E402
from bench.text_corpus import Corpus, corpus  # noqa: E402
from bench.text_fresh import FRESH  # noqa: E402
from bench.text_planted import area, index_of, judged_pairs, questions, unlike  # noqa: E402
from shangliang.insight.text.index import Index  # noqa: E402
from shangliang.insight.text.verdict import DATA, FEATURES, judge  # noqa: E402

# Texts as they were written, of a large and of a small body; and among texts recombined of theirs, to mislead.
LARGE, SMALL, MISLEADING = 14_000, 2_000, 40_000
EACH, PENALTY = 300, 0.03
TAUGHT = (*TUNED_ON, *LOOKED_AT, *LATER)
# Of what is called a copy at most this share may be none; of what is called likely, that.
WRONG_COPY, WRONG_LIKELY = 0.01, 0.10


def main() -> None:
    """Learn and perhaps write; or measure the judge of the product on kinds of change that it was not taught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SHANGLIANG_ZH"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="measure only, once the judge is finished")
    options = parser.parse_args()
    large, small = prepared(options.data, LARGE), prepared(options.data, SMALL)
    if options.fresh:
        misleading = prepared(options.data, MISLEADING)
        report(
            [
                *fresh_findings("fresh kinds", *large),
                *fresh_findings("fresh kinds, small body", *small),
                *fresh_findings("fresh kinds, among texts recombined of the originals", *misleading, None),
            ]
        )
        return
    taught = [judged_pairs(*one, questions(one[1], TAUGHT, EACH, 1)) for one in (large, small)]
    rows, truth = (np.concatenate([one[part] for one in taught]) for part in (0, 1))
    names = [name for one in taught for name in one[2]]
    weights, constant = learned(rows, truth)
    likely, certain = (
        threshold(rows @ weights + constant, truth, most) for most in (WRONG_LIKELY, WRONG_COPY)
    )
    findings = [Finding("verdict, kinds taught: AUC", area(rows @ weights, truth))]
    findings += told_apart(
        "each kind by a judge taught on the others", left_out(rows, truth, names), truth, names
    )
    if options.write:
        write(weights, constant, likely, certain)
    report(findings)


def prepared(folder: Path | None, size: int) -> tuple[Index, Corpus]:
    """An index of so many texts, and the texts."""
    made = corpus(folder, size)
    index = index_of(made.texts)
    return index, replace(made, outside=unlike(index, made))


def left_out(rows: Any, truth: Any, names: list[str]) -> Any:
    """Scores of every kind of change by a judge that was taught on all the others."""
    each, scores = np.array(names), np.zeros(len(truth))
    for name in dict.fromkeys(names):
        weights, constant = learned(rows[each != name], truth[each != name])
        scores[each == name] = rows[each == name] @ weights + constant
    return scores


def fresh_findings(what: str, index: Index, made: Corpus, least: float | None = 0.98) -> list[Finding]:
    """The judge of the product on kinds of change that it was not taught."""
    rows, truth, names = judged_pairs(index, made, questions(made, FRESH, EACH, 5))
    scores = rows @ judge().weights + judge().constant
    return [*told_apart(what, scores, truth, names, least), *calibration(scores, truth)]


def told_apart(
    what: str, scores: Any, truth: Any, names: list[str], least: float | None = 0.98
) -> list[Finding]:
    """Area under the curve, of all kinds together and of each."""
    found = [Finding(f"verdict, {what}: AUC", area(scores, truth), "", least, is_least=True)]
    for name in dict.fromkeys(names):
        chosen = np.array([one == name for one in names])
        found.append(Finding(f"  {name}", area(scores[chosen], truth[chosen])))
    return found


def learned(rows: Any, truth: Any) -> tuple[Any, float]:
    """Logistic regression with a small penalty."""

    def loss(values: Any) -> tuple[float, Any]:
        weights, constant = values[:-1], values[-1]
        score = rows @ weights + constant
        chance = 1 / (1 + np.exp(-score))
        value = np.logaddexp(0, -score * (2 * truth - 1)).sum() + PENALTY / 2 * (weights**2).sum()
        slope = rows.T @ (chance - truth) + PENALTY * weights
        return value, np.append(slope, (chance - truth).sum())

    found = minimize(
        loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 3000}
    ).x
    return found[:-1], float(found[-1])


def threshold(scores: Any, truth: Any, wrong: float) -> float:
    """The lowest probability above which at most this share is wrong."""
    order = np.argsort(-scores)
    share = np.cumsum(truth[order] == 0) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(share <= wrong).max(initial=0))
    return float(1 / (1 + np.exp(-scores[order[last]])))


def calibration(scores: Any, truth: Any) -> list[Finding]:
    """How far the told probabilities are from the truth, and how often each verdict is wrong."""
    chance = 1 / (1 + np.exp(-scores))
    bins = np.minimum(9, (chance * 10).astype(int))
    error = sum(abs(chance[bins == one].sum() - truth[bins == one].sum()) for one in range(10)) / len(truth)
    found = [Finding("  calibration error", float(error))]
    for name, least in (("copy", judge().certain), ("likely or copy", judge().likely)):
        called = chance >= least
        found.append(Finding(f"  “{name}”: share that is right", float(truth[called].mean())))
        found.append(Finding(f"  “{name}”: share of copies found", float(called[truth == 1].mean())))
    return found


def write(weights: Any, constant: float, likely: float, certain: float) -> None:
    """The coefficients as data of the product."""
    told = {
        "learned": "python -m bench.text_verdict --data … --write; real messages, generated proposals, planted copies",
        "weights": {name: round(float(one), 4) for name, one in zip(FEATURES, weights, strict=True)},
        "constant": round(constant, 4),
        "likely": round(likely, 3),
        "certain": round(certain, 3),
    }
    DATA.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
