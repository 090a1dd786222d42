"""Setting rules: always a new dated row, never a change of an old one."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, RuleSet
from shangliang.bodies.rules import administers
from shangliang.bodies.rulesets import checked_values
from shangliang.core.errors import Invalid
from shangliang.core.time import today
from shangliang.ledger.flow import ANY


@flow.act(
    "set_rules",
    _("Set rules"),
    past=_("set rules"),
    source=ANY,
    who=administers,
    facts=("rule_set", "kind", "valid_from", "values"),
)
def set_rules(body: Body, *, by: User, kind: str, valid_from: date, values: dict[str, Any]) -> RuleSet:
    """Lay down the body's own values from a day on; what is left out is inherited from above."""
    if valid_from < today():
        raise Invalid(
            _t("Rules cannot begin in the past: what was done under the old ones stands."), "valid_from"
        )
    checked = checked_values(kind, values)
    made = RuleSet.objects.create(body=body, kind=kind, valid_from=valid_from, values=checked)
    state_facts(rule_set=made, values=checked)
    return made
