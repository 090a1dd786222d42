"""How a place is called in short and in ordinary use: rules over its full Chinese name."""

import re

_ONE_CHARACTER_PEOPLES = "满回藏苗彝壮侗瑶白傣黎佤畲水土羌怒京"
_LONGER_PEOPLES = (
    "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|"
    "仡佬|阿昌|普米|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_PEOPLES = re.compile(rf"^(.+?)(?:[{_ONE_CHARACTER_PEOPLES}]族|(?:{_LONGER_PEOPLES})族?)+$")
_AUTONOMOUS = re.compile(r"^(.+)自治([区州县旗])$")
_OF_A_PEOPLE = re.compile(r"^(.+?)(?:民族乡|(?<=族)[乡区])$")
_EXCEPTIONS = {"中华人民共和国": "全国", "神农架林区": "神农架"}
_SUFFIXES = ("街道", "苏木", "地区", "特区", "新区", "矿区", *"省市区县州盟镇乡")
_SHORTEST = 2


def short_name(name: str) -> str:
    """Drop the kind of place: 浙江省 → 浙江, 恩施土家族苗族自治州 → 恩施; 吉县 and 乌审旗 stay whole."""
    if name in _EXCEPTIONS:
        return _EXCEPTIONS[name]
    of_peoples = _AUTONOMOUS.match(name) or _OF_A_PEOPLE.match(name)
    if of_peoples:
        return _without_peoples(of_peoples[1])
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= _SHORTEST:
            return name.removesuffix(suffix)
    return name


def usual_name(name: str) -> str:
    """Return the name that organs of the place carry: 恩施州, 峨山县; 广西壮族自治区 stays whole."""
    autonomous = _AUTONOMOUS.match(name)
    if autonomous and autonomous[2] != "区":
        return _without_peoples(autonomous[1]) + autonomous[2]
    return name


def _without_peoples(name: str) -> str:
    if name == "内蒙古":
        return name
    named = _PEOPLES.match(name)
    return named[1] if named else name.removesuffix("族")
