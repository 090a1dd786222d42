"""How characters sound, from the dictionary of pypinyin (MIT), as the table that the product carries.

    .venv/bin/python -m shangliang.insight.tests.reading_table

One line a syllable: the syllable, the characters that usually sound so, those of which it is the second reading."""

import unicodedata
from collections import defaultdict

from pypinyin.pinyin_dict import pinyin_dict

from shangliang.insight.text.sounds import READINGS


def table() -> str:
    """The table as text; syllables in the order of the alphabet, characters in that of their codes."""
    spoken: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for code, told in sorted(pinyin_dict.items()):
        if code < 0x10000:
            readings = dict.fromkeys(_plain(one) for one in told.split(","))
            for place, syllable in enumerate(list(readings)[:2]):
                spoken[syllable][place].append(chr(code))
    rows = (
        f"{syllable}\t{''.join(first)}\t{''.join(second)}\n"
        for syllable, (first, second) in sorted(spoken.items())
    )
    return "".join(rows)


def _plain(toned: str) -> str:
    marks = unicodedata.normalize("NFD", toned.replace("ü", "v").replace("ɡ", "g"))
    return "".join(one for one in marks if "a" <= one <= "z")


if __name__ == "__main__":
    READINGS.write_text(table(), "utf-8")
