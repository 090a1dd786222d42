"""Texts for the text benchmarks: real ones by a path, generated ones from the demo, recombined ones to mislead."""

import csv
import gzip
import json
import random
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from shangliang.demo.texts.proposals import analysis_of, fill, problem_of, proposal_text, suggestion_of
from shangliang.demo.texts.scenes import scene_of
from shangliang.demo.texts.topics import ALL_TOPICS

Text = tuple[str, str]
PLACES = [
    "云岭县",
    "东湖区",
    "南河市",
    "北山县",
    "西溪区",
    "平阳市",
    "青石县",
    "白沙区",
    "龙泉市",
    "长林县",
    "安宁县",
    "宁海区",
]
YEARS = range(2019, 2027)


def sentences(text: str) -> list[str]:
    """A text cut behind its full stops."""
    return [one for one in re.split("(?<=[。！？!?；;\n])", text) if one.strip()]


def clauses(text: str) -> list[str]:
    """A text cut behind its commas too."""
    return [one for one in re.split("(?<=[。！？!?；;，,\n])", text) if one.strip()]


@dataclass(frozen=True)
class Corpus:
    """Texts; those that may be copied (long enough, with a title of their own); and some that are not in it."""

    texts: list[Text]
    sources: list[int]
    outside: list[Text]


def real_texts(folder: Path) -> list[Text]:
    """Messages, their answers and further messages without a title; each text once."""
    found: dict[str, str] = {}
    with gzip.open(folder / "messages.jsonl.gz", "rt") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        found.setdefault(row["text"], row["title"])
    with (folder / "labelled_dev.csv").open() as lines:
        for row in csv.reader(lines):
            found.setdefault(row[1], "")
    for row in rows:
        if row.get("reply"):
            found.setdefault(row["reply"], f"关于{row['title']}的回复")
    return [(title, text) for text, title in found.items()]


def generated_texts(rng: random.Random, many: int) -> list[Text]:
    """Proposals of the demo; the more there are, the more they are alike."""
    made = []
    for _ in range(many):
        one = proposal_text(rng, rng.choice(PLACES), rng.choice(YEARS))
        made.append((one.title, "\n".join([one.problem, one.analysis, one.suggestion])))
    return made


def corpus(folder: Path | None, size: int, seed: int = 1) -> Corpus:
    """Real and generated texts, and so many made of one sentence each of three to eight others."""
    rng = random.Random(seed)
    pool = real_texts(folder) if folder else []
    pool += generated_texts(rng, min(size // 10, 4_000))
    rng.shuffle(pool)
    outside, texts = pool[: len(pool) // 12], pool[len(pool) // 12 :]
    parts = [sentences(text) for _title, text in texts]
    titles = [title for title, _text in texts if title]
    sources = [place for place, (title, text) in enumerate(texts) if is_source(title, text)]
    texts = texts[:size]
    while len(texts) < size:
        some = [rng.choice(parts[rng.randrange(len(parts))]) for _ in range(rng.randint(3, 8))]
        head, tail = rng.choice(titles), rng.choice(titles)
        texts.append((head[: len(head) // 2] + tail[len(tail) // 2 :], "".join(some)))
    return Corpus(texts, [one for one in sources if one < size], outside)


def is_source(title: str, text: str) -> bool:
    """Whether a copy of the text, however cut, can still be told from what merely shares a sentence with it."""
    return bool(title) and not title.endswith("的回复") and len(sentences(text)) >= 3


def matters(rng: random.Random, each: int) -> tuple[list[Text], list[set[int]]]:
    """Proposals by several hands on every topic of the demo, and which belong together."""
    texts: list[Text] = []
    groups: list[set[int]] = []
    for topic in ALL_TOPICS:
        group = set()
        for _ in range(each):
            scene = scene_of(rng, rng.choice(PLACES), rng.choice(YEARS), rural=topic.is_rural)
            parts = [part(rng, topic, scene) for part in (problem_of, analysis_of, suggestion_of)]
            group.add(len(texts))
            texts.append((f"关于{fill(rng, rng.choice(topic.subjects), scene)}的建议", "".join(parts)))
        groups.append(group)
    return texts, groups


def without(texts: Collection[int], one: int) -> set[int]:
    """The others."""
    return {other for other in texts if other != one}
