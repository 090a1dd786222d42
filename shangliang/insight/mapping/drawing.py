"""A map as a picture: everybody a dot, groups by colour and shape. SVG, written by hand, for a report."""

from xml.sax.saxutils import escape

import numpy as np

from shangliang.insight.mapping.engine import OpinionMap
from shangliang.insight.mapping.groups import sampled

WIDTH, HEIGHT, EDGE = 800, 640, 40
MOST_DOTS = 4000
# Told apart also by people who see few colours (Okabe and Ito).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
GREY = "#999999"
SHAPES = (
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>',
    '<path d="M{x:.1f} {y:.1f}m0-3.2l3 5.4h-6z"/>',
    '<path d="M{x:.1f} {y:.1f}m-2.3-2.3h4.6v4.6h-4.6z"/>',
    '<path d="M{x:.1f} {y:.1f}m0-3.4l3.4 3.4l-3.4 3.4l-3.4-3.4z"/>',
    '<path d="M{x:.1f} {y:.1f}m-3-.8h6v1.6h-6z"/>',
)


def picture_of(drawn: OpinionMap) -> str:
    """The whole SVG file."""
    places, label = _shown(drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _dots(places[label < 0], GREY, SHAPES[0]),
    ]
    for group in range(drawn.grouping.count):
        parts.append(_dots(places[label == group], COLOURS[group], SHAPES[group]))
    return "\n".join([*parts, *_legend(drawn), "</svg>\n"])


def _shown(drawn: OpinionMap) -> tuple[np.ndarray, np.ndarray]:
    """Places of those with votes enough, in picture units; a sample where they are many. Far ones stand at the edge."""
    enough = drawn.grouping.has_votes_enough
    both = sampled(np.column_stack([drawn.positions[enough], drawn.grouping.label[enough]]), MOST_DOTS)
    reach = np.percentile(np.abs(both[:, :2]), 99.5) if len(both) else 1.0
    inner = np.clip(both[:, :2] / (reach or 1.0), -1, 1)
    middle, half = np.array([WIDTH / 2, HEIGHT / 2]), np.array([WIDTH / 2 - EDGE, HEIGHT / 2 - EDGE])
    return middle + inner * half * [1, -1], both[:, 2]


def _dots(places: np.ndarray, colour: str, shape: str) -> str:
    dots = "".join(shape.format(x=x, y=y) for x, y in places)
    return f'<g fill="{colour}" fill-opacity="0.6">{dots}</g>'


def _legend(drawn: OpinionMap) -> list[str]:
    """Id and size of each group in its colour, and how many stand in none."""
    grouping = drawn.grouping
    told = [(f"{grouping.ids[one]} · {grouping.sizes[one]:,}", one) for one in range(grouping.count)]
    lines = [*told, (f"– · {grouping.ungrouped:,}", -1)]
    return [
        f'<g fill="{COLOURS[group] if group >= 0 else GREY}">'
        f"{SHAPES[max(group, 0)].format(x=EDGE / 2, y=EDGE / 2 + 20 * at - 4)}</g>"
        f'<text x="{EDGE / 2 + 10}" y="{EDGE / 2 + 20 * at}" font-size="14" fill="#222222">{escape(text)}</text>'
        for at, (text, group) in enumerate(lines)
    ]
