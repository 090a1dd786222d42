"""What in a text looks like private data: numbers of telephones, identity and plates, mail addresses; guessed names."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shangliang.core import names
from shangliang.core.errors import Sentence

_AROUND = 12
NAME = "name"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PATTERNS: tuple[tuple[str, Sentence, re.Pattern[str]], ...] = (
    (
        "identity",
        _("looks like an identity number"),
        re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])"),
    ),
    ("mail", _("looks like a mail address"), re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    (
        "phone",
        _("looks like a telephone number"),
        re.compile(r"(?<![\d.])(?:(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]\d{7,8})(?!\d)"),
    ),
    (
        "plate",
        _("looks like a number plate"),
        re.compile(rf"[{_PROVINCES}][A-HJ-NP-Z][·. ]?[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])"),
    ),
)


@dataclass(frozen=True)
class Finding:
    """One passage that looks private: its kind in words, the passage, and what stands around it."""

    kind: str
    label: Sentence
    passage: str
    start: int
    before: str
    behind: str


def findings(text: str) -> list[Finding]:
    """Everything in a text that looks private, in order; no place is named twice."""
    found: list[Finding] = []
    for kind, label, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(_overlap(one, match) for one in found):
                found.append(_finding(kind, label, match))
    return sorted(found, key=lambda one: one.start)


def with_names(text: str) -> list[Finding]:
    """The same, and what may be somebody's name. A guess: for people to look at, never the last word."""
    found = findings(text)
    for match in names.guesses(text):
        start, end = match.span(1)
        if not any(one.start < end and start < one.start + len(one.passage) for one in found):
            found.append(_found(NAME, _("may be somebody's name (a guess)"), text, start, end))
    return sorted(found, key=lambda one: one.start)


def _overlap(one: Finding, match: re.Match[str]) -> bool:
    return match.start() < one.start + len(one.passage) and one.start < match.end()


def _finding(kind: str, label: Sentence, match: re.Match[str]) -> Finding:
    return _found(kind, label, match.string, match.start(), match.end())


def _found(kind: str, label: Sentence, text: str, start: int, end: int) -> Finding:
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Finding(kind, label, text[start:end], start, before, behind)


Look = Callable[[str], list[Finding]]


def redacted(text: str, look: Look = findings) -> str:
    """The text with everything that looks private replaced by ×, as long as it was."""
    for one in reversed(look(text)):
        end = one.start + len(one.passage)
        text = text[: one.start] + "×" * len(one.passage) + text[end:]
    return text


def marked(text: str, look: Look = findings) -> list[list[dict[str, object]]]:
    """The paragraphs of a text in passages, those that look private marked, for the comparing page."""
    return [_passages(line, look) for line in text.split("\n") if line.strip()]


def _passages(line: str, look: Look) -> list[dict[str, object]]:
    parts: list[dict[str, object]] = []
    place = 0
    for one in look(line):
        seen = {"text": one.passage, "shared": True, "label": one.label, "is_guess": one.kind == NAME}
        parts += [{"text": line[place : one.start], "shared": False}, seen]
        place = one.start + len(one.passage)
    return [part for part in [*parts, {"text": line[place:], "shared": False}] if part["text"]]
