"""The style guide: every component of templates/ui/ with invented content in all its states."""

from shangliang.web.styleguide.case import case, heads
from shangliang.web.styleguide.desk import acts, lists
from shangliang.web.styleguide.forms import forms
from shangliang.web.styleguide.papers import figures, papers
from shangliang.web.styleguide.specimens import Content

COLOURS = [
    *["--ink", "--ink-soft", "--paper", "--sunk", "--line", "--edge"],
    *["--accent", "--link", "--good", "--wait", "--stop", "--mark"],
]


def examples() -> Content:
    """What the style guide page shows."""
    sections = [heads(), case(), acts(), lists(), forms(), figures(), papers()]
    return {"colours": COLOURS, "sections": sections}
