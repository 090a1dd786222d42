"""The provincial divisions as tiles in rows and columns: where each lies, without a map."""

from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language

# (column, row, code, short English name); Hong Kong, Macao and Taiwan have no local conference to open.
PLACES = (
    *((7, 0, "230000", "Heilongjiang"), (5, 1, "150000", "Inner Mongolia"), (7, 1, "220000", "Jilin")),
    *((0, 2, "650000", "Xinjiang"), (2, 2, "620000", "Gansu"), (3, 2, "640000", "Ningxia")),
    *((4, 2, "130000", "Hebei"), (5, 2, "110000", "Beijing"), (6, 2, "120000", "Tianjin")),
    *((7, 2, "210000", "Liaoning"), (1, 3, "630000", "Qinghai"), (3, 3, "610000", "Shaanxi")),
    *((4, 3, "140000", "Shanxi"), (5, 3, "410000", "Henan"), (6, 3, "370000", "Shandong")),
    *((0, 4, "540000", "Tibet"), (2, 4, "510000", "Sichuan"), (3, 4, "500000", "Chongqing")),
    *((4, 4, "420000", "Hubei"), (5, 4, "340000", "Anhui"), (6, 4, "320000", "Jiangsu")),
    *((7, 4, "310000", "Shanghai"), (3, 5, "520000", "Guizhou"), (4, 5, "430000", "Hunan")),
    *((5, 5, "360000", "Jiangxi"), (6, 5, "330000", "Zhejiang"), (2, 6, "530000", "Yunnan")),
    *((3, 6, "450000", "Guangxi"), (4, 6, "440000", "Guangdong"), (5, 6, "350000", "Fujian")),
    *((6, 6, "710000", "Taiwan"), (3, 7, "460000", "Hainan"), (4, 7, "820000", "Macao")),
    (5, 7, "810000", "Hong Kong"),
)
_ZH = (
    *("黑龙江", "内蒙古", "吉林", "新疆", "甘肃", "宁夏", "河北", "北京", "天津", "辽宁", "青海", "陕西"),
    *("山西", "河南", "山东", "西藏", "四川", "重庆", "湖北", "安徽", "江苏", "上海", "贵州", "湖南", "江西"),
    *("浙江", "云南", "广西", "广东", "福建", "台湾", "海南", "澳门", "香港"),
)
_WITHOUT = ("710000", "810000", "820000")
NATION = "000000"


class Tile(NamedTuple):
    """One division: its name in the reader's language, its place in the grid, its page if it has one."""

    name: str
    column: int
    row: int
    href: str


def tiles() -> list[Tile]:
    """All of them, in reading order."""
    is_english = (get_language() or "").startswith("en")
    return list(_drawn(is_english))


@cache
def _drawn(is_english: bool) -> tuple[Tile, ...]:
    return tuple(
        Tile(
            en if is_english else zh,
            column,
            row,
            "" if code in _WITHOUT else reverse("places_below", args=[code]),
        )
        for (column, row, code, en), zh in zip(PLACES, _ZH, strict=True)
    )
