"""Proposals in the search: found at once, by those who may read them, and by no word they may not read."""

import pytest
from django.contrib.auth.models import AnonymousUser

from shangliang.bodies.tests.world import World, member
from shangliang.insight.text.search import find
from shangliang.proposals import acts
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db


def found(user: object, words: str) -> list[int]:
    return [one.pk for one in find(user, words).hits]


def test_a_draft_is_found_by_its_author_alone_and_at_once(world: World) -> None:
    case = cases.drafted(world)
    other = member(world.body, "second", "何其")

    assert found(world.member, "电动自行车") == [case.pk]
    assert found(world.clerk, "电动自行车") == []
    assert found(other, "电动自行车") == []


def test_counts_tell_nothing_of_what_one_may_not_read(world: World) -> None:
    cases.submitted(world)

    results = find(AnonymousUser(), "电动自行车")

    assert [one.number for one in results.counts] == [0] * len(results.counts)
    assert results.suggestion == ""
    assert find(world.clerk, "电动自行车").total == 1


def test_a_changed_text_is_found_by_its_new_words_only(world: World) -> None:
    case = cases.drafted(world)
    assert found(world.member, "飞线充电") == [case.pk]

    acts.save(case, by=world.member, **{**cases.TEXT, "problem": "雨天积水。"})

    assert found(world.member, "飞线充电") == []
    assert found(world.member, "雨天积水") == [case.pk]


def test_every_way_of_writing_finds_the_same_case(world: World) -> None:
    case = cases.submitted(world)

    for words in (
        "老舊小區",
        "“老旧小区”",
        "ljxq",
        "laojiuxiaoqu",
        "電動自行車 充電",
        "老旧小区电动自行车充电桩",
    ):
        assert (words, found(world.clerk, words)) == (words, [case.pk])


@pytest.mark.parametrize(
    "words", ["", '"', "%_\\", ".*", "' OR 1=1 --", "👍👍", "\0\x01", "“”", "(((", "x" * 5000, "。。。"]
)
def test_words_that_are_no_words_find_nothing(world: World, words: str) -> None:
    cases.submitted(world)

    assert found(world.clerk, words) == []


def test_a_word_of_the_same_sound_is_suggested_from_titles_one_may_read(world: World) -> None:
    cases.submitted(world)

    assert find(world.clerk, "老舅小区").suggestion == "老旧小区"
    assert find(world.unit_clerk, "老舅小区").suggestion == ""


def test_matched_passages_are_marked_on_the_original_text(world: World) -> None:
    cases.submitted(world)

    hit = find(world.clerk, "飛線充電").hits[0]

    assert [one.text for one in hit.text if one.is_marked] == ["飞线充电"]
    assert "".join(one.text for one in hit.title) == cases.TEXT["title"]


def test_a_case_is_found_by_its_number_however_it_is_said(world: World) -> None:
    case = cases.filed(world)
    for words in ("0001", "第0001号", "0001号"):
        assert (words, found(world.clerk, words)) == (words, [case.pk])
    assert found(AnonymousUser(), "第0001号") == []
