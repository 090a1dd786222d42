"""What the facts of acts on bodies, tables and posts are called, and those that mean the same everywhere."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.accounts.models import User
from shangliang.bodies.fact_words import Fact, Words, choices, declare_facts
from shangliang.bodies.models import (
    Body,
    Collective,
    ImportDraft,
    Membership,
    Post,
    Region,
    Session,
    Term,
    Unit,
)
from shangliang.bodies.records import words_of
from shangliang.bodies.rulesets import kind_label

_SEAT = {"sector": _("sector"), "committee": _("committee"), "party": _("party"), "group": _("group")}


def _told_rules(_body: Body) -> Words:
    return lambda code: str(kind_label(code))


def _told_kind(_body: Body) -> Words:
    return words_of


# A number of a row that nobody reads by itself has no label; the file of the record has it.
_FACTS = {
    "unit": Fact(pgettext_lazy("fact", "unit"), Unit),
    "person": Fact(pgettext_lazy("fact", "person"), User),
    "people": Fact(pgettext_lazy("fact", "people"), User),
    "collective": Fact(pgettext_lazy("fact", "collective"), Collective),
    "to_body": Fact(pgettext_lazy("fact", "to the body"), Body),
    "from_body": Fact(pgettext_lazy("fact", "from the body"), Body),
    "session": Fact(pgettext_lazy("fact", "session"), Session, ("term",)),
    "term": Fact(pgettext_lazy("fact", "term"), Term),
    **{name: Fact(label, Collective) for name, label in _SEAT.items()},
    "post": Fact(""),
    "rule_set": Fact(""),
    "level": Fact(pgettext_lazy("fact", "level"), words=choices(Region.Level)),
    "role": Fact(pgettext_lazy("fact", "role"), words=choices(Post.Role)),
    "reason": Fact(pgettext_lazy("fact", "reason")),
    "bodies.end_post.reason": Fact(pgettext_lazy("fact", "reason"), words=choices(Membership.Ending)),
    "bodies.add_collective.kind": Fact(pgettext_lazy("fact", "kind"), words=choices(Collective.Kind)),
    "bodies.set_rules.kind": Fact(pgettext_lazy("fact", "rules"), words=_told_rules),
    "kind": Fact(pgettext_lazy("fact", "kind")),
    "ledger.void.kind": Fact(pgettext_lazy("fact", "entry"), words=_told_kind),
    "imports.what": Fact(pgettext_lazy("fact", "table of"), words=choices(ImportDraft.What)),
    "name": Fact(pgettext_lazy("fact", "name")),
    "number": Fact(pgettext_lazy("fact", "number")),
    "year": Fact(pgettext_lazy("fact", "year")),
    "years": Fact(pgettext_lazy("fact", "years")),
    "day": Fact(pgettext_lazy("fact", "day")),
    "days": Fact(pgettext_lazy("fact", "working days")),
    "due": Fact(pgettext_lazy("fact", "due day")),
    "until": Fact(pgettext_lazy("fact", "until")),
    "starts": Fact(pgettext_lazy("fact", "from")),
    "ends": Fact(pgettext_lazy("fact", "until")),
    "opens": Fact(pgettext_lazy("fact", "opens")),
    "closes": Fact(pgettext_lazy("fact", "closes")),
    "accepts_from": Fact(pgettext_lazy("fact", "proposals from")),
    "cutoff": Fact(pgettext_lazy("fact", "proposals until")),
    "before": Fact(pgettext_lazy("fact", "before")),
    "ordinal": Fact(pgettext_lazy("fact", "ordinal")),
    "count": Fact(pgettext_lazy("fact", "count")),
    "row_count": Fact(pgettext_lazy("fact", "rows")),
    "new": Fact(pgettext_lazy("fact", "new")),
    "changed": Fact(pgettext_lazy("fact", "changed")),
    "same": Fact(pgettext_lazy("fact", "unchanged")),
    "left_out": Fact(pgettext_lazy("fact", "left out")),
    "is_standing": Fact(pgettext_lazy("fact", "member of the standing committee")),
    "valid_from": Fact(pgettext_lazy("fact", "from")),
    "values": Fact(pgettext_lazy("fact", "values")),
    "collectives": Fact(pgettext_lazy("fact", "number of collectives")),
    "units": Fact(pgettext_lazy("fact", "number of units")),
    "passed": Fact(pgettext_lazy("fact", "checks passed")),
}


def declare() -> None:
    """Before any page asks."""
    declare_facts(_FACTS)
