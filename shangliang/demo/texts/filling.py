"""Fill sentence patterns with figures, local names and a choice of words."""

import random
import re

from shangliang.demo.texts.scenes import Scene

SLOT = re.compile(r"\{([^{}]*)\}(万?)")
RANGE = re.compile(r"(\*?)(\d+(?:\.(\d+))?)\.\.(\d+(?:\.\d+)?)")
TEN_THOUSAND = 10_000


def fill(rng: random.Random, pattern: str, scene: Scene) -> str:
    """Replace every slot, innermost first.

    `{12..40}` draws a figure, `{*12..40}` a figure that grows with the level of the place,
    `{甲|乙}` chooses, `{road}` is a name of the scene.
    """
    while SLOT.search(pattern):
        pattern = SLOT.sub(lambda found: filled_slot(rng, found, scene), pattern)
    return pattern


def filled_slot(rng: random.Random, found: re.Match[str], scene: Scene) -> str:
    content, unit = str(found.group(1)), str(found.group(2))
    if "|" in content:
        return rng.choice(content.split("|")) + unit
    span = RANGE.fullmatch(content)
    if span is None:
        return scene.words[content] + unit
    scale = scene.scale if span.group(1) else 1
    low, high = float(span.group(2)) * scale, float(span.group(4)) * scale
    if span.group(3):
        return decimal_figure(rng, low, high) + unit
    return whole_figure(rng, int(low), int(high), unit)


def decimal_figure(rng: random.Random, low: float, high: float) -> str:
    value = rng.uniform(low, high)
    return shortest(value) if value < 100 else str(round(value))


def whole_figure(rng: random.Random, low: int, high: int, unit: str) -> str:
    """Large figures are rounded the way people state them: 2,350 rather than 2,347."""
    value = rng.randint(max(1, low), max(1, high))
    if high >= 1000:
        value = round(value, -1)
    if unit and value >= TEN_THOUSAND:
        return f"{shortest(value / TEN_THOUSAND)}亿"
    if not unit and value >= TEN_THOUSAND:
        return f"{shortest(value / TEN_THOUSAND)}万"
    return f"{value}{unit}"


def shortest(value: float) -> str:
    """One decimal place, or none when it would be a zero."""
    return f"{value:.1f}".removesuffix(".0")


def sentence(text: str) -> str:
    """Close a clause with a full stop unless a mark already closes it."""
    return text if text.endswith(("。", "！", "？", "。”", "？”")) else text + "。"
