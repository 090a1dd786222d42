"""How offices write of themselves and address others in letters."""

import re

from shangliang.demo.texts.scenes import CITY, COUNTY, NATION, PROVINCE, TOWN, Scene

SELF_WORDS = {
    "委员会": "我委",
    "委": "我委",
    "局": "我局",
    "厅": "我厅",
    "部": "我部",
    "署": "我署",
    "办": "我办",
    "办公室": "我办",
    "中心": "我中心",
    "公司": "我公司",
    "街道": "我街道",
    "街道办事处": "我街道",
    "镇": "我镇",
    "镇人民政府": "我镇",
    "乡人民政府": "我乡",
    "联合会": "我会",
    "会": "我会",
}
# 市 of 市场 and 城市 says nothing about the level of a unit.
MISLEADING = re.compile(r"市场|城市|县域|城区|社区|区域")
LEVELS = {"省": PROVINCE, "市": CITY, "州": CITY, "县": COUNTY, "区": COUNTY, "旗": COUNTY}


def self_word(unit_name: str) -> str:
    """我局, 我委, 我镇: how the unit speaks of itself."""
    endings = sorted(SELF_WORDS, key=len, reverse=True)
    return next((SELF_WORDS[end] for end in endings if unit_name.endswith(end)), "我单位")


def you_word(proposer_label: str) -> str:
    """您 for one member, 你们 for several or for a body."""
    return "您" if proposer_label.endswith("委员") and "等" not in proposer_label else "你们"


def scene_of_unit(unit_name: str) -> Scene:
    """Figures in a unit's letter follow the level read from its name."""
    if unit_name.endswith(("街道", "街道办事处", "镇", "镇人民政府", "乡", "乡人民政府")):
        return Scene({}, TOWN)
    if unit_name.startswith("国家") or unit_name.endswith("部"):
        return Scene({}, NATION)
    if unit_name.endswith("厅"):
        return Scene({}, PROVINCE)
    signs = [sign for sign in MISLEADING.sub("", unit_name) if sign in LEVELS]
    return Scene({}, LEVELS[signs[-1]] if signs else COUNTY)
