"""The engines are libraries: each works in an interpreter that knows no settings of Django."""

import os
import subprocess
import sys

import pytest

MAP = """
from shangliang.insight.mapping.engine import opinion_map
from shangliang.insight.mapping.votes import Votes
import numpy as np
person, statement = np.divmod(np.arange(900), 30)
drawn, trust = opinion_map(Votes(person, statement, np.where((person % 2) ^ (statement % 2), 1, -1)))
print(drawn.grouping.count)
"""
TEXT = """
from shangliang.insight.text import likeness, passages, ranking, segment, verdict
from shangliang.insight.text.grams import Document
from shangliang.insight.text.parts import Parts
from shangliang.insight.text.words import words_of
told = [("关于雨天积水的建议", "城东路口一下雨就积水。"), ("关于充电桩的建议", "小区充电桩太少。")]
index = Parts([segment.build((at, Document(at, *one)) for at, one in enumerate(told))])
index.put(2, Document(2, "关于图书室的建议", "村图书室常年关门。"))
same = likeness.same_text(index, "", "城东路口一下雨就积水。", likeness.Allowed(0)).keys
found = ranking.ranked(index, words_of("图书室"), ranking.Narrowing(frozenset([0]))).keys
print(int(same[0]), int(found[0]))
"""
OTHERS = """
from datetime import date
from shangliang.insight.hints import Draft, hints_for
from shangliang.insight.machine import endpoint
from shangliang.insight.suggest import Sample
from shangliang.insight.suggest.learning import learn
from shangliang.insight.topics import Item
from shangliang.insight.topics.finding import find_topics
samples = [Sample(f"{word}{n}") for word in ("公交", "学校") for n in range(20)]
made = learn(samples, ["a"] * 20 + ["b"] * 20)
items = [Item(n, "关于充电桩的建议", "充电桩太少。", date(2026, 1, 1)) for n in range(3)]
hints = hints_for(Draft("关于路灯的建议", "请电13912345678。"))
print(made.suggest(Sample("公交3")).likely[0].label, len(find_topics(items, date(2026, 1, 2))), len(hints) > 0)
"""


@pytest.mark.parametrize(
    ("program", "told"), [(MAP, "2"), (TEXT, "0 2"), (OTHERS, "a 1 True")], ids=["map", "text", "others"]
)
def test_an_engine_works_without_settings(program: str, told: str) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    run = subprocess.run(
        [sys.executable, "-c", program], env=bare, capture_output=True, text=True, check=False
    )
    assert (run.stdout.strip(), run.stderr) == (told, "")


LEARNING = """
import sys
from pathlib import Path
from shangliang.insight.suggest import Sample, store
from shangliang.insight.suggest.renewal import renew
decided = [(Sample(f"{word}{n}"), word) for word in ("公交", "学校") for n in range(20)]
renew(Path(sys.argv[1]), decided)
print(store.load(Path(sys.argv[1])).suggest(Sample("公交3")).likely[0].label)
print(sorted({"numba", "scipy", "django"} & set(sys.modules)))
"""


def test_a_worker_that_had_something_learned_holds_nothing_of_what_learning_loads(tmp_path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "-c", LEARNING, str(tmp_path / "learned")]
    run = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("公交\n[]\n", "")
