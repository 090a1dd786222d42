"""File names as they may be stored, shown and sent in a header."""

import re

from shangliang.core.text import clean_line

MAX_LENGTH = 120
_FORBIDDEN = re.compile(r'[<>:"|?*%;]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def ending_of(name: str) -> str:
    """The last ending, lower case, without the dot; empty when there is none."""
    _, dot, ending = clean_line(name).rpartition(".")
    return ending.strip().lower() if dot else ""


def clean_name(name: str, endings: tuple[str, ...]) -> str:
    """The bare, harmless name, at most 120 characters, ending in one of `endings` (else in the first)."""
    visible = "".join(filter(str.isprintable, clean_line(name)))
    bare = _FORBIDDEN.sub("_", re.split(r"[/\\]", visible)[-1])
    ending = ending_of(bare)
    stem = bare[: -len(ending) - 1] if ending in endings else bare.rpartition(".")[0] or bare
    stem = stem.strip(" .") or "file"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    kept = ending if ending in endings else endings[0]
    return f"{stem[: MAX_LENGTH - len(kept) - 1].rstrip(' .')}.{kept}"
