"""Synthetic names are varied, and belong to nobody."""

import random
import re

from shangliang.demo.name_tables import FIELDS_OF_SECTORS, RARE_CHARACTERS
from shangliang.demo.names import company_name, employer, job_title, mobile, person_name


def names(count: int) -> list[str]:
    rng = random.Random(9)
    return [person_name(rng) for _ in range(count)]


def test_names_are_varied_and_of_a_readable_length() -> None:
    drawn = names(3000)
    assert (len(set(drawn)) > 2500, [name for name in drawn if not 2 <= len(name) <= 12]) == (True, [])


def test_a_few_names_have_characters_beyond_the_basic_plane() -> None:
    rare = [name for name in names(4000) if any(character in RARE_CHARACTERS for character in name)]
    assert 4 <= len(rare) <= 60
    assert {character for character in RARE_CHARACTERS if ord(character) < 0x20000} == set()


def test_a_few_names_are_written_with_a_middle_dot_or_a_double_surname() -> None:
    drawn = names(4000)
    dotted = [name for name in drawn if "·" in name]
    double = [name for name in drawn if name.startswith(("欧阳", "上官", "诸葛", "司徒"))]
    assert (20 <= len(dotted) <= 120, 15 <= len(double) <= 120) == (True, True)


def test_mobile_numbers_stay_in_their_one_block() -> None:
    rng = random.Random(4)
    assert [
        number for number in (mobile(rng) for _ in range(500)) if not re.fullmatch(r"19900\d{6}", number)
    ] == []


def test_companies_carry_the_short_name_of_their_place() -> None:
    rng = random.Random(4)
    names_of_companies = {company_name(rng, "云岭县") for _ in range(300)}
    wrong = [name for name in names_of_companies if not re.fullmatch(r"云岭[^县].+有限公司", name)]
    assert (len(names_of_companies) > 280, wrong) == (True, [])


def test_every_sector_has_employers_and_titles_with_or_without_its_last_character() -> None:
    rng = random.Random(4)
    for sector in (*FIELDS_OF_SECTORS, "教育界", "特邀人士", "宗教"):
        assert (employer(rng, "云岭县", sector).startswith("云岭"), len(job_title(rng, sector)) >= 2) == (
            True,
            True,
        )


def test_equal_seeds_give_equal_names() -> None:
    assert names(50) == names(50)
