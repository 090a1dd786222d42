"""Three units for a text: on real letters by who answered, on generated proposals by the planted unit.

    .venv/bin/python -m bench.units --data FOLDER

Five-fold cross-validation. Who answered is read from the answers by rules, so that truth is itself in part wrong."""

import argparse
import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.findings import Finding, report
from bench.text_corpus import PLACES, YEARS
from shangliang.demo.texts.proposals import analysis_of, fill, problem_of, suggestion_of
from shangliang.demo.texts.scenes import scene_of
from shangliang.demo.texts.topics import ALL_TOPICS
from shangliang.insight.suggest import Sample
from shangliang.insight.suggest.learning import folds_of, learn

# How a unit is named in answers, whatever its full name.
NAMED = {
    "education": "教育(?:体育)?局|教体局",
    "traffic police": "交警|交通警察",
    "police": "公安局|公安分局|派出所",
    "transport": "交通(?:运输)?局|运管|公交公司",
    "labour": "人社局|人力资源(?:和|与)社会保障局|社保局",
    "housing": "住建[局委]|住房和城乡建设|房产(?:管理)?局|房管局|公积金",
    "environment": "环保局|环境保护局|生态环境局",
    "city management": "城管|城市管理|行政执法局",
    "land and planning": "规划(?:分)?局|规划委|国土(?:资源)?局|自然资源",
    "development and prices": "发改[局委]|发展和改革|物价局",
    "finance": "财政局|税务局",
    "civil affairs": "民政局",
    "health": "卫计[局委]|卫生计生|卫生健康|卫健[局委]|医保局",
    "water": "水务局|水利局|自来水公司",
    "power": "供电公司|电力局",
    "market": "工商局|工商分局|市场监管|市场监督|食药监|食品药品|质监局",
    "agriculture": "农业(?:农村)?局|林业局",
    "railways": "轨道(?:交通)?(?:集团|公司)",
}
EACH = 8


def main() -> None:
    """Real letters, generated proposals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SHANGLIANG_ZH"))
    options = parser.parse_args()
    findings = told("real letters", *real(options.data)) if options.data else []
    samples, labels, topics = generated()
    findings += told("generated, known topics", samples, labels)
    findings += told("generated, topics never seen", samples, labels, by=topics)
    report(findings)


def real(folder: Path) -> tuple[list[Sample], list[str]]:
    """Letters with the unit that their answer names most."""
    samples, labels = [], []
    with gzip.open(folder / "messages.jsonl.gz", "rt") as lines:
        for row in map(json.loads, lines):
            named = Counter(
                {unit: len(re.findall(names, row.get("reply") or "")) for unit, names in NAMED.items()}
            )
            (unit, most), (_other, second) = named.most_common(2)
            if most > second:
                samples.append(Sample(row["title"], row["text"]))
                labels.append(unit)
    return samples, labels


def generated() -> tuple[list[Sample], list[str], list[str]]:
    """Proposals of the demo, the kind of unit that leads each, and its topic."""
    rng = random.Random(5)
    samples, labels, topics = [], [], []
    for topic in ALL_TOPICS:
        for _time in range(EACH):
            scene = scene_of(rng, rng.choice(PLACES), rng.choice(YEARS), rural=topic.is_rural)
            parts = [part(rng, topic, scene) for part in (problem_of, suggestion_of, analysis_of)]
            samples.append(
                Sample(f"关于{fill(rng, rng.choice(topic.subjects), scene)}的建议", "\n".join(parts))
            )
            labels.append(topic.unit_kinds[0])
            topics.append(topic.theme)
    return samples, labels, topics


def told(
    what: str, samples: Sequence[Sample], labels: Sequence[str], by: Sequence[str] = ()
) -> list[Finding]:
    """How often the right unit is first, or among three, by a suggester that never saw the text (or its topic)."""
    names = sorted(set(labels))
    folds = _by_group(by) if by else folds_of(np.array([names.index(one) for one in labels], dtype=np.intp))
    first, three, known = [], [], []
    for fold in np.unique(folds):
        inside, outside = np.flatnonzero(folds != fold).tolist(), np.flatnonzero(folds == fold).tolist()
        suggester = learn([samples[i] for i in inside], [labels[i] for i in inside])
        for i in outside:
            likely = [one.label for one in suggester.suggest(samples[i]).likely]
            first.append(likely[:1] == [labels[i]])
            three.append(labels[i] in likely)
            known.append(labels[i] in suggester.labels)
    many = f"{len(samples):,} texts, {len(names)} units"
    most = Counter(labels).most_common(1)[0][1] / len(labels)
    return [
        Finding(f"{what}: right unit first", float(np.mean(first)), note=many),
        Finding(f"{what}: right unit among three", float(np.mean(three))),
        Finding(f"{what}: the most frequent unit", most),
        Finding(f"{what}: unit known at all", float(np.mean(known))),
    ]


def _by_group(groups: Sequence[str]) -> np.ndarray:
    """All texts of a group are held back together."""
    names = sorted(set(groups))
    of_group = np.random.default_rng(5).permutation(len(names)) % 5
    return np.array([of_group[names.index(one)] for one in groups])


if __name__ == "__main__":
    main()
