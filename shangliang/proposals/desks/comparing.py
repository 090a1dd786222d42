"""Two texts side by side: what they share, or what one left out of the other."""

import re
from difflib import SequenceMatcher
from typing import Any

Passage = dict[str, Any]
Paragraphs = list[list[Passage]]
_GRAM = 5
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]?")


def shared_passages(text: str, other: str) -> Paragraphs:
    """The paragraphs of `text`, in passages that say whether `other` has the same words."""
    grams = {other[i : i + _GRAM] for i in range(len(other) - _GRAM + 1)}
    return [_split(line, _covered(line, grams)) for line in text.split("\n") if line.strip()]


def _covered(line: str, grams: set[str]) -> list[bool]:
    marks = [False] * len(line)
    for i in range(len(line) - _GRAM + 1):
        if line[i : i + _GRAM] in grams:
            marks[i : i + _GRAM] = [True] * _GRAM
    return marks


def _split(line: str, marks: list[bool]) -> list[Passage]:
    found: list[Passage] = []
    for letter, mark in zip(line, marks, strict=True):
        if found and found[-1]["shared"] == mark:
            found[-1]["text"] += letter
        else:
            found.append({"text": letter, "shared": mark})
    return found


def sentences(text: str) -> list[str]:
    """A text cut after its sentence marks, nothing lost."""
    return [one for one in _SENTENCE.findall(text) if one]


def differences(whole: str, public: str) -> tuple[Paragraphs, Paragraphs]:
    """Both texts by sentences, marked where the public one lacks or adds something."""
    left, right = sentences(whole), sentences(public)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    gone, added = [False] * len(left), [False] * len(right)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone[a:b], added[c:d] = [True] * (b - a), [True] * (d - c)
    return _paragraphs(left, gone), _paragraphs(right, added)


def _paragraphs(parts: list[str], marks: list[bool]) -> Paragraphs:
    lines: Paragraphs = [[]]
    for part, mark in zip(parts, marks, strict=True):
        if part.strip():
            lines[-1].append({"text": part.strip("\n"), "shared": mark})
        if part.endswith("\n"):
            lines.append([])
    return [line for line in lines if line]
