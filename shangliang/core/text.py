"""Text as people type it: normalised, without control and direction-overriding characters."""

import re
import unicodedata

from django.utils.translation import get_language

# Control characters (but tab, newline), zero-width joiners kept only where scripts need them, bidi overrides.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u200b\u2060]"
)

_MOST_DIGITS = 16


def clean_text(raw: str) -> str:
    """NFC text with unix line ends and without characters that hide or reorder other characters."""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", unicodedata.normalize("NFC", lines)).strip()


def clean_line(raw: str) -> str:
    """As `clean_text`, on one line, spaces folded."""
    return re.sub(r"\s+", " ", clean_text(raw))


def whole_number(raw: str) -> int | None:
    """The number that digits in an address or a form say, if it fits every column; None for anything else."""
    return int(raw) if raw.isdecimal() and len(raw) < _MOST_DIGITS else None


def excerpt(text: str, length: int = 120) -> str:
    """The beginning of a text, ended with an ellipsis if it was cut."""
    flat = clean_line(text)
    return flat if len(flat) <= length else flat[: length - 1] + "…"


_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 99 in words: 九, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def numeral(number: int) -> str:
    """A small ordinal as the reader's language writes it: 十二 in Chinese, 12 elsewhere."""
    is_in_words = (get_language() or "").startswith("zh") and 0 < number < 100
    return chinese_number(number) if is_in_words else str(number)
