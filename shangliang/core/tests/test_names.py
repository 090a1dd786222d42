"""Names are guessed where they usually stand; ordinary words are left alone."""

import pytest

from shangliang.core.redaction import redacted, with_names


def names(text: str) -> list[str]:
    """What is taken for a name."""
    return [one.passage for one in with_names(text) if one.kind == "name"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我叫王小明，住在城东。", ["王小明"]),
        ("我叫李强住在三幢。", ["李强"]),
        ("姓名：欧阳明月 电话13800000000", ["欧阳明月"]),
        ("本人陈建国，反映一件事。", ["陈建国"]),
        ("找过张书记和刘德成主任，都没用。", ["张", "刘德成"]),
        ("物业的赵先生、何女士态度很差。", ["赵", "何"]),
        ("周某某同志应当调离。", ["周某某"]),
    ],
)
def test_a_name_beside_the_words_that_stand_by_names_is_found(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "我是高中老师，建议延长图书馆开放时间。",
        "任何同志都可以来。社区书记和办公室主任都知道。",
        "高级经理、班主任、村支部书记。",
        "黄河路的路灯坏了，江边的马路也积水。",
        "本人马上要搬家，建议周末开放。",
    ],
)
def test_ordinary_words_are_no_names(text: str) -> None:
    assert names(text) == []


def test_a_guess_hides_no_certain_finding_and_keeps_the_length() -> None:
    text = "联系人：王小明13800000000，车牌浙F12345"
    told = redacted(text, with_names)
    assert told == "联系人：××××××××××××××，车牌×××××××"
    assert redacted(text).startswith("联系人：王小明×")
