"""Parties, organisations, sectors, committees and groups of a body."""

from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import check_own, needed_line, state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Collective, Membership, Post
from shangliang.bodies.numbers import next_number
from shangliang.bodies.rules import administers, is_in_use
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.ledger.flow import ANY

_LONGEST = 120


@flow.act(
    "add_collective",
    _("Add a collective"),
    past=_("added a collective"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("collective", "kind", "name"),
)
def add_collective(body: Body, *, by: User, kind: str, name: str, name_en: str = "") -> Collective:
    """Add a party, organisation, sector, committee or group; one that was retired comes back."""
    if kind not in Collective.Kind.values:
        raise Invalid(_t("There is no such kind."), "kind")
    called = needed_line(name, "name", _LONGEST)
    same = Collective.objects.filter(body=body, kind=kind, name=called).first()
    if same and same.is_active:
        raise Conflict(_t("There is one of this name already."))
    made = same or Collective(body=body, kind=kind, name=called, code=_code(body))
    made.is_active, made.name_en = True, clean_line(name_en)[:160] or made.name_en
    made.save()
    state_facts(collective=made)
    return made


def _code(body: Body) -> str:
    """Codes of local collectives never meet those of the reference lists."""
    return f"local-{next_number(body, 'collectives')}"


@flow.act(
    "rename_collective",
    _("Rename the collective"),
    past=_("renamed a collective"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("collective", "before", "name"),
)
def rename_collective(body: Body, *, by: User, collective: Collective, name: str, name_en: str = "") -> None:
    """Call it differently; everything it did stays with it."""
    check_own(body, collective)
    state_facts(before=collective.name)
    collective.name = needed_line(name, "name", _LONGEST)
    others = Collective.objects.filter(body=body, kind=collective.kind, name=collective.name)
    if others.exclude(pk=collective.pk).exists():
        raise Conflict(_t("There is one of this name already."))
    collective.name_en = clean_line(name_en)[:160]
    collective.save(update_fields=["name", "name_en"])


@flow.act(
    "retire_collective",
    _("Retire the collective"),
    past=_("retired a collective"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("collective",),
)
def retire_collective(body: Body, *, by: User, collective: Collective) -> None:
    """Nobody can join it or file for it any more; what it did stays."""
    check_own(body, collective)
    if not collective.is_active:
        raise Conflict(_t("It was retired already."))
    held = Post.objects.active().filter(collective=collective).count()
    if people := held + _seats(collective):
        raise Conflict(_t("%(count)s people still belong to it; move them first.") % {"count": people})
    collective.is_active = False
    collective.save(update_fields=["is_active"])


def _seats(collective: Collective) -> int:
    belongs = Q(sector=collective) | Q(committee=collective) | Q(party=collective) | Q(group=collective)
    return Membership.objects.filter(belongs, post__in=Post.objects.active()).count()
