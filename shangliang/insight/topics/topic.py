"""A text with its day, and a topic: the texts that belong together and what they say."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Item(NamedTuple):
    """One text: its key leads back to the original."""

    key: int
    head: str
    text: str
    day: date
    place: str = ""


class Member(NamedTuple):
    """One text of a topic: what leads back to it, and what the course of the topic is counted from."""

    key: int
    day: date
    place: str = ""


@dataclass(frozen=True)
class Quote:
    """A sentence as it stands in the text of that key."""

    key: int
    text: str


@dataclass(frozen=True)
class Topic:
    """Texts on one matter, newest first.

    No count is kept: how fast it goes, in which months and where, `course.course_of` counts from the members that a
    reader may see."""

    members: tuple[Member, ...]
    words: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """Of all its texts."""
        return tuple(one.key for one in self.members)
