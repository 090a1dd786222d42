"""Compose the letters of handling units: replies, joint opinions, follow-ups, second rounds."""

import random
from collections.abc import Sequence

from shangliang.demo.texts import reply_phrases as phrases
from shangliang.demo.texts.filling import fill
from shangliang.demo.texts.letters import scene_of_unit, self_word, you_word
from shangliang.demo.texts.matters import Matter, gist_of, inner_quotes, measures_of, theme_of
from shangliang.demo.texts.scenes import Scene
from shangliang.demo.texts.topics import Measure

NUMERALS = "一二三四五"


def reply_text(
    rng: random.Random, proposal: Matter, unit_name: str, reply_class: str, proposer_label: str
) -> str:
    """Answer the suggestions one by one: A solved, B planned, C not possible now, D noted."""
    scene = letter_scene(proposal, unit_name, proposer_label)
    measures = measures_of(proposal)[:4]
    patterns = answer_patterns(rng, reply_class, len(measures))
    return letter(
        fill(rng, rng.choice(phrases.RECEIVED), scene),
        fill(rng, rng.choice(phrases.OVERVIEWS[reply_class]), scene),
        numbered(answers(rng, measures, patterns, scene)),
        fill(rng, rng.choice(phrases.NEXT_STEPS[reply_class]) + rng.choice(phrases.THANKS), scene),
    )


def joint_opinion_text(rng: random.Random, proposal: Matter, unit_name: str, lead_name: str) -> str:
    """What a joint unit tells the lead unit within its own duties."""
    scene = letter_scene(proposal, unit_name, lead_name)
    chosen = some_measures(rng, proposal, 2)
    patterns = rng.sample(phrases.ANSWERS["A"], 1) + rng.sample(phrases.ANSWERS["B"], 1)
    return letter(
        fill(rng, rng.choice(phrases.JOINT_OPENINGS), scene),
        numbered(answers(rng, chosen, patterns, scene)),
        fill(rng, rng.choice(phrases.JOINT_CLOSINGS), scene),
    )


def follow_up_text(rng: random.Random, proposal: Matter, unit_name: str, proposer_label: str) -> str:
    """Report that what a class B reply promised has been done, so that it becomes class A."""
    scene = letter_scene(proposal, unit_name, proposer_label)
    chosen = some_measures(rng, proposal, 2)
    patterns = rng.sample(phrases.KEPT_PROMISES, len(chosen))
    return letter(
        fill(rng, rng.choice(phrases.FOLLOW_UP_OPENINGS), scene),
        numbered(answers(rng, chosen, patterns, scene)),
        fill(rng, rng.choice(phrases.FOLLOW_UP_CLOSINGS), scene),
    )


def second_round_reply_text(rng: random.Random, proposal: Matter, unit_name: str, proposer_label: str) -> str:
    """The answer after a proposer was dissatisfied: what was amiss, and what is new."""
    scene = letter_scene(proposal, unit_name, proposer_label)
    chosen = some_measures(rng, proposal, 3)
    patterns = rng.sample(phrases.SECOND_ANSWERS, len(chosen))
    return letter(
        fill(rng, rng.choice(phrases.SECOND_OPENINGS), scene),
        numbered(answers(rng, chosen, patterns, scene)),
        fill(rng, rng.choice(phrases.SECOND_CLOSINGS), scene),
    )


def letter_scene(proposal: Matter, unit_name: str, addressee: str) -> Scene:
    """The words a letter fills in: who writes, to whom, about what."""
    words = {
        "title": proposal.title,
        "theme": theme_of(proposal),
        "self": self_word(unit_name),
        "you": you_word(addressee),
    }
    return Scene(words, scene_of_unit(unit_name).scale)


def answer_patterns(rng: random.Random, reply_class: str, count: int) -> Sequence[str]:
    """One pattern for each suggestion; a planned or refused case still reports something done."""
    patterns = rng.sample(phrases.ANSWERS[reply_class], count)
    if reply_class in "BC" and count > 1:
        done = rng.choice(phrases.ANSWERS["A" if reply_class == "B" else "B"])
        patterns[rng.randrange(count)] = done
    return patterns


def answers(rng: random.Random, measures: list[Measure], patterns: Sequence[str], scene: Scene) -> list[str]:
    pairs = zip(measures, patterns, strict=False)
    return [answer(rng, measure, pattern, scene) for measure, pattern in pairs]


def answer(rng: random.Random, measure: Measure, pattern: str, scene: Scene) -> str:
    """Fill one answer with the suggestion in its own words and what was or will be done."""
    words = {
        **scene.words,
        "heading": inner_quotes(measure.heading),
        "gist": inner_quotes(gist_of(measure)),
        "outcome": fill(rng, measure.outcome, scene),
    }
    return fill(rng, pattern, Scene(words, scene.scale))


def some_measures(rng: random.Random, proposal: Matter, most: int) -> list[Measure]:
    measures = measures_of(proposal)
    places = sorted(rng.sample(range(len(measures)), min(most, len(measures))))
    return [measures[place] for place in places]


def numbered(paragraphs: list[str]) -> str:
    if len(paragraphs) == 1:
        return paragraphs[0]
    return "\n".join(f"{numeral}、{text}" for numeral, text in zip(NUMERALS, paragraphs, strict=False))


def letter(*paragraphs: str) -> str:
    return "\n".join(paragraphs)
