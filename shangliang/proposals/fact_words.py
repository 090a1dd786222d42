"""What the facts of acts on proposals are called, and what their codes mean in a body."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.accounts.models import User
from shangliang.bodies.fact_words import Fact, Words, choices, declare_facts
from shangliang.bodies.models import Body, Unit
from shangliang.proposals.models import (
    Assignment,
    AssignmentDeadline,
    Contact,
    Proposal,
    PublicText,
)
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.telling import told_category, told_class, told_reason


def _by_rules(told: Callable[[ProposalRules, str], str]) -> Callable[[Body], Words]:
    """Codes of the list that is in force in a body; read once for all entries."""

    def words(body: Body) -> Words:
        values = proposal_rules(body).values
        return lambda code: told(values, code)

    return words


def declare() -> None:
    """A text that only its readers may see is never a fact; numbers of rows that say nothing have no label."""
    category = Fact(pgettext_lazy("fact", "category"), words=_by_rules(told_category))
    declare_facts({
        "proposals.category": category,
        "proposals.first_opinion": Fact(pgettext_lazy("fact", "opinion of the first review")),
        "proposals.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Proposal.Kind)),
        "proposals.decision_reason": Fact(pgettext_lazy("fact", "reason"), words=_by_rules(told_reason)),
        "proposals.number": Fact(pgettext_lazy("fact", "case number")),
        "serial": Fact(pgettext_lazy("fact", "serial number")),
        "leader": Fact(pgettext_lazy("fact", "leader"), User),
        "assignment": Fact(""),
        "into": Fact(""),
        "plan": Fact(pgettext_lazy("fact", "units")),
        "proposals.extent": Fact(pgettext_lazy("fact", "extent"), words=choices(PublicText.Extent)),
        "is_between_sessions": Fact(pgettext_lazy("fact", "between the sessions")),
        "is_secrecy_declared": Fact(pgettext_lazy("fact", "declared free of secrets")),
        "is_public_consented": Fact(pgettext_lazy("fact", "publication agreed to")),
        "score": Fact(pgettext_lazy("fact", "score")),
        "duty": Fact(pgettext_lazy("fact", "duty"), words=choices(Assignment.Duty)),
        "assignments.way": Fact(pgettext_lazy("fact", "way"), words=choices(Contact.Way)),
        "clock": Fact(pgettext_lazy("fact", "deadline"), words=choices(AssignmentDeadline.Kind)),
        "reply_class": Fact(pgettext_lazy("fact", "reply class"), words=_by_rules(told_class)),
        "later_class": Fact(pgettext_lazy("fact", "reply class"), words=_by_rules(told_class)),
        "round": Fact(pgettext_lazy("fact", "round")),
        "to": Fact(_("to which unit"), Unit),
        "proposed_unit": Fact(_("proposed unit"), Unit),
        "extension_until": Fact(pgettext_lazy("fact", "new due day")),
        "transfers": Fact(pgettext_lazy("fact", "transfers")),
        "brought_in": Fact(pgettext_lazy("fact", "cases brought in")),
        "host": Fact(pgettext_lazy("fact", "server of the model")),
        "machine": Fact(pgettext_lazy("fact", "model")),
        "topic": Fact(""),
        "trouble": Fact(pgettext_lazy("fact", "trouble")),
    })  # fmt: skip
