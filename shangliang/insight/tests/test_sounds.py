"""How characters sound."""

from shangliang.insight.tests.reading_table import table
from shangliang.insight.text.sounds import READINGS, first_syllables, spoken, typed_syllables


def test_the_table_that_the_product_carries_is_the_dictionarys():
    assert READINGS.read_text("utf-8") == table()


def test_a_character_is_found_by_either_of_its_readings():
    both = spoken("重")[0]
    assert {*typed_syllables("zhong"), *typed_syllables("chong")} <= both
    assert first_syllables("重") == typed_syllables("zhong")


def test_what_has_no_sound_has_none():
    assert spoken("a\U00020000") == [set(), set()]
