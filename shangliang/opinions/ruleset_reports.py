"""What a body sets for information reports: their length, the reasons not to use one."""

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from shangliang.bodies.models import Body
from shangliang.bodies.reference.categories import local_categories
from shangliang.bodies.rulesets import InForce, Named, RuleValues, declare_rules, rules_in_force
from shangliang.bodies.telling import named

KIND = "reports"
_REASONS = (
    Named(code="known", zh="情况已掌握或问题已在解决", en="known already, or being solved"),
    Named(code="several", zh="一事一报要求不符，内容涉及多个问题", en="several matters in one report"),
    Named(
        code="empty", zh="情况不具体或建议不可行", en="not concrete, or the suggestion cannot be carried out"
    ),
    Named(code="unverified", zh="情况未经核实", en="not verified"),
    Named(
        code="personal", zh="反映个人诉求，应通过其他渠道办理", en="a personal matter with another way to go"
    ),
    Named(code="secret", zh="涉及国家秘密或工作秘密，不宜通过本系统报送", en="state or work secrets"),
)


class ReportRules(RuleValues):
    """Every value may be overridden by a body, from a day on."""

    title_limit: int = Field(50, ge=10, le=100)
    report_limit: int = Field(1500, ge=300, le=5000)
    categories: tuple[Named, ...] = tuple(Named(**r._asdict()) for r in local_categories())
    reasons: tuple[Named, ...] = _REASONS

    def told_reason(self, code: str) -> str:
        """The reason in words; the code itself when the list has lost it."""
        return next((named(one) for one in self.reasons if one.code == code), code)

    def told_category(self, code: str) -> str:
        """The name of a category; the code itself when the list has lost it."""
        return next((named(one) for one in self.categories if one.code == code), code)


declare_rules(
    KIND,
    ReportRules,
    label=_("Information reports"),
    names={
        "title_limit": _("longest title of a report (characters)"),
        "report_limit": _("longest report (characters)"),
        "categories": _("categories of reports"),
        "reasons": _("reasons not to use a report"),
    },
)


def report_rules(body: Body) -> InForce[ReportRules]:
    """The rules in force in a body today."""
    return rules_in_force(body, KIND)
