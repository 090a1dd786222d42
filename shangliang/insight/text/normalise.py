"""One form of Chinese text for matching and reading: what hides, doubles or disguises words is taken away.

`normalise(text)` never changes the original, which stays where it is kept. In this order:

1. remains of HTML: entities are read, tags and comments dropped;
2. control, zero-width and direction characters dropped; decomposed and compatibility characters composed (NFKC),
   full-width letters, digits and spaces made half-width; Chinese punctuation stays as it is;
3. pinyin set in brackets behind a character, 協(xié)商, dropped;
4. traditional characters made simplified (OpenCC, t2s);
5. names spaced for looks, 陈 利 众, joined;
6. characters masked by stars, *协, restored by a few rules where a text holds several: a guess, marked as one.

Each step first looks whether there is anything to do: clean text passes at tens of millions of characters a second."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from shangliang.core.simplified import simplifier

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_TONED = "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêɑɡ\u0300\u0301\u0304\u0308\u030c"
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_TAG = re.compile(r"<!--.{0,5000}?-->|</?[A-Za-z][^<>]{0,500}>", re.DOTALL)
_PINYIN = re.compile(rf"(?<=[{_HAN}])\s?[(（\[]\s?[{_TONED}]{{1,7}}\s?[)）\]]")
_SPACED = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[ \u3000][{_HAN}]){{1,3}}(?![{_HAN}])")
_GAP = re.compile(r"[ \t\u00a0\u3000]{2,}")
# Chinese punctuation whose half-width form would only make a text ugly.
_KEPT = frozenset("，。！？；：（）、．～￥…‘’“”—【】《》")
_FEWEST_STARS = 6
# Longest first; each only where the mask stands beside what names it.
_MASKED = (
    ("参*议*", "参政议政"),
    ("参政议*", "参政议政"),
    ("参*议政", "参政议政"),
    ("人民*协", "人民政协"),
    ("*协委员", "政协委员"),
    ("民主*派", "民主党派"),
    ("*委*府", "党委政府"),
    ("共产*", "共产党"),
    ("市*府", "市政府"),
    ("县*府", "县政府"),
    ("省*府", "省政府"),
    ("区*府", "区政府"),
    ("人民*府", "人民政府"),
    ("全国*协", "全国政协"),
    ("*协", "政协"),
    ("*府", "政府"),
    ("*委", "党委"),
    ("*派", "党派"),
    ("行*", "行政"),
)
_STAR = re.compile("|".join(re.escape(mask) for mask, _meant in _MASKED))


@dataclass(frozen=True)
class Guess:
    """A masked word, what it was taken for, and where it now stands in the normalised text."""

    masked: str
    meant: str
    start: int


@dataclass(frozen=True)
class Normalised:
    """The text in its one form, and which words in it are guesses."""

    text: str
    guesses: tuple[Guess, ...] = ()


def normalise(text: str) -> str:
    """The text in its one form; see the head of this module for the steps."""
    return normalised(text).text


def normalised(text: str) -> Normalised:
    """As `normalise`, with the masked words that were guessed."""
    if not text:
        return Normalised("")
    text = _without_html(text)
    is_usual = not _unusual().search(text)
    if not is_usual:
        text = _composed(_HIDDEN.sub("", text))
    if "(" in text or "（" in text or "[" in text:
        text = _PINYIN.sub("", text)
    if not is_usual and _traditional().search(text):
        text = simplifier()(text)
    if " " in text or "\u3000" in text:
        text = _SPACED.sub(_joined, _GAP.sub(" ", text))
    return _unmasked(text)


def _without_html(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    return _TAG.sub(" ", text) if "<" in text else text


def _composed(text: str) -> str:
    """NFKC, but for Chinese punctuation."""
    if not _compatible().search(text):
        return text
    return "".join(
        part if index % 2 else unicodedata.normalize("NFKC", part)
        for index, part in enumerate(_punctuation().split(text))
    )


def _joined(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match[0])


def _unmasked(text: str) -> Normalised:
    """Stars read as the characters they hide; only in a text that hides many."""
    if text.count("*") < _FEWEST_STARS:
        return Normalised(text)
    meant = dict(_MASKED)
    guesses: list[Guess] = []
    parts: list[str] = []
    end = length = 0
    for match in _STAR.finditer(text):
        parts += [text[end : match.start()], meant[match[0]]]
        length += match.start() - end
        guesses.append(Guess(match[0], meant[match[0]], length))
        length += len(meant[match[0]])
        end = match.end()
    return Normalised("".join([*parts, text[end:]]), tuple(guesses))


@cache
def _traditional() -> re.Pattern[str]:
    """Any character that OpenCC would change."""
    plain = [chr(code) for code in range(0x3400, 0xA000)]
    simple = simplifier()("\n".join(plain)).split("\n")
    changed = [one for one, other in zip(plain, simple, strict=True) if one != other]
    return re.compile(f"[{_ranges(changed)}]")


@cache
def _compatible() -> re.Pattern[str]:
    """Any character of the first plane that NFKC or NFC would change or might compose."""
    changed = [
        chr(code)
        for code in range(0x10000)
        if not 0xD800 <= code < 0xE000 and chr(code) not in _KEPT and _is_changed(chr(code))
    ]
    return re.compile(f"[{_ranges(changed)}\U0001d400-\U0001f2ff\U0002f800-\U0002fa1f]")


@cache
def _unusual() -> re.Pattern[str]:
    """Any character that is dropped, composed or made simplified: one look at a text instead of three."""
    inside = "".join(one.pattern[1:-1] for one in (_HIDDEN, _compatible(), _traditional()))
    return re.compile(f"[{inside}]")


def _is_changed(one: str) -> bool:
    return unicodedata.combining(one) > 0 or unicodedata.normalize("NFKC", one) != one


@cache
def _punctuation() -> re.Pattern[str]:
    return re.compile("([" + "".join(map(re.escape, sorted(_KEPT))) + "]+)")


def _ranges(characters: list[str]) -> str:
    """Sorted characters as the inside of a class of a regular expression."""
    parts: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in parts)
