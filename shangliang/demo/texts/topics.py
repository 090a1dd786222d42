"""All topics of demo proposals, read once from the tables that people edit."""

from dataclasses import dataclass

from shangliang.demo.texts import (
    topics_culture,
    topics_ecology,
    topics_economy_business,
    topics_economy_rural,
    topics_politics,
    topics_society_care,
    topics_society_home,
    topics_society_safety,
)

TABLES = (
    topics_economy_business.TOPICS,
    topics_economy_rural.TOPICS,
    topics_politics.TOPICS,
    topics_culture.TOPICS,
    topics_society_care.TOPICS,
    topics_society_home.TOPICS,
    topics_society_safety.TOPICS,
    topics_ecology.TOPICS,
)
COUNTRY_SIGNS = ("农", "村", "秸秆", "古树", "水体")


@dataclass(frozen=True)
class Measure:
    """One suggestion, its reasons, and what a unit would have done to meet it."""

    heading: str
    detail: str
    outcome: str


@dataclass(frozen=True)
class Topic:
    """One matter with alternative sentences for every part of a proposal about it."""

    theme: str
    category: str
    unit_kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    findings: tuple[str, ...]
    causes: tuple[str, ...]
    measures: tuple[Measure, ...]

    @property
    def major(self) -> str:
        """The national category: economy, politics, culture, society or ecology."""
        return self.category.partition(".")[0]

    @property
    def is_rural(self) -> bool:
        return any(sign in self.theme for sign in COUNTRY_SIGNS)


def parse_topics(table: str) -> tuple[Topic, ...]:
    """Read a table: blocks divided by blank lines, each line marked by its first character.

    `#` theme | category | unit kinds, `=` subject of a title, `>` opening, `-` finding, `~` cause,
    `+` suggestion | detail | outcome.
    """
    return tuple(parse_topic(block) for block in table.strip().split("\n\n"))


def parse_topic(block: str) -> Topic:
    lines = block.splitlines()
    theme, category, unit_kinds = (part.strip() for part in lines[0].removeprefix("#").split(" | "))
    return Topic(
        theme=theme,
        category=category,
        unit_kinds=tuple(unit_kinds.split(", ")),
        subjects=marked(lines, "= "),
        openings=marked(lines, "> "),
        findings=marked(lines, "- "),
        causes=marked(lines, "~ "),
        measures=tuple(Measure(*line.split(" | ")) for line in marked(lines, "+ ")),
    )


def marked(lines: list[str], mark: str) -> tuple[str, ...]:
    return tuple(line.removeprefix(mark) for line in lines if line.startswith(mark))


ALL_TOPICS = tuple(topic for table in TABLES for topic in parse_topics(table))
