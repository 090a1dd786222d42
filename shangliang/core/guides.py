"""Help inside the system: the guide of each role and the words it uses, declared by the apps they belong to."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import override

from shangliang.core.errors import Sentence
from shangliang.core.homes import Home


@dataclass(frozen=True)
class Step:
    """One thing a person does, in order; `address` is the name of the page where it is done."""

    title: Sentence
    text: Sentence
    address: str = ""


@dataclass(frozen=True)
class Word:
    """A word of the domain in both languages, and what it means."""

    name: Sentence
    meaning: Sentence

    def said_in(self, language: str) -> str:
        """The word itself in a language."""
        with override(language):
            return str(self.name)


_steps: dict[Home, list[tuple[int, tuple[Step, ...]]]] = defaultdict(list)
_words: list[Word] = []


def guide(home: Home, *steps: Step, order: int = 50) -> None:
    """Declare what an app tells a role; the lower the order, the earlier."""
    _steps[home].append((order, steps))


def glossary(*words: Word) -> None:
    """Declare words an app uses."""
    _words.extend(words)


def steps_for(home: Home) -> list[Step]:
    """The guide of a role."""
    return [step for _order, steps in sorted(_steps[home], key=lambda one: one[0]) for step in steps]


def words() -> list[Word]:
    """Every word declared, in the order of the apps."""
    return list(_words)
