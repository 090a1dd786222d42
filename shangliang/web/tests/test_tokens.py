"""Colours computed from the token sheet: enough contrast in every theme, and one source for each theme."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parent.parent / "static" / "web" / "tokens.css").read_text()
TEXT, GROUNDS = ("ink", "ink-soft", "link", "accent", "good", "wait", "stop"), ("paper", "field", "sunk")
LINES = ("edge", "focus")
Theme = dict[str, str]


def _blocks() -> Iterator[tuple[str, str, Theme]]:
    """(what the device asks for, selector, its colours) of every block that names colours."""
    for asked, inside in re.findall(r"@media ([^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}|\Z", SHEET):
        yield from ((asked.strip(), *one) for one in _named(inside))
    outside = re.sub(r"@media [^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", SHEET)
    yield from (("", *one) for one in _named(outside))


def _named(sheet: str) -> Iterator[tuple[str, Theme]]:
    for selector, rules in re.findall(r"(:root[^{]*)\{([^{}]*)\}", sheet):
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", rules))
        if colours:
            yield selector.strip(), colours


def _themes() -> dict[str, Theme]:
    base = next(colours for asked, selector, colours in _blocks() if (asked, selector) == ("", ":root"))
    return {f"{asked} {selector}".strip(): {**base, **colours} for asked, selector, colours in _blocks()}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 computes it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert (contrast("#000000", "#ffffff"), round(contrast("#777777", "#ffffff"), 2)) == (21.0, 4.48)


def test_every_block_of_colours_is_found() -> None:
    assert len(_themes()) == SHEET.count("--paper:")


@pytest.mark.parametrize("name", _themes())
def test_text_has_contrast_in_every_theme(name: str) -> None:
    theme = _themes()[name]
    needed = 7 if "contrast" in name else 4.5
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("ink", "mark"), ("ink-soft", "mark")]

    assert [pair for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < needed] == []


@pytest.mark.parametrize("name", _themes())
def test_what_one_operates_has_an_edge_in_every_theme(name: str) -> None:
    theme = _themes()[name]
    pairs = [(line, ground) for line in LINES for ground in GROUNDS]

    assert [pair for pair in pairs if contrast(theme[pair[0]], theme[pair[1]]) < 3] == []


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_device() -> None:
    blocks = {(asked, selector): colours for asked, selector, colours in _blocks()}
    chosen = blocks["", ':root[data-theme="dark"]']

    assert blocks["(prefers-color-scheme: dark)", ':root[data-theme="auto"]'] == chosen


def test_more_contrast_is_the_same_whether_dark_is_chosen_or_asked_for() -> None:
    blocks = {(asked, selector): colours for asked, selector, colours in _blocks()}
    asked_for = blocks[
        "(prefers-contrast: more) and (prefers-color-scheme: dark)", ':root[data-theme="auto"]'
    ]

    assert asked_for == blocks["(prefers-contrast: more)", ':root[data-theme="dark"]']
