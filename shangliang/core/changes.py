"""What changed between two versions of a text, character by character (by word in Latin script)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"[^。！？；\n.!?;]*[。！？；\n.!?;]?")
_TOKENS = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
# Comparing takes the product of both lengths; beyond this two sentences simply replace one another.
_MOST_PAIRS = 250_000


@dataclass(frozen=True)
class Passage:
    """A stretch of text: kept, added or taken out."""

    text: str
    kind: str


def changed_passages(before: str, after: str) -> list[Passage]:
    """The passages that turn one text into the other. Sentences first, so that long texts stay cheap."""
    found: list[Passage] = []
    for one in _compared(_sentences(before), _sentences(after)):
        if found and found[-1].kind == one.kind:
            found[-1] = Passage(found[-1].text + one.text, one.kind)
        else:
            found.append(one)
    return found


def _sentences(text: str) -> list[str]:
    return [piece for piece in _PIECES.findall(text) if piece]


def _compared(before: list[str], after: list[str]) -> Iterator[Passage]:
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if tag == "equal":
            yield Passage(old, "kept")
        else:
            yield from _within(old, new)


def _within(old: str, new: str) -> Iterator[Passage]:
    left, right = _TOKENS.findall(old), _TOKENS.findall(new)
    if not old or not new or len(left) * len(right) > _MOST_PAIRS:
        yield from _replaced(old, new)
        return
    for _tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = "".join(left[i:j]), "".join(right[k:m])
        if gone == come:
            yield Passage(gone, "kept")
        else:
            yield from _replaced(gone, come)


def _replaced(gone: str, come: str) -> Iterator[Passage]:
    if gone:
        yield Passage(gone, "gone")
    if come:
        yield Passage(come, "come")
