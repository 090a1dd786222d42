"""Read back from a proposal what it is about and what it suggests."""

import re
from typing import Protocol

from shangliang.demo.texts.topics import ALL_TOPICS, Measure

NUMBERED = re.compile(r"^[一二三四五六七八九]、(.+?)。(.*)$", re.MULTILINE)
SUBJECT = re.compile(r"关于(.+)的建议")
MEASURES = {measure.heading: measure for topic in ALL_TOPICS for measure in topic.measures}
THEMES = {measure.heading: topic.theme for topic in ALL_TOPICS for measure in topic.measures}
UNKNOWN_OUTCOME = "形成工作方案并分步组织实施"


class Matter(Protocol):
    """Anything with a title and numbered suggestions: a composed text or a filed proposal."""

    @property
    def title(self) -> str: ...

    @property
    def suggestion(self) -> str: ...


def measures_of(proposal: Matter) -> list[Measure]:
    """Its suggestions in their order, in its own words; one made of the title when none are numbered."""
    found = NUMBERED.findall(proposal.suggestion) or [(subject_of(proposal), "")]
    return [Measure(heading, detail, outcome_of(heading)) for heading, detail in found]


def outcome_of(heading: str) -> str:
    known = MEASURES.get(heading)
    return known.outcome if known else UNKNOWN_OUTCOME


def gist_of(measure: Measure) -> str:
    """The first clauses of a suggestion, long enough to stand for it when quoted."""
    clauses = re.split(r"[，；。]", measure.detail.rstrip("。"))
    gist = clauses[0]
    if len(gist) < 8 and len(clauses) > 1:
        gist = f"{gist}，{clauses[1]}"
    return gist or measure.heading


def theme_of(proposal: Matter) -> str:
    """The matter in a few words, such as 老年助餐."""
    headings = [heading for heading, _ in NUMBERED.findall(proposal.suggestion)]
    themes = (THEMES.get(heading) for heading in headings)
    return next((theme for theme in themes if theme), subject_of(proposal))


def subject_of(proposal: Matter) -> str:
    """The title without 关于…的建议."""
    found = SUBJECT.search(proposal.title)
    return found.group(1) if found else proposal.title


def inner_quotes(text: str) -> str:
    """Quotation marks inside a quotation are single ones."""
    return text.replace("“", "‘").replace("”", "’")
