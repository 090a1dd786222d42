"""More ways of handing a text in again: each was fresh when a judge of copies was measured, and taught to the next."""

import random
import re
from collections.abc import Sequence

from bench.text_changes import Change, reworded, shortened, some
from bench.text_corpus import Text, clauses, sentences

CONNECTIVES = ("因此，", "同时，", "此外，", "另一方面，", "不仅如此，", "具体来说，", "由此可见，")
OLD_CONNECTIVES = re.compile(
    "但是|可是|然而|所以|因此|而且|并且|同时|于是|然后|另外|此外|其次|首先|最后|不过|虽然|尽管"
)
NUMERALS = "一二三四五六七八九"
PLACE = re.compile(r"[A-Z]\d*[市区县]|[\u4e00-\u9fa5]{2}(?=[市区县镇乡村])")
OTHER_PLACES = ("云溪", "长乐", "石桥", "清河", "南湾", "柳林", "金沙", "白水")
VOICES = (
    ("我们", "广大居民"),
    ("我", "本人"),
    ("你们", "贵单位"),
    ("您", "贵单位"),
    ("这个", "该"),
    ("这里", "此处"),
    ("怎么", "为何"),
    ("不能", "无法"),
    ("没有", "尚无"),
    ("很多", "大量"),
    ("就是", "即"),
    ("也", "亦"),
    ("都", "均"),
    ("了", ""),
    ("呢", ""),
    ("吧", ""),
    ("的话", ""),
)
PADDING = (
    "对此群众反映强烈。",
    "这一情况已经持续了相当长的时间。",
    "周边居民多次议论此事。",
    "如不及时处理，后果难以预料。",
    "希望引起足够的重视。",
)
CONNECTED = re.compile("但是|可是|所以|因此|而且|并且|同时|另外|此外|首先|其次|最后|不过|虽然")


def clauses_turned(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The clauses of each sentence the other way round, with other connectives."""
    turned = []
    for sentence in sentences(OLD_CONNECTIVES.sub("", text)):
        parts = [one.rstrip("，,。！？!?；;\n") for one in clauses(sentence)][::-1]
        opening = rng.choice(CONNECTIVES) if rng.random() < 0.5 else ""
        turned.append(f"{opening}{'，'.join(parts)}。")
    return shortened(rng, title, 0.2), "".join(turned)


def other_figures(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Other numbers, dates and places, half of the sentences: a form letter filled in for another town."""
    kept = [one for one in sentences(text) if rng.random() < 0.5] or sentences(text)[:1]

    def changed(part: str) -> str:
        placed = PLACE.sub(lambda _match: rng.choice(OTHER_PLACES), part)
        digits = re.sub(r"\d", lambda _match: str(rng.randint(0, 9)), placed)
        return re.sub(f"[{NUMERALS}]", lambda _match: rng.choice(NUMERALS), digits)

    return changed(title), changed("".join(kept))


def opening(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The first two sentences, a tenth of their words gone, as the whole of a short letter."""
    return "", shortened(rng, "".join(sentences(text)[:2]), 0.1) + "请问何时可以解决？"


def two_mixed(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Every second sentence, by turns with every second sentence of another text."""
    mine, others = sentences(text)[::2], sentences(rng.choice(outside)[1])[::2]
    mixed = []
    for at in range(max(len(mine), min(len(others), len(mine) + 1))):
        mixed += mine[at : at + 1] + others[at : at + 1]
    return "", "".join(mixed)


def other_voice(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """A letter turned into office language, a quarter of its clauses gone."""
    told = "".join(one for one in clauses(text) if rng.random() < 0.75) or text
    for spoken, written in VOICES:
        told, title = told.replace(spoken, written), title.replace(spoken, written)
    return f"关于{title.strip('？?！!。')}一事", "经了解，" + told + "建议有关方面依规处理。"


def padded(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Seven sentences in ten, empty phrases behind every one."""
    return title, "".join(one + rng.choice(PADDING) for one in some(rng, text, 0.7))


def bulleted(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Half of the clauses as a numbered list, without what joined them, under no title."""
    kept = [one for one in clauses(CONNECTED.sub("", text)) if rng.random() < 0.5] or clauses(text)[:2]
    return "", "\n".join(f"{at}、{one.rstrip('，,。！？；')}" for at, one in enumerate(kept, 1))


def typed_badly(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """No punctuation, one character in twelve gone, one in twelve before its neighbour."""
    typed = list(re.sub(r"[^\w]", "", f"{title}{text}"))
    for at in range(len(typed) - 1):
        if rng.random() < 1 / 12:
            typed[at], typed[at + 1] = typed[at + 1], typed[at]
    return "", "".join(one for one in typed if rng.random() > 1 / 12)


def last_lines(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The last two sentences with other words, as the whole of a short letter."""
    return "", "此前已经来信。" + reworded("".join(sentences(text)[-2:]))


def three_in_one(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Half of its sentences with some of two other texts, in any order, under the title of one of them."""
    one, other = rng.choice(outside), rng.choice(outside)
    mine = some(rng, text, 0.5)
    mixed = mine + [line for each in (one, other) for line in sentences(each[1])[: len(mine)]]
    rng.shuffle(mixed)
    return one[0], "".join(mixed)


LATER: tuple[Change, ...] = (
    clauses_turned,
    other_figures,
    opening,
    two_mixed,
    other_voice,
    padded,
    bulleted,
    typed_badly,
    last_lines,
    three_in_one,
)
