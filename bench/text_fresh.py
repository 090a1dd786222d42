"""Ways of handing a text in again that were written down before the judge of copies was taught, and measured once.

Whoever changes the judge with these in view moves them to `text_changes_later` and writes others."""

import random
import re
from collections.abc import Sequence

from bench.text_changes import Change, reworded, shortened, some
from bench.text_corpus import Text, clauses, sentences

FILLERS = ("的情况", "方面", "这一点", "等", "之类", "其实")
PLACE = re.compile(r"[A-Z]\d*[市区县]|[\u4e00-\u9fa5]{2}(?=[市区县镇乡村])")


def middle(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Its two longest sentences in other words, as a letter of its own."""
    parts = sentences(text)
    longest = sorted(sorted(range(len(parts)), key=lambda at: -len(parts[at]))[:2])
    told = reworded("".join(parts[at] for at in longest))
    return "来信", f"各位领导好，有件事请你们了解一下。{told}请关注。"


def quoted(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """A third of its sentences, quoted inside another text, under the other's title."""
    other = rng.choice(outside)
    frame = sentences(other[1])
    half = len(frame) // 2
    told = "".join(some(rng, text, 0.35, fewest=2))
    return other[0], "".join([*frame[:half], f"此前有人反映：“{told}”对此，", *frame[half:]])


def telegram(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """The first eight characters of every clause, and of the title, in a row."""
    return title[:8], "、".join(one[:8].strip("，,。！？；\n") for one in clauses(text))


def clauses_mixed(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Six clauses in ten, by turns with clauses of another text."""
    mine = [one for one in clauses(text) if rng.random() < 0.6] or clauses(text)[:2]
    others = clauses(rng.choice(outside)[1])
    mixed = [part for at, one in enumerate(mine) for part in (one, *others[at : at + 1])]
    return "", "".join(mixed)


def wordy(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Other words, a word in seven gone, something empty put behind every third clause."""
    parts = clauses(shortened(rng, reworded(text), 0.15))
    told = [
        one if at % 3 else one.rstrip("，,。！？；\n") + rng.choice(FILLERS) + "，"
        for at, one in enumerate(parts)
    ]
    return shortened(rng, reworded(title), 0.15), "".join(told)


def blacked_out(rng: random.Random, title: str, text: str, outside: Sequence[Text]) -> Text:
    """Six sentences in ten; places and figures struck out, and one character in twelve."""
    told = PLACE.sub("某", re.sub(r"\d+", "×", "".join(some(rng, text, 0.6))))
    return "", "".join("×" if rng.random() < 1 / 12 else one for one in told)


FRESH: tuple[Change, ...] = (middle, quoted, telegram, clauses_mixed, wordy, blacked_out)
