"""The units of a body's region that must answer."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import check_own_unit, needed_line, state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Post, Unit
from shangliang.bodies.rules import administers, is_in_use
from shangliang.bodies.unit_kinds import OTHER
from shangliang.core.errors import Conflict
from shangliang.core.text import clean_line
from shangliang.ledger.flow import ANY

_LONGEST = 120


@flow.act(
    "add_unit",
    _("Add a unit"),
    past=_("added a unit"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("unit", "kind", "name"),
)
def add_unit(body: Body, *, by: User, name: str, kind: str = OTHER, name_en: str = "") -> Unit:
    """Add a department or office that answers in this region; one that was retired comes back."""
    called = needed_line(name, "name", _LONGEST)
    same = Unit.objects.filter(region_id=body.region_id, name=called).first()
    if same and same.is_active:
        raise Conflict(_t("There is one of this name already."))
    made = same or Unit(region_id=body.region_id, name=called)
    made.kind, made.is_active = clean_line(kind)[:32] or OTHER, True
    made.name_en = clean_line(name_en)[:160] or made.name_en
    made.save()
    state_facts(unit=made, kind=made.kind)
    return made


@flow.act(
    "rename_unit",
    _("Rename the unit"),
    past=_("renamed a unit"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("unit", "before", "name"),
)
def rename_unit(body: Body, *, by: User, unit: Unit, name: str, name_en: str = "", kind: str = "") -> None:
    """Call it differently, or sort it elsewhere; its cases stay with it."""
    check_own_unit(body, unit)
    state_facts(before=unit.name)
    unit.name = needed_line(name, "name", _LONGEST)
    if Unit.objects.filter(region_id=body.region_id, name=unit.name).exclude(pk=unit.pk).exists():
        raise Conflict(_t("There is one of this name already."))
    unit.name_en = clean_line(name_en)[:160]
    unit.kind = clean_line(kind)[:32] or unit.kind
    unit.save(update_fields=["name", "name_en", "kind"])


@flow.act(
    "retire_unit",
    _("Retire the unit"),
    past=_("retired a unit"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("unit",),
)
def retire_unit(body: Body, *, by: User, unit: Unit) -> None:
    """Nothing new can be assigned to it; what it answered stays."""
    check_own_unit(body, unit)
    if not unit.is_active:
        raise Conflict(_t("It was retired already."))
    if people := Post.objects.active().filter(unit=unit).count():
        raise Conflict(_t("%(count)s people still belong to it; move them first.") % {"count": people})
    unit.is_active = False
    unit.save(update_fields=["is_active"])
