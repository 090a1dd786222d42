"""The text engine beside its limits: normalising, indexing, finding planted copies and other texts on the same matter.

    .venv/bin/python -m bench.text [--size 100000] [--data FOLDER]

CPU seconds of one thread. Without --data (or SHANGLIANG_ZH) the corpus is made of generated proposals alone."""

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")

import django

django.setup()

from bench.findings import Finding, report  # noqa: E402
from bench.text_changes import SEARCHED, reworded, shortened  # noqa: E402
from bench.text_corpus import Corpus, Text, corpus, matters, real_texts, sentences, without  # noqa: E402
from bench.text_planted import asked, index_of, questions  # noqa: E402
from shangliang.insight.text import files, likeness, ranking, segment  # noqa: E402
from shangliang.insight.text.grams import Document  # noqa: E402
from shangliang.insight.text.index import Index  # noqa: E402
from shangliang.insight.text.likeness import Allowed  # noqa: E402
from shangliang.insight.text.normalise import normalise, simplifier  # noqa: E402
from shangliang.insight.text.words import words_of  # noqa: E402

WORDS = (
    "老旧小区",
    "电动自行车充电",
    "地铁 噪音",
    "“公共交通”",
    "学校周边交通拥堵如何治理",
    "ljxq",
    "gonggongjiaotong",
    "路",
)


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("SHANGLIANG_ZH"))
    parser.add_argument("--size", type=int, default=100_000)
    options = parser.parse_args()
    made = corpus(options.data, options.size)
    is_large = options.size > 200_000
    warm()
    index, findings = built(made, is_large=is_large)
    if not is_large:
        findings = [*normalising(made), *findings, added(index), *same_matter(options.data)]
    report([*findings, *found_copies(index, made, is_large=is_large), *searched(index)])


def warm() -> None:
    """Tables that every process makes once are not part of a text's cost."""
    one = segment.build([(1, Document(1, "关于測試的建议", "陈 利 众 ＡＢＣ", ("林知远",)))])
    likeness.same_text(Index(_nowhere(), (), [one]), "测试", "测试", Allowed(0))


def _nowhere() -> Any:
    return index_of([]).position


def normalising(made: Corpus) -> list[Finding]:
    """Characters a second, on clean text and on text in traditional characters with pinyin between."""
    from opencc import OpenCC

    clean = [text for _title, text in made.texts[:5_000]]
    convert = OpenCC("s2t").convert
    dirty = [f"<p>{convert(text)}</p>".replace("，", "(xié)，\u200b") for text in clean]
    simplifier()
    found = []
    for name, texts in (("clean", clean), ("traditional, pinyin, HTML", dirty)):
        started = time.process_time()
        for text in texts:
            normalise(text)
        speed = sum(map(len, texts)) / (time.process_time() - started) / 1e6
        found.append(Finding(f"normalise, {name}", speed, "M ch/s", 2, is_least=True))
    return found


def built(made: Corpus, *, is_large: bool) -> tuple[Index, list[Finding]]:
    """CPU, size on disk and memory of indexing all texts."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    index = index_of(made.texts)
    seconds = time.process_time() - started
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with tempfile.TemporaryDirectory() as folder:
        size = sum(files.save(one, Path(folder) / str(at))[0] for at, one in enumerate(index.segments)) / 1e6
    many = f"{len(made.texts):,} texts"
    return index, [
        Finding(f"index {many}", seconds, "s CPU", None if is_large else 6),
        Finding(f"index {many}: on disk", size, "MB", None if is_large else 150),
        Finding(f"index {many}: memory while building", peak, "MB"),
    ]


def added(index: Index) -> Finding:
    """One text more, found at once."""
    text = Document(10**9, "关于玻璃栈道巡检的建议", "景区玻璃栈道年久失修。" * 40, ("林知远",))
    times = []
    for at in range(50):
        started = time.process_time()
        index.put(10**9 + at, text)
        times.append(time.process_time() - started)
    assert len(ranking.ranked(index, words_of("玻璃栈道"), ranking.Narrowing(frozenset([0]))).keys) >= 50
    return Finding("one text added", statistics.median(times) * 1000, "ms CPU", 2)


def found_copies(index: Index, made: Corpus, *, is_large: bool) -> list[Finding]:
    """Planted copies among the first five answers."""
    hits: dict[str, list[bool]] = {}
    times = []
    for one in questions(made, SEARCHED, 200, 7):
        answers, seconds = asked(index, one)
        hits.setdefault(one.change, []).append(
            any(made.texts[pk] == made.texts[one.source] for pk in answers)
        )
        times.append(seconds)
    every = [hit for some in hits.values() for hit in some]
    least, most = (0.97, 5) if is_large else (0.985, 1)
    found = [Finding("same text: recall@5", _share(every), "", least, is_least=True)]
    found.append(Finding("same text: one question", statistics.mean(times) * 1000, "ms CPU", most))
    return found + [Finding(f"  {name}", _share(some)) for name, some in hits.items()]


def _share(some: Sequence[bool]) -> float:
    return sum(some) / len(some)


def same_matter(folder: Path | None) -> list[Finding]:
    """Texts on the same matter among the first ten answers: halves of one message, proposals on one topic."""
    rng = random.Random(3)
    texts, groups = matters(rng, 6)
    wanted: list[tuple[str, Text, set[int], int]] = []
    for group in groups:
        one = min(group)
        wanted.append(("generated, same topic", _retold(rng, texts[one]), without(group, one), one))
    for title, text in real_texts(folder) if folder else []:
        parts = sentences(text)
        if len(parts) >= 4 and len(text) > 150 and title and not title.endswith("的回复"):
            first, second = "".join(parts[: len(parts) // 2]), "".join(parts[len(parts) // 2 :])
            is_told = rng.random() < 0.5
            query = _retold(rng, (title, second)) if is_told else ("", second)
            name = "other half, title retold" if is_told else "other half, without title"
            wanted.append((name, query, {len(texts)}, -1))
            texts.append((title, first))
        else:
            texts.append((title, text))
    return _recalls(
        index_of(texts), [*wanted[: len(groups)], *rng.sample(wanted[len(groups) :], 1_200 if folder else 0)]
    )


def _retold(rng: random.Random, one: Text) -> Text:
    return shortened(rng, reworded(one[0]), 0.4), one[1]


def _recalls(index: Index, wanted: Sequence[tuple[str, Text, set[int], int]]) -> list[Finding]:
    shares: dict[str, list[float]] = {}
    times = []
    for name, (title, text), truth, itself in wanted:
        started = time.process_time()
        found = likeness.same_matter(index, title, text, Allowed(0), 12)
        times.append(time.process_time() - started)
        first = [int(key) for key in found.keys if int(key) != itself][:10]
        shares.setdefault(name, []).append(len(truth & set(first)) / len(truth))
    every = [share for some in shares.values() for share in some]
    told = [Finding("same matter: recall@10", statistics.mean(every), "", 0.90, is_least=True)]
    told.append(Finding("same matter: one question", statistics.mean(times) * 1000, "ms CPU"))
    return told + [Finding(f"  {name}", statistics.mean(some)) for name, some in shares.items()]


def searched(index: Index) -> list[Finding]:
    """Ranking every document that holds the words, before anybody's visibility is asked of the database."""
    found = []
    for typed in WORDS:
        times = []
        for _ in range(5):
            started = time.process_time()
            many = len(ranking.ranked(index, words_of(typed), ranking.Narrowing(frozenset([0]))).keys)
            times.append(time.process_time() - started)
        found.append(
            Finding(f"search {typed}", statistics.median(times) * 1000, "ms CPU", note=f"{many:,} found")
        )
    return found


if __name__ == "__main__":
    main()
