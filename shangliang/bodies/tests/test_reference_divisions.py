"""The divisions of China: their numbers, their tree, and the names of places and conferences."""

import json
from collections import Counter
from pathlib import Path

import pytest

from shangliang.bodies.reference import make_divisions
from shangliang.bodies.reference.divisions import (
    Division,
    body_name,
    body_short_name,
    division,
    divisions,
    has_body,
    short_name,
    towns,
    usual_name,
)


def test_the_numbers_are_those_of_the_ministry():
    assert Counter(place.level for place in divisions()) == {
        "nation": 1,
        "province": 31,
        "city": 333,
        "county": 2846,
    }


def test_every_county_but_three_has_a_conference():
    without = [place.name for place in divisions() if not has_body(place)]
    assert without == ["金门县", "西沙区", "南沙区"]


def test_a_parent_always_comes_before_its_children():
    seen = {""}
    for place in divisions():
        assert place.parent in seen, place
        seen.add(place.code)


def test_a_parent_is_always_of_a_higher_level():
    pairs = {(division(place.parent).level, place.level) for place in divisions() if place.parent}
    assert pairs == {("nation", "province"), ("province", "city"), ("province", "county"), ("city", "county")}


def test_no_pseudo_division_and_no_development_zone_is_left():
    names = {place.name for place in divisions()}
    zones = [
        place for place in divisions() if place.level == "county" and place.code[4:] in {"71", "72", "73"}
    ]
    pseudo = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert (names & pseudo, zones) == (set(), [])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("110105", Division("110105", "朝阳区", "110000", "county")),
        ("330402", Division("330402", "南湖区", "330400", "county")),
        ("429021", Division("429021", "神农架林区", "420000", "county")),
        ("500230", Division("500230", "丰都县", "500000", "county")),
        ("659001", Division("659001", "石河子市", "650000", "county")),
    ],
)
def test_a_county_hangs_where_it_is_governed(code, expected):
    assert division(code) == expected


def test_hong_kong_macao_and_taiwan_are_left_out():
    assert [place for place in divisions() if place.code[:2] in {"71", "81", "82"}] == []


def test_the_towns_of_a_county_are_found():
    found = towns("330402")
    assert (found[0], len(found)) == (Division("330402007", "建设街道", "330402", "town"), 13)


def test_towns_of_a_city_without_counties_hang_on_the_city():
    cities = ("441900", "442000", "460400", "620200")
    assert [(len(towns(code)), {town.parent for town in towns(code)}) for code in cities] == [
        (32, {"441900"}),
        (23, {"442000"}),
        (16, {"460400"}),
        (5, {"620200"}),
    ]


def test_all_towns_together_come_near_the_official_number():
    found = [town for place in divisions() for town in towns(place.code)]
    assert (len(found), len({town.code for town in found})) == (38382, 38382)


def test_a_place_that_does_not_exist_has_no_towns():
    assert towns("999999") == []


@pytest.mark.parametrize(
    ("name", "short", "usual"),
    [
        ("浙江省", "浙江", "浙江省"),
        ("内蒙古自治区", "内蒙古", "内蒙古自治区"),
        ("新疆维吾尔自治区", "新疆", "新疆维吾尔自治区"),
        ("嘉兴市", "嘉兴", "嘉兴市"),
        ("大兴安岭地区", "大兴安岭", "大兴安岭地区"),
        ("南湖区", "南湖", "南湖区"),
        ("浦东新区", "浦东", "浦东新区"),
        ("神农架林区", "神农架", "神农架林区"),
        ("万柏林区", "万柏林", "万柏林区"),
        ("管城回族区", "管城", "管城回族区"),
        ("吉县", "吉县", "吉县"),
        ("乌审旗", "乌审旗", "乌审旗"),
        ("恩施土家族苗族自治州", "恩施", "恩施州"),
        ("伊犁哈萨克自治州", "伊犁", "伊犁州"),
        ("东乡族自治县", "东乡", "东乡县"),
        ("隆林各族自治县", "隆林", "隆林县"),
        ("鄂温克族自治旗", "鄂温克", "鄂温克旗"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江", "双江县"),
        ("长白朝鲜族自治县", "长白", "长白县"),
        ("新嘉街道", "新嘉", "新嘉街道"),
        ("于家务回族乡", "于家务", "于家务回族乡"),
        ("恩和俄罗斯族民族乡", "恩和", "恩和俄罗斯族民族乡"),
    ],
)
def test_a_place_is_called_as_people_call_it(name, short, usual):
    assert (short_name(name), usual_name(name)) == (short, usual)


@pytest.mark.parametrize(
    ("code", "full", "short"),
    [
        ("000000", "中国人民政治协商会议全国委员会", "全国政协"),
        ("330000", "中国人民政治协商会议浙江省委员会", "浙江省政协"),
        ("330400", "中国人民政治协商会议嘉兴市委员会", "嘉兴市政协"),
        ("330402", "中国人民政治协商会议嘉兴市南湖区委员会", "南湖区政协"),
        ("330424", "中国人民政治协商会议海盐县委员会", "海盐县政协"),
        ("110105", "中国人民政治协商会议北京市朝阳区委员会", "朝阳区政协"),
        ("422800", "中国人民政治协商会议恩施土家族苗族自治州委员会", "恩施州政协"),
        ("429021", "中国人民政治协商会议神农架林区委员会", "神农架林区政协"),
    ],
)
def test_a_conference_carries_the_name_of_its_place(code, full, short):
    assert (body_name(division(code)), body_short_name(division(code))) == (full, short)


def test_full_names_of_conferences_are_unique():
    names = Counter(body_name(place) for place in divisions())
    assert [name for name, times in names.items() if times > 1] == []


def listed(*places: tuple[str, str]) -> str:
    """Codes and names as the package writes them."""
    return json.dumps([{"code": code, "name": name} for code, name in places])


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Two small packages in the shape of the real ones."""
    (tmp_path / "data").mkdir()
    (tmp_path / "dist").mkdir()
    provinces = listed(("420000", "湖北省"), ("110000", "北京市"), ("820000", "澳门"))
    cities = listed(("110100", "北京市"), ("420100", "武汉市"), ("429000", "省直辖"))
    counties = listed(("110101", "东城区"), ("420102", "江岸区"), ("429004", "仙桃市"))
    for name, text in (("provinces", provinces), ("cities", cities), ("areas", counties)):
        (tmp_path / "data" / f"{name}.json").write_text(text, encoding="utf-8")
    streets = (
        "code,name,areaCode\n420102002,甲街道,420102\n420102001,乙街道,420102\n"
        "420102198,江岸区直辖村级区划,420102\n"
    )
    zones = (
        "420102400,某开发区,420102\n420102401,丙街道,420102\n420171001,丁街道,420171\n620201100,某镇,620201\n"
    )
    (tmp_path / "dist" / "streets.csv").write_text(streets + zones, encoding="utf-8")
    return tmp_path


def test_the_maker_hangs_counties_without_a_city_on_the_province(packages):
    assert make_divisions.division_rows(packages / "data") == [
        ("000000", "中华人民共和国", "", "nation"),
        ("110000", "北京市", "000000", "province"),
        ("420000", "湖北省", "000000", "province"),
        ("420100", "武汉市", "420000", "city"),
        ("110101", "东城区", "110000", "county"),
        ("420102", "江岸区", "420100", "county"),
        ("429004", "仙桃市", "420000", "county"),
    ]


def test_the_maker_leaves_out_what_is_no_town(packages):
    assert make_divisions.town_rows(packages / "dist" / "streets.csv", {"420102"}) == [
        ("420102001", "乙街道", "420102"),
        ("420102002", "甲街道", "420102"),
        ("420102401", "丙街道", "420102"),
        ("620201100", "某镇", "620200"),
    ]
