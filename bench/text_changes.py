"""Ways in which a text is handed in again: those the engine was tuned on, and others."""

import random
import re
from collections.abc import Callable, Sequence

from bench.text_corpus import Text, clauses, sentences

Change = Callable[[random.Random, str, str, Sequence[Text]], Text]
SYNONYMS = dict(
    pair.split("/")
    for pair in [
        "希望/盼望",
        "建议/提议",
        "问题/情况",
        "解决/处理",
        "严重/突出",
        "影响/干扰",
        "居民/住户",
        "领导/负责人",
        "没有/未",
        "现在/目前",
        "因为/由于",
        "非常/十分",
        "孩子/小孩",
        "学校/校方",
        "小区/社区",
        "政府/有关方面",
        "部门/单位",
        "马上/立即",
        "一直/始终",
        "多次/屡次",
        "可以/能够",
        "应该/应当",
        "如何/怎样",
        "什么/何种",
        "老百姓/群众",
        "公司/企业",
        "道路/路面",
        "噪音/噪声",
        "晚上/夜间",
        "开发商/建设方",
        "完善/健全",
        "推进/推动",
        "加强/强化",
        "机制/制度",
        "缺乏/缺少",
        "不足/不够",
        "措施/办法",
        "资金/经费",
        "提高/提升",
    ]
)
OPENINGS = (
    "尊敬的领导您好，感谢您百忙之中阅读。",
    "您好，我想反映如下情况。",
    "现将有关情况反映如下，请予重视。",
)
CLOSINGS = ("恳请有关部门核实处理，谢谢！", "望尽快答复，不胜感激。", "以上意见供参考。")


def shortened(rng: random.Random, text: str, share: float) -> str:
    """The text without some words of one to three characters."""
    kept, at = [], 0
    while at < len(text):
        size = rng.randint(1, 3)
        if rng.random() > share:
            kept.append(text[at : at + size])
        at += size
    return "".join(kept)


def reworded(text: str) -> str:
    """Common words replaced by others."""
    return re.sub("|".join(SYNONYMS), lambda match: SYNONYMS[match[0]], text)


def some(rng: random.Random, text: str, share: float, fewest: int = 1) -> list[str]:
    """About this share of the sentences, in order."""
    parts = sentences(text)
    kept = [one for one in parts if rng.random() < share]
    return kept if len(kept) >= fewest else parts[:fewest]


def delete(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """A fifth of the words left out."""
    return shortened(rng, title, 0.2), shortened(rng, text, 0.2)


def synonyms(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Other words for common ones."""
    return reworded(title), reworded(text)


def reorder(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Three sentences in ten gone, the others in another order."""
    kept = some(rng, text, 0.7)
    rng.shuffle(kept)
    return title, "".join(kept)


def boilerplate(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Without title, the end cut off, phrases around it."""
    return "", rng.choice(OPENINGS) + text[: int(len(text) * 0.6)] + rng.choice(CLOSINGS)


def heavy(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Half the sentences, a quarter of the words gone, other words, phrases around it."""
    kept = shortened(rng, reworded("".join(some(rng, text, 0.5))), 0.25)
    return shortened(rng, reworded(title), 0.25), rng.choice(OPENINGS) + kept + rng.choice(CLOSINGS)


def very_heavy(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Without title, three sentences in ten (two at least), a third of their words gone."""
    return "", shortened(rng, "".join(some(rng, text, 0.3, fewest=2)), 0.35)


def title_only(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Nothing but the title."""
    return title, ""


def inserted(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Sentences of another text in between."""
    others = sentences(rng.choice(outside)[1])
    mixed = (one + (rng.choice(others) if rng.random() < 0.6 else "") for one in sentences(text))
    return title, "".join(mixed)


def cut_and_filled(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The first half, then as much of another text."""
    parts, others = sentences(text), sentences(rng.choice(outside)[1])
    return "", "".join(parts[: max(2, len(parts) // 2)] + others[: len(parts)])


def summary(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The first clause of every sentence."""
    return "", "".join(clauses(one)[0].rstrip("，,") + "。" for one in sentences(text))


def joined(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Six tenths of it behind another text, under the other's title."""
    other = rng.choice(outside)
    return other[0], other[1] + text[: max(80, int(len(text) * 0.6))]


def shuffled_clauses(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Six clauses in ten, in any order, with other numbers."""
    kept = [one for one in clauses(text) if rng.random() > 0.4] or clauses(text)
    rng.shuffle(kept)
    numbered = re.sub(r"\d", lambda match: str(rng.randint(0, 9)), "".join(kept))
    return shortened(rng, title, 0.3), numbered


def traditional(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """In traditional characters, four sentences in ten gone."""
    from opencc import OpenCC

    convert = OpenCC("s2t").convert
    return convert(title), convert("".join(some(rng, text, 0.6)))


def misheard(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """One character in seven replaced by one of the same sound."""
    sounds = _same_sound()
    swap = lambda one: rng.choice(sounds.get(one, one)) if rng.random() < 0.15 else one  # noqa: E731
    return "".join(map(swap, title)), "".join(map(swap, text))


def _same_sound() -> dict[str, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    by_sound: dict[str, str] = {}
    for code, told in pinyin_dict.items():
        if 0x4E00 <= code < 0x9FA5 and chr(code).encode("gb2312", "ignore"):
            by_sound[told.split(",")[0]] = by_sound.get(told.split(",")[0], "") + chr(code)
    return {one: group for group in by_sound.values() for one in group}


SEARCHED: tuple[Change, ...] = (delete, synonyms, reorder, boilerplate, heavy, very_heavy, title_only)
TUNED_ON: tuple[Change, ...] = (*SEARCHED[:-1], inserted, cut_and_filled)
# Nothing was learned from these, but features of the judge were chosen with their results in view.
LOOKED_AT: tuple[Change, ...] = (summary, misheard, joined, shuffled_clauses, traditional)
