"""The composed texts are varied, complete, well-formed and repeatable."""

import random
import re
from collections import Counter
from collections.abc import Callable

import pytest

from shangliang.demo.texts import remarks
from shangliang.demo.texts.filling import fill
from shangliang.demo.texts.proposals import ProposalText, proposal_text
from shangliang.demo.texts.replies import (
    follow_up_text,
    joint_opinion_text,
    reply_text,
    second_round_reply_text,
)
from shangliang.demo.texts.scenes import COUNTY, Scene, level_word, scale_of
from shangliang.demo.texts.topics import ALL_TOPICS

PLACES = ("云岭县", "嘉兴市", "浙江省", "全国", "白鹭镇")
UNIT_KINDS = frozenset(
    (
        *("education", "health", "transport", "housing", "agriculture", "water", "ecology", "civil_affairs"),
        *(
            "human_resources",
            "finance",
            "industry",
            "commerce",
            "culture_tourism",
            "public_security",
            "justice",
        ),
        *("market_regulation", "natural_resources", "urban_management", "emergency", "veterans", "sport"),
        *("data", "development_reform", "science", "women_federation", "disabled_federation", "power_grid"),
        "town",
    )
)
Letter = Callable[[random.Random, ProposalText, str, str], str]
REASON_CODES = (
    *("state_secret", "forbidden", "party_internal", "other_party_internal", "litigation"),
    *("academic", "personal", "promotion", "accusation", "empty"),
)


def drawn(count: int, place: str = "嘉兴市") -> list[ProposalText]:
    rng = random.Random(20240118)
    return [proposal_text(rng, place, 2024) for _ in range(count)]


@pytest.fixture(scope="module")
def two_thousand() -> list[ProposalText]:
    return drawn(2000)


@pytest.fixture(scope="module")
def from_everywhere() -> list[ProposalText]:
    return [text for place in PLACES for text in drawn(400, place)]


def flaws_of(text: str) -> list[str]:
    """Unfilled slots, half-width or doubled marks, and empty figures."""
    return re.findall(r"[{}|]|\.\.|[,;:?!]|。。|，，|：。|\d年年|(?<![\d.])0(?:万|名|个|家|处)", text)


def test_there_are_at_least_seventy_topics_each_with_its_own_suggestions() -> None:
    headings = [measure.heading for topic in ALL_TOPICS for measure in topic.measures]
    assert (len(ALL_TOPICS) >= 70, len(set(headings))) == (True, len(headings))


def test_every_topic_offers_alternatives_for_every_part() -> None:
    shapes = {
        (
            len(topic.subjects),
            len(topic.openings),
            len(topic.findings),
            len(topic.causes),
            len(topic.measures),
        )
        for topic in ALL_TOPICS
    }
    assert shapes == {(3, 2, 4, 4, 5)}


def test_every_topic_falls_to_known_units() -> None:
    unknown = {kind for topic in ALL_TOPICS for kind in topic.unit_kinds} - UNIT_KINDS
    assert unknown == set()


def test_two_thousand_draws_give_fifteen_hundred_titles_and_no_text_twice(
    two_thousand: list[ProposalText],
) -> None:
    titles = {text.title for text in two_thousand}
    bodies = {text.problem + text.analysis + text.suggestion for text in two_thousand}
    assert (len(titles) >= 1500, len(bodies)) == (True, 2000)


def test_the_five_national_categories_all_have_their_share(two_thousand: list[ProposalText]) -> None:
    shares = Counter(text.category.partition(".")[0] for text in two_thousand)
    assert set(shares) == {"economy", "politics", "culture", "society", "ecology"}
    assert [name for name, count in shares.items() if not 180 <= count <= 800] == []


def test_titles_name_one_matter_in_at_most_fifty_characters(from_everywhere: list[ProposalText]) -> None:
    wrong = [
        text.title
        for text in from_everywhere
        if not re.fullmatch(r"关于.+的建议", text.title) or len(text.title) > 50
    ]
    assert wrong == []


def test_each_part_has_a_readable_length(from_everywhere: list[ProposalText]) -> None:
    parts = [part for text in from_everywhere for part in (text.problem, text.analysis, text.suggestion)]
    assert [part for part in parts if not 150 <= len(part) <= 700] == []


def test_no_proposal_shows_a_slot_or_a_stray_mark(from_everywhere: list[ProposalText]) -> None:
    flawed = {
        part: flaws_of(part)
        for text in from_everywhere
        for part in (text.title, text.problem, text.analysis, text.suggestion)
        if flaws_of(part)
    }
    assert flawed == {}


def test_equal_seeds_write_equal_proposals() -> None:
    assert drawn(20) == drawn(20)


def test_suggestions_are_numbered_from_one(two_thousand: list[ProposalText]) -> None:
    marks = [
        "".join(re.findall(r"^([一二三四五])、", text.suggestion, re.MULTILINE)) for text in two_thousand
    ]
    assert {mark for mark in marks if not "一二三四五".startswith(mark) or len(mark) < 3} == set()


@pytest.mark.parametrize("reply_class", ["A", "B", "C", "D"])
def test_a_reply_answers_the_suggestions_of_its_proposal(
    reply_class: str, from_everywhere: list[ProposalText]
) -> None:
    rng = random.Random(7)
    for proposal in from_everywhere[::9]:
        text = reply_text(rng, proposal, "云岭县市场监督管理局", reply_class, "林晓岚委员")
        heading = re.findall(r"^一、(.+?)。", proposal.suggestion, re.MULTILINE)[0]
        asked = heading.replace("“", "‘").replace("”", "’")
        told = (proposal.title in text, 250 <= len(text) <= 700, flaws_of(text))
        assert told == (True, True, [])
        assert f"“{asked}”" in text or "针对您提出的“" in text


@pytest.mark.parametrize("again", [False, True])
def test_a_reply_leaves_its_addressee_to_the_head_of_the_letter(again: bool) -> None:
    of_class = () if again else ("A",)
    write = second_round_reply_text if again else reply_text
    text = write(random.Random(1), drawn(1)[0], "云岭县教育局", *of_class, "林晓岚委员")
    assert "林晓岚委员：" not in text


def test_a_reply_speaks_to_one_member_and_to_a_body_differently() -> None:
    proposal = drawn(1)[0]
    to_member = reply_text(random.Random(1), proposal, "云岭县教育局", "B", "林晓岚委员")
    to_body = reply_text(random.Random(1), proposal, "云岭县教育局", "B", "云岭县工商联")
    assert ("您" in to_member, "你们" in to_member) == (True, False)
    assert ("您" in to_body, "你们" in to_body) == (False, True)


@pytest.mark.parametrize("write", [joint_opinion_text, follow_up_text, second_round_reply_text])
def test_other_letters_are_whole_and_name_the_proposal(
    write: Letter, two_thousand: list[ProposalText]
) -> None:
    rng = random.Random(3)
    letters = [
        (proposal, write(rng, proposal, "云岭县民政局", "林晓岚委员")) for proposal in two_thousand[:300]
    ]
    assert [letter for proposal, letter in letters if proposal.title not in letter or flaws_of(letter)] == []
    assert [letter for _, letter in letters if not 150 <= len(letter) <= 700] == []
    assert len({letter for _, letter in letters}) == 300


def test_letters_answer_a_proposal_somebody_else_wrote() -> None:
    own = ProposalText("关于增设路灯的建议", "society.safety", "路暗。", "无灯。", "请装路灯。", ("town",))
    text = reply_text(random.Random(2), own, "白鹭镇人民政府", "A", "林晓岚委员")
    assert ("增设路灯" in text, "我镇" in text, flaws_of(text)) == (True, True, [])


@pytest.mark.parametrize("code", REASON_CODES)
def test_every_reason_not_to_file_has_its_words(code: str) -> None:
    notes = {remarks.not_filed_note(random.Random(seed), code) for seed in range(40)}
    assert (len(notes) >= 2, [note for note in notes if "立案" not in note or flaws_of(note)]) == (True, [])


def test_all_remarks_are_varied_and_filled(two_thousand: list[ProposalText]) -> None:
    rng = random.Random(5)
    for proposal in two_thousand[:200]:
        written = [
            remarks.review_note(rng, proposal),
            remarks.return_reason(rng, proposal, "云岭县教育局"),
            remarks.contact_note(rng, proposal, "林晓岚委员"),
            remarks.instruction_text(rng, proposal, "云岭县教育局"),
            remarks.visit_note(rng, proposal),
            remarks.extension_reason(rng, proposal),
            remarks.withdraw_reason(rng),
            remarks.decline_reason(rng),
            remarks.countersign_note(rng, "云岭县教育局"),
        ]
        assert [text for text in written if flaws_of(text) or len(text) < 15] == []


@pytest.mark.parametrize("result", ["satisfied", "basically", "dissatisfied"])
def test_each_rating_has_several_comments_of_its_own(result: str) -> None:
    others = {"satisfied", "basically", "dissatisfied"} - {result}
    own = {remarks.rating_comment(random.Random(seed), result) for seed in range(60)}
    strange = {remarks.rating_comment(random.Random(seed), other) for other in others for seed in range(60)}
    assert (len(own) >= 5, own & strange) == (True, set())


@pytest.mark.parametrize(
    ("place", "word", "scale"),
    [
        ("云岭县", "县", 1),
        ("嘉兴市", "市", 4),
        ("内蒙古自治区", "区", 30),
        ("北京市", "市", 30),
        ("全国", "国", 600),
    ],
)
def test_the_level_of_a_place_is_read_from_its_name(place: str, word: str, scale: float) -> None:
    assert (level_word(place), scale_of(place)) == (word, scale)


def test_slots_fill_with_figures_words_and_names() -> None:
    scene = Scene({"road": "云溪路"}, COUNTY * 1000)
    text = fill(
        random.Random(1),
        "{road}有{5..5}处、{*9..9}户、{*90..90}盏、{*90..90}万元、{甲|甲}{1.5..1.5}元",
        scene,
    )
    assert text == "云溪路有5处、9000户、9万盏、9亿元、甲1.5元"


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(KeyError):
        fill(random.Random(1), "{nowhere}", Scene({}, COUNTY))
