"""Made-up decisions of an office: short matters of three kinds, told in many ways."""

from shangliang.insight.suggest import Sample

MATTERS = {
    "education": (
        "小学课后托管服务",
        "中学食堂卫生与校园安全",
        "幼儿园学位不足",
        "乡村教师培训",
        "校外培训机构收费",
    ),
    "transport": ("公交车班次间隔", "路口信号灯配时", "出租车绕道收费", "断头路打通", "公交站台候车亭"),
    "environment": ("河道污水直排", "工厂废气扰民", "垃圾分类投放点", "养殖场臭味治理", "工地扬尘噪声"),
}
PLACES = ("城东", "城西", "河口镇", "东山街道", "北湖社区", "南门")
WISHES = ("建议尽快研究解决", "希望有关部门重视", "群众反映强烈，请予改善")


def decisions() -> tuple[list[Sample], list[str]]:
    """Ninety samples, oldest first, and how each was decided."""
    made = [
        (Sample(f"关于改善{place}{matter}的建议", f"{place}的{matter}问题突出，{wish}。"), label)
        for number, place in enumerate(PLACES)
        for label, matters in MATTERS.items()
        for matter in matters
        for wish in [WISHES[number % len(WISHES)]]
    ]
    return [sample for sample, _label in made], [label for _sample, label in made]
