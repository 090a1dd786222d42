"""What waits for a member, none hidden by another; what visitors are told of an answer."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shangliang.proposals.home.own import TASKS, _most_urgent
from shangliang.proposals.home.public import answer_in


def due(name: str, *days: int) -> list[dict[str, Any]]:
    """Rows that end in so many days."""
    return [
        {"title": f"{name} {one}", "clock": {"exact": timezone.now() + timedelta(days=one)}} for one in days
    ]


def test_many_replies_to_rate_hide_no_invitation() -> None:
    shown = _most_urgent(due("sign", 20, 21, 22), due("rate", *range(1, 9)))
    assert [one["title"] for one in shown] == ["rate 1", "rate 2", "rate 3", "rate 4", "sign 20", "sign 21"]


def test_the_most_urgent_come_first_and_those_without_an_end_last() -> None:
    unlimited = [{"title": "rate when you like"}]
    shown = _most_urgent(due("sign", 3), [*unlimited, *due("rate", 5, 1)])
    assert [one["title"] for one in shown] == ["rate 1", "sign 3", "rate 5", "rate when you like"]


def test_there_are_never_more_than_there_is_room_for() -> None:
    assert len(_most_urgent(due("sign", *range(9)), due("rate", *range(9)))) == TASKS


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("您提出的建议收悉，现答复如下。\n\n今年增设四十处。\n明年再增。", "今年增设四十处。\n明年再增。"),
        ("您的建议收悉，今年增设四十处。", "您的建议收悉，今年增设四十处。"),
        ("收到您的建议后，我局组织研究，现答复如下。\n今年增设四十处。", "今年增设四十处。"),
        ("已办。", "已办。"),
    ],
)
def test_visitors_are_told_the_answer_and_not_that_the_letter_came(reply: str, told: str) -> None:
    assert answer_in(reply) == told
