"""Short remarks people write along a proposal's way: reviews, reasons, notes and comments."""

import random

from shangliang.demo.texts import remark_phrases as phrases
from shangliang.demo.texts.filling import fill
from shangliang.demo.texts.letters import self_word
from shangliang.demo.texts.matters import Matter, gist_of, inner_quotes, measures_of, theme_of
from shangliang.demo.texts.scenes import COUNTY, Scene


def review_note(rng: random.Random, proposal: Matter) -> str:
    """What a reviewer notes when the proposal can be filed."""
    return remark(rng, phrases.REVIEWS, matter_words(rng, proposal))


def not_filed_note(rng: random.Random, reason_code: str) -> str:
    """Why a proposal was not filed, as told to its proposer; the code is one of the national ten."""
    return remark(rng, phrases.NOT_FILED[reason_code], {})


def return_reason(rng: random.Random, proposal: Matter, proposed_unit: str) -> str:
    """Why a unit asks to give an assignment back, and to whom it should go."""
    return remark(rng, phrases.RETURNS, matter_words(rng, proposal) | {"unit": proposed_unit})


def contact_note(rng: random.Random, proposal: Matter, proposer_label: str) -> str:
    """What a unit logs after talking with the proposer."""
    return remark(rng, phrases.CONTACTS, matter_words(rng, proposal) | {"proposer": proposer_label})


def rating_comment(rng: random.Random, result: str) -> str:
    """The proposer's words beside a rating: satisfied, basically or dissatisfied."""
    return remark(rng, phrases.RATINGS[result], {})


def instruction_text(rng: random.Random, proposal: Matter, unit_name: str) -> str:
    """A leader's written direction (批示) on the proposal."""
    return remark(rng, phrases.INSTRUCTIONS, matter_words(rng, proposal) | {"unit": unit_name})


def visit_note(rng: random.Random, proposal: Matter) -> str:
    """The record of a visit for a key proposal."""
    return remark(rng, phrases.VISITS, matter_words(rng, proposal))


def extension_reason(rng: random.Random, proposal: Matter) -> str:
    return remark(rng, phrases.EXTENSIONS, matter_words(rng, proposal))


def withdraw_reason(rng: random.Random) -> str:
    """Why a proposer takes a proposal back."""
    return remark(rng, phrases.WITHDRAWALS, {})


def decline_reason(rng: random.Random) -> str:
    """Why an invited member does not co-sign."""
    return remark(rng, phrases.DECLINES, {})


def countersign_note(rng: random.Random, unit_name: str) -> str:
    """What a head of section notes when passing a drafted reply on for signature."""
    return remark(rng, phrases.COUNTERSIGNS, {"self": self_word(unit_name)})


def matter_words(rng: random.Random, proposal: Matter) -> dict[str, str]:
    measure = rng.choice(measures_of(proposal))
    return {
        "theme": theme_of(proposal),
        "heading": inner_quotes(measure.heading),
        "gist": inner_quotes(gist_of(measure)),
    }


def remark(rng: random.Random, patterns: tuple[str, ...], words: dict[str, str]) -> str:
    return fill(rng, rng.choice(patterns), Scene(words, COUNTY))
