"""Typed text: hiding and reordering characters go, rare characters stay."""

import pytest
from django.utils import translation

from shangliang.core.text import clean_line, clean_text, excerpt, numeral


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202eevil\u202c", "evil"),
        ("a\x00b\x07c", "abc"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("\ufeff标题\u200b", "标题"),
        ("e\u0301", "\u00e9"),
        ("𠮷𡈽𫠝", "𠮷𡈽𫠝"),
        ("བོད་ཡིག", "བོད་ཡིག"),
        ("ئۇيغۇر", "ئۇيغۇر"),
        ("  空 格\t ", "空 格"),
    ],
)
def test_what_is_kept_of_typed_text(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_line_has_no_breaks_and_single_spaces() -> None:
    assert clean_line(" a\n b\t\tc ") == "a b c"


def test_an_excerpt_says_that_it_was_cut() -> None:
    assert (excerpt("短", 5), excerpt("一二三四五六", 5)) == ("短", "一二三四…")


def test_ordinals_are_written_as_the_language_writes_them() -> None:
    with translation.override("zh-hans"):
        assert [numeral(n) for n in (1, 9, 10, 12, 20, 34, 100)] == [
            "一",
            "九",
            "十",
            "十二",
            "二十",
            "三十四",
            "100",
        ]
    with translation.override("en"):
        assert numeral(12) == "12"
