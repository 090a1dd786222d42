"""Requests side by side at one server, on either database: each is answered as if it were alone."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from shangliang.bodies.tests.world import make_world
from shangliang.ledger.tallies import differences
from shangliang.opinions.models import Suggestion
from tests.faults.test_saying_again import Line

HANDS = 8


@pytest.mark.django_db(transaction=True)
def test_words_said_at_the_same_moment_are_all_received(live_server: Any) -> None:
    make_world()
    texts = [f"第{number}号楼前的路灯坏了，请修理。" for number in range(HANDS)]
    lines = [Line(live_server.url, text) for text in texts]
    with ThreadPoolExecutor(HANDS) as pool:
        answers = list(pool.map(lambda line: line.whole()[0], lines))
    assert answers == [302] * HANDS
    assert sorted(Suggestion.objects.values_list("text", flat=True)) == sorted(texts)
    assert differences() == []
