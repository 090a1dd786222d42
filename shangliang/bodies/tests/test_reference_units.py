"""Units of a region: which there are at each tier and how they are named."""

import pytest

from shangliang.bodies.reference.divisions import division, divisions
from shangliang.bodies.reference.units import (
    UnitTemplate,
    tier_of,
    town_templates,
    unit_name,
    unit_templates,
)

TIERS = ("nation", "province", "municipality", "city", "county")


def template(tier: str, kind: str) -> UnitTemplate:
    """Return the one template of this kind."""
    (found,) = [each for each in unit_templates(tier) if each.kind == kind]
    return found


@pytest.mark.parametrize(
    ("tier", "kind", "region", "expected"),
    [
        ("nation", "education", "", "教育部"),
        ("province", "education", "浙江省", "浙江省教育厅"),
        ("municipality", "education", "上海市", "上海市教育委员会"),
        ("city", "education", "嘉兴市", "嘉兴市教育局"),
        ("county", "education", "南湖区", "南湖区教育体育局"),
        ("city", "party_organisation", "恩施州", "中共恩施州委组织部"),
        ("province", "party_organisation", "西藏自治区", "中共西藏自治区委员会组织部"),
        ("province", "youth_league", "西藏自治区", "共青团西藏自治区委员会"),
        ("province", "court", "浙江省", "浙江省高级人民法院"),
        ("city", "court", "嘉兴市", "嘉兴市中级人民法院"),
        ("city", "tax", "嘉兴市", "国家税务总局嘉兴市税务局"),
    ],
)
def test_a_unit_is_named_after_its_region(tier, kind, region, expected):
    assert unit_name(template(tier, kind), region) == expected


def test_a_unit_has_the_short_name_that_the_office_uses():
    kinds = ("development_reform", "education", "party_united_front", "court", "youth_league")
    assert [template("city", kind).short for kind in kinds] == [
        "发改委",
        "教育局",
        "统战部",
        "中院",
        "团市委",
    ]


def test_each_tier_has_its_number_of_units():
    assert [len(unit_templates(tier)) for tier in TIERS] == [45, 45, 46, 46, 45]


@pytest.mark.parametrize("tier", TIERS)
def test_kinds_and_names_of_a_tier_are_unique(tier):
    templates = unit_templates(tier)
    distinct = [len(set(column)) for column in zip(*templates, strict=True)]
    assert distinct == [len(templates)] * 4


@pytest.mark.parametrize("tier", TIERS)
def test_no_unit_is_named_without_its_region(tier):
    regional = [each for each in unit_templates(tier) if "{region}" in each.name]
    assert len(regional) == (0 if tier == "nation" else len(unit_templates(tier)))


def test_municipalities_are_a_tier_of_their_own():
    found = [tier_of(division(code)) for code in ("000000", "330000", "310000", "330400", "310115")]
    assert found == ["nation", "province", "municipality", "city", "county"]


def test_every_place_has_units():
    assert {tier_of(place) for place in divisions()} == set(TIERS)


def test_towns_and_streets_are_units_of_their_county():
    found = {unit_name(each, "南湖区"): each.short for each in town_templates("330402")}
    assert (len(found), found["南湖区建设街道办事处"], found["南湖区余新镇人民政府"]) == (
        13,
        "建设街道",
        "余新镇",
    )
