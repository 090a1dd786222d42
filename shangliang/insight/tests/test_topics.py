"""Hot topics: what belongs together, how it is named and quoted, and inputs that hold no topic."""

from datetime import date, timedelta

import pytest

from shangliang.insight.tests.decisions import decisions
from shangliang.insight.topics import Item
from shangliang.insight.topics.course import course_of
from shangliang.insight.topics.finding import find_topics

DAY = date(2026, 11, 22)
CHARGING = "小区电动自行车充电桩不足，居民飞线充电，存在火灾隐患。请尽快增设充电桩。"


def item(key: int, head: str, text: str, days_ago: int = 0, place: str = "") -> Item:
    return Item(key, head, text, DAY - timedelta(days=days_ago), place)


def charging() -> list[Item]:
    """Four on one matter, three of them recent, among unlike ones."""
    told = [
        item(1, "关于增设电动自行车充电桩的建议", f"我们城东社区。{CHARGING}", 200, "城东"),
        item(2, "关于老旧小区电动自行车充电桩建设的建议", f"老小区问题多。{CHARGING}", 9, "城东"),
        item(3, "关于解决电动自行车充电桩少的建议", f"天天找不到插座。{CHARGING}", 4, "城西"),
        item(4, "关于规范电动自行车充电桩收费的建议", f"收费还很乱。{CHARGING}", 1, "城东"),
    ]
    others = [
        item(11, "关于乡村图书室开放的建议", "图书室常年关门，孩子们无处看书。", 3),
        item(12, "关于河道保洁的建议", "河面水草太多，影响行洪。", 5),
        item(13, "关于茶叶品牌推广的建议", "本地茶叶知名度低，销路不畅。", 8),
        item(14, "关于夜间公交的建议", "末班车太早，夜班工人回不了家。", 100),
    ]
    return told + others


def test_texts_on_one_matter_become_a_topic_newest_first() -> None:
    found = find_topics(charging(), DAY)
    assert [one.keys for one in found] == [(4, 3, 2, 1)]


def test_a_topic_is_named_by_what_its_titles_share_and_quotes_its_texts() -> None:
    (found,) = find_topics(charging(), DAY)
    assert found.words == ("电动自行车充电桩",)
    texts = {one.key: one.text for one in charging()}
    assert [quote for quote in found.quotes if quote.text not in texts[quote.key]] == []
    assert "充电桩" in found.quotes[0].text


def test_a_topic_tells_its_pace_months_and_places() -> None:
    (found,) = find_topics(charging(), DAY)
    course = course_of(found.members, DAY)
    assert (course.recent, course.usual, course.burst) == (3, 0.17, 2.62)
    assert course.months == (("2026-05", 1), ("2026-11", 3))
    assert course.places == (("城东", 3), ("城西", 1))


def test_pace_months_and_places_are_of_the_texts_given_alone() -> None:
    (found,) = find_topics(charging(), DAY)
    course = course_of([one for one in found.members if one.place == "城西"], DAY)
    assert (course.recent, course.usual) == (1, 0)
    assert (course.months, course.places) == ((("2026-11", 1),), (("城西", 1),))


def test_the_same_texts_give_the_same_topics_in_any_order() -> None:
    assert find_topics(list(reversed(charging())), DAY) == find_topics(charging(), DAY)


def test_texts_after_the_day_are_not_read() -> None:
    assert find_topics(charging(), DAY - timedelta(days=7)) == []


def test_unlike_texts_make_no_topic() -> None:
    assert find_topics([one for one in charging() if one.key > 10], DAY) == []


def test_matters_stay_apart() -> None:
    samples, labels = decisions()
    items = [item(n, one.head, one.text) for n, one in enumerate(samples)]
    for found in find_topics(items, DAY):
        assert len({labels[key] for key in found.keys}) == 1


@pytest.mark.parametrize(
    "items",
    [
        [],
        [item(1, "", "")],
        [item(n, "", "") for n in range(5)],
        [item(n, "😀", "😀" * 50) for n in range(5)],
        [item(1, "a", "x" * 10_000_000), item(2, "\x00\udcff", "\x00"), item(3, "关于", "的")],
    ],
)
def test_junk_is_no_fault(items: list[Item]) -> None:
    assert isinstance(find_topics(items, DAY), list)


def test_a_hundred_thousand_identical_texts_are_one_topic() -> None:
    items = [item(n, "关于充电桩的建议", CHARGING) for n in range(100_000)]
    (found,) = find_topics(items, DAY)
    assert (len(found.keys), course_of(found.members, DAY).recent) == (100_000, 100_000)
