"""Sectors, parties, organisations and committees of each level."""

import pytest

from shangliang.bodies.reference.divisions import LEVELS
from shangliang.bodies.reference.sectors import (
    committees_for,
    full_name,
    national_sectors,
    parties,
    people_organisations,
    sectors_for,
)

WITH_BODY = LEVELS[:-1]


def test_the_national_conference_has_its_34_sectors_in_order():
    assert [sector.zh.removesuffix("界") for sector in national_sectors()] == [
        *("中国共产党", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "无党派人士"),
        *("共青团和青联", "总工会", "妇联", "工商联", "科协", "台联", "侨联"),
        *(
            "文化艺术",
            "科学技术",
            "社会科学",
            "经济",
            "农业",
            "教育",
            "体育",
            "新闻出版",
            "医药卫生",
            "对外友好",
        ),
        *(
            "社会福利和社会保障",
            "环境资源",
            "少数民族",
            "宗教",
            "特邀香港人士",
            "特邀澳门人士",
            "特别邀请人士",
        ),
    ]


@pytest.mark.parametrize(
    "records",
    [national_sectors(), parties(), people_organisations(), *(committees_for(level) for level in WITH_BODY)],
)
def test_no_code_and_no_name_stands_twice_in_a_list(records):
    columns = list(zip(*records, strict=True))
    assert [len(set(column)) for column in columns] == [len(records)] * 3


def test_cities_and_counties_have_fewer_sectors():
    assert [len(sectors_for(level)) for level in WITH_BODY] == [34, 34, 32, 28]


def test_a_city_has_no_sectors_of_hong_kong_and_macao():
    missing = {sector.code for sector in national_sectors()} - {sector.code for sector in sectors_for("city")}
    assert missing == {"hong_kong", "macao"}


def test_parties_are_the_eight_with_the_federation_and_the_unaffiliated():
    names = ["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟", "工商联", "无党派人士"]
    assert [party.zh for party in parties()] == names


def test_eight_organisations_of_the_people_take_part():
    names = ["共青团", "总工会", "妇联", "青联", "工商联", "科协", "台联", "侨联"]
    assert [organisation.zh for organisation in people_organisations()] == names


def test_every_organisation_has_its_full_name():
    short = {organisation.zh for organisation in [*parties(), *people_organisations()]}
    full = {full_name(organisation) for organisation in [*parties(), *people_organisations()]}
    assert short & full == {"九三学社", "无党派人士"}


def test_committees_become_fewer_from_level_to_level():
    assert [len(committees_for(level)) for level in WITH_BODY] == [10, 10, 9, 5]
