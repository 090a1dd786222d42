"""What a body sets for the public's words: spans, limits, categories, reasons not to take something up."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from shangliang.bodies.models import Body
from shangliang.bodies.reference.categories import local_categories
from shangliang.bodies.rulesets import InForce, Named, RuleValues, declare_rules, rules_in_force
from shangliang.bodies.telling import named

KIND = "opinions"


class Refusing(Named):
    """Why something is not taken up, and where it is taken up instead."""

    address_zh: str = ""
    address_en: str = ""

    def address(self) -> str:
        """The next step in the reader's language."""
        is_english = (get_language() or "").startswith("en") and self.address_en
        return self.address_en if is_english else self.address_zh


_REASONS = (
    Refusing(
        code="litigation",
        zh="涉及诉讼、仲裁或已进入司法程序",
        en="in litigation or arbitration",
        address_zh="请向受理该案的人民法院、仲裁机构反映，或拨打12348法律服务热线。",
        address_en="Please turn to the court or tribunal that has the case, or call the legal aid line 12348.",
    ),
    Refusing(
        code="dispute",
        zh="个人或家庭纠纷",
        en="a personal or family dispute",
        address_zh="请到村（社区）人民调解委员会申请调解，或拨打12348法律服务热线。",
        address_en="Please ask the mediation committee of your village or community, or call 12348.",
    ),
    Refusing(
        code="accusation",
        zh="指名检举、控告",
        en="an accusation by name",
        address_zh="请向纪检监察机关反映，电话12388。",
        address_en="Please turn to the discipline inspection and supervision office, telephone 12388.",
    ),
    Refusing(
        code="secret",
        zh="涉及国家秘密或工作秘密",
        en="state or work secrets",
        address_zh="请勿通过互联网传递。请当面向本级保密行政管理部门反映。",
        address_en="Please do not send it over the network. Go to the local secrecy administration in person.",
    ),
    Refusing(
        code="petition",
        zh="信访事项",
        en="a petition for one's own rights",
        address_zh="请通过国家信访局网上信访平台或本地信访部门提出。",
        address_en="Please hand it in at the petition office or its online platform.",
    ),
    Refusing(
        code="elsewhere",
        zh="不属于本级职责范围",
        en="not in the remit of this level",
        address_zh="请向有管辖权的部门反映；不清楚时可拨打12345热线。",
        address_en="Please turn to the office in charge; 12345 knows which one it is.",
    ),
    Refusing(
        code="empty",
        zh="没有具体内容",
        en="nothing concrete",
        address_zh="请写明时间、地点和具体情况后重新提交。",
        address_en="Please send it again and say when, where and what.",
    ),
)


class OpinionRules(RuleValues):
    """Spans are in working days; every value may be overridden by a body, from a day on."""

    text_limit: int = Field(1000, ge=100, le=5000)
    most_photos: int = Field(3, ge=0, le=9)
    promise_days: int = Field(20, ge=1, le=120)
    unit_days: int = Field(10, ge=1, le=60)
    second_round_days: int = Field(10, ge=1, le=60)
    # Working days before and after a unit's due day; the last that has come counts.
    remind_days: tuple[int, ...] = (3, 1)
    escalate_days: tuple[int, ...] = (1, 5)
    rating_days: int = Field(15, ge=1, le=120)
    categories: tuple[Named, ...] = tuple(Named(**r._asdict()) for r in local_categories())
    decline_reasons: tuple[Refusing, ...] = _REASONS

    def reason_coded(self, code: str) -> Refusing | None:
        """The reason of a code, if the list has it."""
        return next((one for one in self.decline_reasons if one.code == code), None)

    def told_category(self, code: str) -> str:
        """The name of a category; the code itself when the list has lost it."""
        return next((named(one) for one in self.categories if one.code == code), code)


declare_rules(
    KIND,
    OpinionRules,
    label=_("Words from the public"),
    names={
        "text_limit": _("longest text (characters)"),
        "most_photos": _("most photos"),
        "promise_days": _("working days to answer the citizen"),
        "unit_days": _("working days for a unit to answer"),
        "second_round_days": _("working days for a unit in the second round"),
        "remind_days": _("reminders (working days before)"),
        "escalate_days": _("escalation (working days after)"),
        "rating_days": _("working days to rate"),
        "categories": _("categories of words"),
        "decline_reasons": _("reasons not to take something up"),
        "decline_reasons.address_zh": _("next step in Chinese"),
        "decline_reasons.address_en": _("next step in English"),
    },
)


def opinion_rules(body: Body) -> InForce[OpinionRules]:
    """The rules in force in a body today; read once for one row in memory, which lives as long as a request."""
    kept: InForce[OpinionRules] | None = body.__dict__.get("_opinion_rules")
    if kept is None:
        kept = body.__dict__["_opinion_rules"] = rules_in_force(body, KIND)
    return kept
