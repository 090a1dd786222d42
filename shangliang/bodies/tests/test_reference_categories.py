"""Categories, reasons not to file and reply classes."""

from collections import Counter

import pytest

from shangliang.bodies.reference.categories import (
    OUTCOMES,
    local_categories,
    national_categories,
    national_category_of,
    reasons_not_to_file,
    reply_schemes,
)


def test_the_five_national_categories_stand_in_their_order():
    names = ["经济建设", "政治建设", "文化建设", "社会建设", "生态文明建设"]
    assert [category.zh for category in national_categories()] == names


def test_every_local_category_maps_to_a_national_one():
    found = Counter(national_category_of(category.code) for category in local_categories())
    assert found == {"economy": 5, "politics": 3, "culture": 4, "society": 8, "ecology": 5}


def test_a_national_category_maps_to_itself():
    codes = [category.code for category in national_categories()]
    assert [national_category_of(code) for code in codes] == codes


@pytest.mark.parametrize("records", [[*national_categories(), *local_categories()], reasons_not_to_file()])
def test_no_code_and_no_name_stands_twice(records):
    assert [len(set(column)) for column in zip(*records, strict=True)] == [len(records)] * 3


def test_the_ten_reasons_keep_their_codes():
    assert [reason.code for reason in reasons_not_to_file()] == [
        *("state_secret", "forbidden", "party_internal", "other_party_internal", "litigation"),
        *("academic", "personal", "promotion", "accusation", "empty"),
    ]


def test_every_reason_is_a_sentence_in_both_languages():
    ends = {(reason.zh[-1], reason.en[-1]) for reason in reasons_not_to_file()}
    assert ends == {("。", ".")}


def test_the_same_letter_means_different_things_in_different_schemes():
    found = {
        scheme.code: {each.letter: each.outcome for each in scheme.classes} for scheme in reply_schemes()
    }
    assert found == {
        "three_classes": {"A": "solved", "B": "planned", "C": "not_possible"},
        "four_classes": {"A": "solved", "B": "under_way", "C": "not_possible", "D": "noted"},
        "progress_classes": {"A": "solved", "B": "under_way", "C": "planned"},
    }


def test_no_scheme_uses_an_outcome_of_its_own():
    used = {each.outcome for scheme in reply_schemes() for each in scheme.classes}
    assert used == set(OUTCOMES)
