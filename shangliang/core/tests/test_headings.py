"""Columns found by what offices call them."""

import pytest

from shangliang.core.tables import guess_columns

WANTED = {
    "name": ["姓名", "委员姓名", "name"],
    "phone": ["手机号", "联系电话", "电话", "mobile phone"],
    "sector": ["界别", "sector"],
    "unit": ["工作单位", "单位及职务", "employer"],
}


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["姓名", "界别", "手机号", "工作单位"], {"name": 0, "sector": 1, "phone": 2, "unit": 3}),
        (["序号", " 姓 名 ", "界别（必填）", "手机号*"], {"name": 1, "sector": 2, "phone": 3}),
        (["Name", "SECTOR", "Mobile_Phone"], {"name": 0, "sector": 1, "phone": 2}),
        (["委员姓名【全名】", "联系电话号码"], {"name": 0, "phone": 1}),
        (["姓名", "姓名"], {"name": 0}),
        (["单位电话", "家庭电话"], {}),
        (["备注", ""], {}),
    ],
)
def test_columns_are_recognised_by_their_headings(headers, columns):
    assert guess_columns(headers, WANTED) == columns


def test_the_exact_heading_wins_over_one_that_contains_it():
    assert guess_columns(["介绍人姓名", "姓名"], WANTED) == {"name": 1}
