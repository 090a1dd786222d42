"""What a text engine may be handed: nothing, megabytes, junk, signs of many scripts. An answer, never a fault."""

import pytest

from shangliang.insight.text import likeness, ranking, segment
from shangliang.insight.text.grams import Document
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.parts import Parts
from shangliang.insight.text.verdict import Written, features, judge
from shangliang.insight.text.words import words_of

TELLING = "村图书室常年关门，孩子们无处看书。"
BAD = {
    "nothing": "",
    "one sign": "。",
    "binary": "\x00\x01\x89PNG\r\n\x1a\n\udcff\ufffe" * 200,
    "emoji": "😀🎉👨‍👩‍👧" * 50,
    "mixed scripts": "图书室 kitap көпшілік ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ 圖書室",
    "ten megabytes": TELLING * 590_000,
    "one run of ten megabytes": "书" * 10_000_000,
}


@pytest.fixture(scope="module")
def index() -> Parts:
    """All of them beside one that tells something."""
    texts = [*BAD.values(), TELLING]
    return Parts([segment.build((at, Document(at, "", one)) for at, one in enumerate(texts))])


@pytest.mark.parametrize("name", BAD)
def test_a_bad_text_is_indexed_searched_and_compared(index: Parts, name: str) -> None:
    text = BAD[name]
    likeness.same_text(index, "", text, likeness.Allowed(0))
    likeness.same_matter(index, text[:200], text, likeness.Allowed(0))
    ranking.ranked(index, words_of(text[:200]), ranking.Narrowing(frozenset([0])))
    worth = likeness.worth_in(index)
    seen = features(Written.of("", text[:5_000]), Written.of("", TELLING), worth)
    assert 0 <= judge().probability(seen) <= 1


def test_among_bad_texts_the_good_one_is_still_found(index: Parts) -> None:
    found = likeness.same_text(index, "", TELLING, likeness.Allowed(0)).keys.tolist()
    assert len(BAD) in found


def test_a_form_that_is_normal_stays_as_it_is_however_bad() -> None:
    for text in BAD.values():
        once = normalise(text[:5_000])
        assert normalise(once) == once


def test_a_hundred_thousand_identical_texts_can_be_indexed_and_asked_for() -> None:
    halves = (range(50_000), range(50_000, 100_000))
    index = Parts([segment.build((at, Document(at, "", TELLING)) for at in half) for half in halves])
    found = likeness.same_text(index, "", TELLING, likeness.Allowed(0))
    assert len(found.keys) > 0


@pytest.mark.parametrize("times", [3, 30, 300, 1_200])
def test_the_same_text_is_a_copy_however_long_it_is(times: int) -> None:
    text = "".join(f"{at}号楼下的路灯{chr(0x4E00 + at)}坏了{chr(0x5E00 + at)}，" for at in range(times))
    made = Parts([segment.build((at, Document(at, "", one)) for at, one in enumerate([text, TELLING]))])

    same, other = (
        judge().probability(features(Written.of("", text), Written.of("", one), likeness.worth_in(made)))
        for one in (text, TELLING)
    )

    assert same >= judge().certain > judge().likely > other
