"""What the facts of acts on public words and information reports are called, and what their codes mean in a body."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.fact_words import Fact, Words, choices, declare_facts
from shangliang.bodies.models import Body
from shangliang.bodies.telling import named
from shangliang.opinions.models import (
    Code,
    Dispatch,
    Informant,
    Issue,
    Periodical,
    Report,
    Result,
    Suggestion,
)
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.ruleset_reports import report_rules


def _told_category(body: Body) -> Words:
    return opinion_rules(body).values.told_category


def _told_refusal(body: Body) -> Words:
    values = opinion_rules(body).values

    def told(code: str) -> str:
        found = values.reason_coded(code)
        return named(found) if found else code

    return told


def _told_reason(body: Body) -> Words:
    return report_rules(body).values.told_reason


def declare() -> None:
    """Numbers of rows that say nothing have no label."""
    declare_facts({
        "suggestions.category": Fact(_("category"), words=_told_category),
        "suggestions.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Suggestion.Kind)),
        "suggestions.way": Fact(pgettext_lazy("fact", "way"), words=choices(Suggestion.Way)),
        "channel": Fact(_("came by"), words=choices(Suggestion.Channel)),
        "code": Fact(_("QR code"), Code),
        "suggestions.decline.reason": Fact(_("reason"), words=_told_refusal),
        "suggestions.reconsider.reason": Fact(_("reason"), words=_told_refusal),
        "reference": Fact(pgettext_lazy("fact", "reference")),
        "together": Fact(_("together with others")),
        "codes.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Code.Kind)),
        "label": Fact(pgettext_lazy("fact", "label")),
        "informants.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Informant.Kind)),
        "reports.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Report.Kind)),
        "reports.set_aside.reason": Fact(_("reason"), words=_told_reason),
        "reports.number": Fact(_("report number")),
        "is_urgent": Fact(_("urgent")),
        "addressee": Fact(_("to whom"), words=choices(Dispatch.Addressee)),
        "dispatches.state": Fact(_("state"), words=choices(Dispatch.State)),
        "outcome": Fact(_("kind of result"), words=choices(Result.Outcome)),
        "is_combined": Fact(_("together with others")),
        "issue": Fact(_("issue"), Issue, ("periodical",)),
        "periodical": Fact(_("periodical"), Periodical),
        "size": Fact(_("reports")),
    })  # fmt: skip
