"""Synthetic people, employers, titles and telephone numbers that belong to nobody."""

import random

from shangliang.demo.name_tables import (
    BRAND_ENDINGS,
    BRAND_STARTS,
    COMMON_SURNAMES,
    DEFAULT_FIELD,
    DOUBLE_SURNAMES,
    EMPLOYERS,
    FIELDS_OF_SECTORS,
    GIVEN_CHARACTERS,
    RARE_CHARACTERS,
    RARE_SURNAMES,
    TIBETAN_PARTS,
    TITLES,
    TRADES,
    UYGHUR_FATHERS,
    UYGHUR_GIVEN,
)
from shangliang.demo.texts.scenes import STEMS

MOBILE_PREFIX = "19900"


def person_name(rng: random.Random) -> str:
    """Mostly two or three characters; now and then a double surname, another people's name or a rare one."""
    kind = rng.choices(("common", "rare_surname", "double", "tibetan", "uyghur"), (88, 5, 4, 1.5, 1.5))[0]
    if kind == "tibetan":
        return "".join(rng.sample(TIBETAN_PARTS, 2))
    if kind == "uyghur":
        return f"{rng.choice(UYGHUR_GIVEN)}·{rng.choice(UYGHUR_FATHERS)}"
    surnames = {"common": COMMON_SURNAMES, "rare_surname": RARE_SURNAMES, "double": DOUBLE_SURNAMES}[kind]
    return rng.choice(surnames) + given_name(rng)


def given_name(rng: random.Random) -> str:
    """One or two characters; about one name in two hundred has one outside the basic plane."""
    first, second = rng.sample(GIVEN_CHARACTERS, 2)
    if rng.random() < 0.005:
        return first + rng.choice(RARE_CHARACTERS)
    return first if rng.random() < 0.14 else first + second


def mobile(rng: random.Random) -> str:
    """An eleven-digit number in one block that no demo message is ever sent to."""
    return f"{MOBILE_PREFIX}{rng.randrange(1_000_000):06d}"


def company_name(rng: random.Random, place: str) -> str:
    return f"{short_place(place)}{brand(rng)}{rng.choice(TRADES)}有限公司"


def employer(rng: random.Random, place: str, sector: str) -> str:
    """Where a member of this sector (界别) works."""
    pattern = rng.choice(EMPLOYERS[field_of(sector)])
    return pattern.format(
        place=place,
        short=short_place(place),
        brand=brand(rng),
        trade=rng.choice(TRADES),
        stem=rng.choice(STEMS),
    )


def job_title(rng: random.Random, sector: str) -> str:
    """A post or professional title usual in this sector."""
    return rng.choice(TITLES[field_of(sector)])


def field_of(sector: str) -> str:
    """The field of work a sector's members come from."""
    return FIELDS_OF_SECTORS.get(sector.removesuffix("界"), DEFAULT_FIELD)


def brand(rng: random.Random) -> str:
    return rng.choice(BRAND_STARTS) + rng.choice(BRAND_ENDINGS)


def short_place(place: str) -> str:
    """云岭县 is 云岭 in the name of a company."""
    for ending in ("自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "盟", "旗"):
        if place.endswith(ending) and len(place) - len(ending) >= 2:
            return place.removesuffix(ending)
    return place
