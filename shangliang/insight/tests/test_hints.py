"""Hints on drafts: what is noticed, where, and what must not be noticed."""

import pytest

from shangliang.insight.hints import Draft, hints_for
from shangliang.insight.hints.secrets import without_personal_data

GOOD = Draft(
    title="关于在老旧小区增设电动自行车充电设施的建议",
    problem="城区现有老旧小区86个，电动自行车约3.2万辆，集中充电端口不足2000个，飞线充电屡禁不止，去年因此发生火情11起，居民反映强烈，老人和租户尤其担心夜间安全。",
    analysis="一是小区建成早，没有预留场地和电力容量；二是物业缺位，无人承担建设和维护；三是电价偏高，企业投资回收期长。",
    suggestion="一、由住建部门牵头，今年内在86个小区各增设一处集中充电棚。二、由供电公司给予居民电价。三、消防部门每季度检查一次，并公布结果。四、纳入民生实事项目，年底评估。",
)


def codes(**changed: str) -> list[str]:
    """What is noticed when a good draft is changed so."""
    return [one.code for one in hints_for(Draft(**{**vars(GOOD), **changed}))]


def test_a_good_draft_and_an_empty_one_get_no_hint() -> None:
    assert (codes(), hints_for(Draft())) == ([], [])


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"title": "充电桩太少了"}, ["title"]),
        ({"title": "关于新建停车场、修复城东道路、改善学校食堂的建议"}, ["one_matter"]),
        ({"problem": "充电难。"}, ["problem"]),
        ({"problem": "充电" * 40}, ["figure"]),
        ({"analysis": ""}, ["analysis"]),
        ({"suggestion": "请重视。"}, ["suggestion"]),
        ({"suggestion": "希望有关部门高度重视，" * 10}, ["concrete"]),
        ({"suggestion": "要进一步加强领导，加大宣传，提高认识，强化监管，开展工作。" * 4}, ["empty"]),
        ({"suggestion": "由住建部门增设充电棚并每季度检查一次，公布结果，" * 20}, ["numbers"]),
        ({"analysis": GOOD.analysis + "另外，公交车也太少。"}, ["one_matter"]),
        ({"problem": GOOD.problem + "（机密★10年）"}, ["secret"]),
        ({"problem": GOOD.problem + "联系人身份证11010519491231002X"}, ["identity"]),
        ({"problem": GOOD.problem + "电话 138 0000 1234"}, ["mobile"]),
        ({"problem": GOOD.problem + "卡号4111 1111 1111 1111"}, ["card"]),
        ({"problem": GOOD.problem + "写信到 someone@example.com"}, ["mail"]),
        ({"problem": GOOD.problem + "车牌浙F·A1234"}, ["plate"]),
        ({"problem": GOOD.problem + "住在3幢2单元501室"}, ["home"]),
        ({"problem": GOOD.problem + "城管局王某某局长与开发商勾结"}, ["accusation"]),
        ({"problem": GOOD.problem + "这些干部真是饭桶"}, ["abuse"]),
        ({"suggestion": GOOD.suggestion + "我公司拥有充电桩专利，欢迎洽谈加盟。"}, ["promotion"]),
    ],
)
def test_each_fault_is_noticed_and_nothing_else(changed: dict[str, str], found: list[str]) -> None:
    assert codes(**changed) == found


@pytest.mark.parametrize(
    "words",
    [
        "文号为330402199001011234的文件",  # no identity number: its check digit is wrong
        "投资13800000元",
        "编号4111111111111112",
        "教育局局长带队调研",
        "国内领先的做法",
        "保守秘密是公民义务",
    ],
)
def test_what_only_looks_alike_is_left_alone(words: str) -> None:
    assert codes(problem=GOOD.problem + words) == []


def test_full_width_digits_hide_nothing_and_the_hint_does_not_repeat_the_number() -> None:
    found = hints_for(Draft(**{**vars(GOOD), "problem": GOOD.problem + "１３８００００１２３４"}))
    assert [(one.code, one.part, one.words) for one in found] == [("mobile", "problem", "138…34")]


def test_every_hint_says_why() -> None:
    found = hints_for(Draft(title="求助", problem="张局长贪污，电话13800001234", suggestion="请重视"))
    assert [one.code for one in found if not str(one.reason)] == []
    assert {"accusation", "mobile", "title"} <= {one.code for one in found}


@pytest.mark.parametrize(
    "text", ["\x00" * 99, "😀" * 99, "a" * 10_000_000, "1" * 1_000_000, "、" * 1_000_000]
)
def test_junk_is_read_quickly_and_without_fault(text: str) -> None:
    assert isinstance(hints_for(Draft(text, text, text, text)), list)


def test_personal_data_is_blacked_out_before_a_text_leaves_the_house() -> None:
    told = without_personal_data("张先生13800001234，身份证11010519491231002X，浙F·A1234")
    assert [one for one in ("1380000", "110105", "A1234") if one in told] == []
