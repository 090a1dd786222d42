"""The text engine at its limits: huge, broken and endlessly repeated texts; and who may not be in the way of whom."""

import pytest
from django.contrib.auth.models import AnonymousUser

from shangliang.bodies.acts import rename_collective
from shangliang.bodies.tests.world import World, make_world, member
from shangliang.insight.text import grams, index, likeness, segment, similar
from shangliang.insight.text.changes import Position
from shangliang.insight.text.grams import Document
from shangliang.insight.text.index import Index
from shangliang.insight.text.likeness import Allowed
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.ranking import Narrowing, ranked
from shangliang.insight.text.search import find
from shangliang.insight.text.words import words_of
from shangliang.proposals import acts
from shangliang.proposals.tests import cases

SAME = "小区充电设施建设的建议。" * 3


def index_of(*texts: str) -> Index:
    """An index in memory of these texts, each under its place as its id."""
    made = segment.build((pk, Document(pk, text[:20], text)) for pk, text in enumerate(texts))
    return Index(Position(0, 0, 0, ""), (), [made])


def found_in(made: Index, words: str) -> list[int]:
    return [int(key) for key in ranked(made, words_of(words), Narrowing(frozenset([0]))).keys]


def test_of_ten_megabytes_the_beginning_is_found_and_the_end_is_not() -> None:
    filler = "雨天积水影响通行。" * 380_000
    made = index_of(f"开头羊驼{filler}末尾骆驼")

    assert len(filler.encode()) > 10_000_000
    assert (found_in(made, "羊驼"), found_in(made, "骆驼")) == ([0], [])


def test_binary_junk_is_indexed_without_a_trace_on_its_neighbours() -> None:
    junk = bytes(range(256)).decode("latin-1") * 40 + "\x00\ud800\udfff\uffff" * 40
    made = index_of(junk, "公共交通优先")

    assert found_in(made, "公共交通") == [1]
    assert len(grams.grams_of(normalise(junk))) < 100_000


def test_a_hundred_thousand_identical_texts_are_all_found_and_likeness_stays_quick() -> None:
    made = segment.build((pk, Document(pk, "", SAME)) for pk in range(segment.MOST_DOCUMENTS))
    more = segment.build((pk, Document(pk, "", SAME)) for pk in range(segment.MOST_DOCUMENTS, 100_000))
    both = Index(Position(0, 0, 0, ""), (), [made, more])
    asked: list[int] = []

    def nobody(pks: list[int]) -> set[int]:
        asked.append(len(pks))
        return set()

    assert len(found_in(both, "充电设施")) == 100_000
    assert len(likeness.same_text(both, "", SAME, Allowed(0)).keys) == 48
    assert len(likeness.same_text(both, "", SAME, Allowed(0, nobody)).keys) == 0
    assert len(asked) < 2 * (4 + 100_000 // 900)


def test_texts_one_may_not_read_push_none_out_that_one_may() -> None:
    made = index_of(*[SAME] * 200, SAME[: len(SAME) // 2])

    found = likeness.same_text(made, "", SAME, Allowed(0, lambda pks: {200} & set(pks)))

    assert found.keys.tolist() == [200]


@pytest.mark.django_db
@pytest.mark.parametrize("counted", [0, 5_000])
def test_a_case_of_ones_own_is_found_behind_many_one_may_not_read(
    monkeypatch: pytest.MonkeyPatch, counted: int
) -> None:
    world = make_world()
    for _time in range(3):
        cases.submitted(world)
    other = member(world.body, "second", "何其")
    own = acts.draft(world.body, by=other)
    acts.save(own, by=other, **{**cases.TEXT, "analysis": ""})
    monkeypatch.setattr(similar, "COUNTED", counted)
    monkeypatch.setattr(similar, "_AT_ONCE", 0)
    monkeypatch.setattr(likeness, "_LISTED", 1)
    text = "\n".join([cases.TEXT["problem"], cases.TEXT["analysis"], cases.TEXT["suggestion"]])

    def like(user: object) -> list[int]:
        asked = {"title": cases.TEXT["title"], "text": text, "kind": "proposal"}
        return [one.pk for one in similar.similar(user, "same_matter", **asked)]

    assert like(other) == [own.pk]
    assert like(AnonymousUser()) == []


@pytest.mark.django_db
def test_a_collective_is_found_by_its_new_name_in_all_its_cases() -> None:
    world: World = make_world()
    case = acts.draft_for_collective(world.body, by=world.contact, collective=world.party)
    assert find(world.contact, "民盟南湖", kinds=["proposal"]).hits[0].pk == case.pk

    rename_collective(world.body, by=world.admin, collective=world.party, name="致公党南湖总支")

    assert [one.pk for one in find(world.contact, "致公党", kinds=["proposal"]).hits] == [case.pk]
    assert [one.kind for one in find(world.contact, "民盟南湖").hits] == []
    assert index.differences() == []
