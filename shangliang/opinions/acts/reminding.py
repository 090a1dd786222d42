"""The due day of a unit's answer: a reminder before it, and the office told when it was missed."""

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.ledger.door import state_fact
from shangliang.opinions import queries, rules
from shangliang.opinions.flows import referrals as flow
from shangliang.opinions.models import Referral

State = Referral.State


@flow.act(
    "remind",
    _("Remind the unit"),
    past=_("the unit was reminded of the due day"),
    source=State.HANDLING,
    who=rules.is_system | rules.sent_it | rules.watches_it,
    facts=("unit", "due", "days"),
    tell=queries.unit_ids,
)
def remind(referral: Referral, *, by: User, due: str = "", days: int = 0) -> None:
    """Tell the unit that the due day is near, or that the office waits (催办)."""
    state_fact("due", due)
    state_fact("days", days)


@flow.act(
    "escalate",
    _("Tell of the missed due day"),
    past=_("the office was told of the missed due day"),
    source=State.HANDLING,
    who=rules.is_system,
    facts=("unit", "due", "days"),
    tell=lambda referral: [*queries.office_ids(referral.suggestion.body), *queries.unit_ids(referral)],
)
def escalate(referral: Referral, *, by: User, due: str, days: int) -> None:
    """A due day was missed: the office and the unit hear of it."""
