"""The local facts one text keeps to: its place, year, and invented streets and villages."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

STEM_LIST = (
    "云溪 白鹭 青枫 望江 金桥 石泉 柳浦 松涛 桃源 荷塘 竹岭 梅坞 鹤鸣 龙潭 凤栖 麦浪 稻香 渔浦 芦湾 沙洲 "
    "清涟 明澜 翠屏 丹霞 紫荆 兰亭坡 槐荫 榆林坡 桂香 杏花 橘洲 枣园 棠梨 银杏 古樟 红枫 碧波 长堤 东篱 南浦 "
    "西坞 北岭 新桥 老渡 双井 三塘 四明堂 五柳 六合桥 七星墩 八字桥 九曲 万寿桥 百步 千灯墩 和顺里 安澜 永丰 "
    "兴隆墩 太平桥 春晖 秋月 朝阳 晚晴 晓风 星河 朗月 泽润 嘉禾 瑞雪 祥云 宁塘 文澜 书院 弘文 崇德 尚贤 思源"
)
STEMS = tuple(STEM_LIST.split())

SUFFIXES = {
    "street": ("街道",),
    "town": ("镇", "镇", "乡"),
    "road": ("路", "路", "大道", "街"),
    "zone": ("工业园", "产业园", "经济开发区"),
    "community": ("社区",),
    "village": ("村",),
    "village2": ("村",),
    "river": ("河", "溪", "港"),
    "school": ("小学", "实验小学", "中学"),
    "park": ("公园", "广场"),
    "estate": ("小区", "新村", "花园", "家园"),
    "market": ("农贸市场", "菜市场"),
    "scenic": ("景区", "古镇景区", "风景区"),
    "old_street": ("老街", "古街", "历史街区"),
}
MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
# How many counties' worth of figures one place stands for.
NATION, PROVINCE, CITY, COUNTY, TOWN = 600.0, 30.0, 4.0, 1.0, 0.15


@dataclass(frozen=True)
class Scene:
    """Words to fill in, and the scale of the place's figures against a county's."""

    words: Mapping[str, str]
    scale: float


def scene_of(rng: random.Random, place: str, year: int, *, rural: bool) -> Scene:
    scale = scale_of(place)
    county = f"{rng.choice(STEMS)}县"
    words = local_names(rng, prefix=county if scale >= PROVINCE else "")
    words["county"] = county
    words |= {"year": str(year), "last": str(year - 1)}
    words |= {"we": f"我{level_word(place)}", "all": f"全{level_word(place)}"}
    words["scope"] = scope_of(rng, place, words, rural=rural)
    return Scene(words, scale)


def local_names(rng: random.Random, *, prefix: str) -> dict[str, str]:
    """A different invented stem for each kind of place; far places are named with their county."""
    stems = rng.sample(STEMS, len(SUFFIXES))
    pairs = zip(stems, SUFFIXES.items(), strict=True)
    return {kind: prefix + stem + rng.choice(endings) for stem, (kind, endings) in pairs}


def scope_of(rng: random.Random, place: str, words: Mapping[str, str], *, rural: bool) -> str:
    """Where the matter lies: the whole place, or a part of it."""
    if scale_of(place) == NATION:
        return rng.choice([words["we"], "全国", "县域", "中西部地区", "东部地区", ""])
    if scale_of(place) == PROVINCE:
        return rng.choice([words["we"], place, words["county"], ""])
    corners = [words["town"], words["village"]] if rural else [words["street"], words["town"]]
    quarter = f"{rng.choice(STEMS)}片区"
    return rng.choice([words["we"], place, "", *corners, quarter, quarter])


def scale_of(place: str) -> float:
    """Guess the level from the name: a nation, province, city, county or town."""
    if place in ("全国", "中国", "国家") or place.endswith("国"):
        return NATION
    if place in MUNICIPALITIES or place.endswith(("省", "自治区", "特别行政区", "兵团")):
        return PROVINCE
    if place.endswith(("市", "州", "盟", "地区")):
        return CITY
    return TOWN if place.endswith(("镇", "乡", "街道")) else COUNTY


def level_word(place: str) -> str:
    """The word after 我 and 全: 我市, 全县."""
    if scale_of(place) == NATION:
        return "国"
    return place[-1] if place.endswith(tuple("省市县区州旗盟镇乡")) else "地"
