"""Compose whole proposals: one matter, its problem, its causes and numbered suggestions."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shangliang.demo.texts.filling import fill, sentence
from shangliang.demo.texts.phrases import CAUSE_LEADS, FIELD_WORK, STAKES, SUGGESTION_LEADS, VOICES
from shangliang.demo.texts.scenes import Scene, scene_of
from shangliang.demo.texts.topics import ALL_TOPICS, Topic

NUMERALS = "一二三四五"
MINIMUM = 150
MAJOR_WEIGHTS = {"economy": 24, "politics": 13, "culture": 15, "society": 32, "ecology": 16}


@dataclass(frozen=True)
class ProposalText:
    """The written parts of a proposal and the kinds of units it falls to, lead first."""

    title: str
    category: str
    problem: str
    analysis: str
    suggestion: str
    unit_kinds: tuple[str, ...]


def proposal_text(rng: random.Random, place: str, year: int) -> ProposalText:
    """Write one proposal of `year` about `place`, say 云岭县 or 全国."""
    topic = drawn_topic(rng)
    scene = scene_of(rng, place, year, rural=topic.is_rural)
    return ProposalText(
        title=f"关于{fill(rng, rng.choice(topic.subjects), scene)}的建议",
        category=topic.category,
        problem=problem_of(rng, topic, scene),
        analysis=analysis_of(rng, topic, scene),
        suggestion=suggestion_of(rng, topic, scene),
        unit_kinds=topic.unit_kinds,
    )


def drawn_topic(rng: random.Random) -> Topic:
    major = rng.choices(list(MAJOR_WEIGHTS), list(MAJOR_WEIGHTS.values()))[0]
    return rng.choice([topic for topic in ALL_TOPICS if topic.major == major])


def problem_of(rng: random.Random, topic: Topic, scene: Scene) -> str:
    opening = sentence(rng.choice(topic.openings))
    lead = rng.choice(FIELD_WORK)
    return long_enough(
        rng, topic.findings, scene, lambda parts: f"{opening}\n{lead}{listed(rng, parts)}", fewest=3
    )


def analysis_of(rng: random.Random, topic: Topic, scene: Scene) -> str:
    lead = rng.choice(CAUSE_LEADS)
    closing = rng.choice(VOICES) + rng.choice(STAKES[topic.major])
    return long_enough(
        rng, topic.causes, scene, lambda parts: f"{lead}{listed(rng, parts)}\n{closing}", fewest=3
    )


def suggestion_of(rng: random.Random, topic: Topic, scene: Scene) -> str:
    lead = rng.choice(SUGGESTION_LEADS)
    paragraphs = [f"{measure.heading}。{sentence(measure.detail)}" for measure in topic.measures]
    return long_enough(rng, paragraphs, scene, lambda parts: f"{lead}\n{numbered(parts)}", fewest=3)


def long_enough(
    rng: random.Random,
    choices: Sequence[str],
    scene: Scene,
    compose: Callable[[list[str]], str],
    *,
    fewest: int,
) -> str:
    """Compose from some of the choices, in their order, taking more until the text can stand alone."""
    start = rng.randint(fewest, len(choices))
    for count in range(start, len(choices) + 1):
        picked = sorted(rng.sample(range(len(choices)), count))
        text = fill(rng, compose([choices[place] for place in picked]), scene)
        if len(text) >= MINIMUM:
            break
    return text


def listed(rng: random.Random, parts: list[str]) -> str:
    """String clauses together in one of the ways such papers are written."""
    ordinals = [f"{numeral}是" for numeral in NUMERALS]
    connectives = ["首先，", "其次，", "再次，", "此外，"]
    plain = ["", "", "同时，", "另外，"]
    marks = rng.choice([ordinals, ordinals, connectives, plain])
    return "".join(mark + sentence(part) for mark, part in zip(marks, parts, strict=False))


def numbered(paragraphs: list[str]) -> str:
    return "\n".join(f"{numeral}、{text}" for numeral, text in zip(NUMERALS, paragraphs, strict=False))
