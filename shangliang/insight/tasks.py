"""Once a minute: an index that exists, is short, and a log without what everybody has read."""

from shangliang.insight.text import changes, index
from shangliang.jobs.worker import every_beat


@every_beat
def tend_index() -> None:
    """Build the index if it is missing, write down what was added, forget old changes."""
    index.tend()
    changes.forget_old()
