"""What a body sets for its proposals: spans, limits, names. Steps of the law are code; these are data."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from shangliang.bodies.models import Body
from shangliang.bodies.reference.categories import local_categories, reasons_not_to_file, reply_schemes
from shangliang.bodies.rulesets import InForce, Named, RuleValues, declare_rules, rules_in_force

__all__ = ["KIND", "Named", "ProposalRules", "ReplyClass", "proposal_rules"]

KIND = "proposals"


class ReplyClass(Named):
    """How a reply settles the matter: `outcome` in words common to all bodies; some classes oblige to follow up."""

    outcome: Literal["solved", "under_way", "planned", "not_possible", "noted"]
    needs_follow_up: bool = False


def classes_of(scheme: str) -> tuple[ReplyClass, ...]:
    """The reply classes of one of the schemes in force somewhere."""
    rows = next(one for one in reply_schemes() if one.code == scheme).classes
    follow = ("planned", "under_way")
    return tuple(
        ReplyClass(code=r.letter, zh=r.zh, en=r.en, outcome=r.outcome, needs_follow_up=r.outcome in follow)  # type: ignore[arg-type]
        for r in rows
    )


_FOUR_CLASSES = classes_of("four_classes")


class ProposalRules(RuleValues):
    """Spans are in working days or months as named; every value may be overridden by a body, from a day on."""

    title_limit: int = Field(50, ge=10, le=200)
    part_limit: int = Field(3000, ge=100, le=20_000)
    most_files: int = Field(5, ge=0, le=20)
    most_file_megabytes: int = Field(32, ge=1, le=32)
    cosign_hours: int = Field(24, ge=1, le=24 * 30)
    cosign_hours_in_session: int = Field(3, ge=1, le=72)
    sign_for_days: int = Field(5, ge=1, le=60)
    return_days: int = Field(5, ge=1, le=60)
    most_transfers: int = Field(3, ge=0, le=9)
    opinion_months: int = Field(1, ge=1, le=6)
    reply_months: int = Field(3, ge=1, le=12)
    extension_months: int = Field(3, ge=0, le=6)
    second_round_months: int = Field(1, ge=1, le=6)
    follow_up_months: int = Field(12, ge=1, le=36)
    rating_days: int = Field(15, ge=1, le=120)
    publish_days: int = Field(20, ge=1, le=120)
    remind_days: tuple[int, ...] = (10, 3)
    escalate_days: tuple[int, ...] = (1, 10)
    dissatisfied_opens: Literal["first", "any"] = "first"
    categories: tuple[Named, ...] = tuple(Named(**r._asdict()) for r in local_categories())
    not_filed_reasons: tuple[Named, ...] = tuple(Named(**r._asdict()) for r in reasons_not_to_file())
    reply_classes: tuple[ReplyClass, ...] = _FOUR_CLASSES

    def class_coded(self, code: str) -> ReplyClass | None:
        """The reply class of a code, if the dictionary has it."""
        return next((one for one in self.reply_classes if one.code == code), None)


declare_rules(
    KIND,
    ProposalRules,
    label=_("Proposals"),
    names={
        "title_limit": _("longest title (characters)"),
        "part_limit": _("longest part (characters)"),
        "most_files": _("most files"),
        "most_file_megabytes": _("largest file (MB)"),
        "cosign_hours": _("hours to sign"),
        "cosign_hours_in_session": _("hours to sign while the plenary sits"),
        "sign_for_days": _("working days to sign for"),
        "return_days": _("working days to ask for return"),
        "most_transfers": _("most transfers"),
        "opinion_months": _("months for a joint opinion"),
        "reply_months": _("months to reply"),
        "extension_months": _("longest extension (months)"),
        "second_round_months": _("months to reply in the second round"),
        "follow_up_months": _("months to follow up"),
        "rating_days": _("working days to rate"),
        "publish_days": _("working days to publish"),
        "remind_days": _("reminders (working days before)"),
        "escalate_days": _("escalation (working days after)"),
        "dissatisfied_opens": _("whose dissatisfaction opens the second round"),
        "dissatisfied_opens=first": _("the first proposer's"),
        "dissatisfied_opens=any": _("any proposer's"),
        "categories": _("categories"),
        "not_filed_reasons": _("reasons not to file"),
        "reply_classes": _("reply classes"),
        "reply_classes.outcome": _("outcome"),
        "reply_classes.needs_follow_up": _("needs follow-up"),
    },
)


def proposal_rules(body: Body) -> InForce[ProposalRules]:
    """The rules in force in a body today."""
    return rules_in_force(body, KIND)
