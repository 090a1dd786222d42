"""Plain text: which encoding it is in, and whether it is text at all."""

import codecs
import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKUP = re.compile(
    r"\s*(<!--.*?-->\s*)*<[!?/]?(doctype|html|head|body|script|svg|iframe|xml|php|%)", re.I | re.S
)
_SAMPLE = 20_000
_RARE_SHARE = 1 / 3
_ENOUGH = 8


def decode_text(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 with a mark, or GB18030; else `Invalid`."""
    marked = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    for encoding in marked or ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_guesswork(text, encoding):
            return text, encoding
    raise Invalid(
        _("The encoding of this text is not known. Save it as UTF-8, UTF-16 or GB18030 (GBK)."), field="file"
    )


def looks_like_text(data: bytes) -> bool:
    """Whether there are only characters that people type: no bytes of programs or pictures."""
    sample = data[:_SAMPLE]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return not any((byte < 32 and byte not in b"\t\n\r\f") or byte == 127 for byte in sample)


def looks_like_markup(data: bytes) -> bool:
    """Whether a browser might take this text for a page, a picture or a script."""
    head = data[:4096]
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return bool(_MARKUP.match(head.decode(encoding, errors="replace")))


def _is_guesswork(text: str, encoding: str) -> bool:
    """Whether GB18030 only happened to fit: other encodings decode to unassigned or rare characters."""
    if "\0" in text or encoding != "gb18030":
        return "\0" in text
    foreign = [letter for letter in text[:_SAMPLE] if not letter.isascii()]
    if any(unicodedata.category(letter) in {"Cc", "Cn", "Cs"} for letter in foreign):
        return True
    rare = sum(not _is_common(letter) for letter in foreign)
    return len(foreign) >= _ENOUGH and rare > len(foreign) * _RARE_SHARE


def _is_common(letter: str) -> bool:
    """Whether the letter stands in the national set of simplified or in the usual set of traditional ones."""
    return any(letter.encode(charset, errors="ignore") for charset in ("gb2312", "big5"))
