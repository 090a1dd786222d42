"""QR codes: made for a place, a topic, a member or the body; taken out of use, never used again for another."""

import secrets

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.bodies.rules import in_office
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line
from shangliang.opinions import rules
from shangliang.opinions.flows import codes as flow
from shangliang.opinions.models import Code
from shangliang.opinions.vault import LETTERS

State = Code.State
SLUG = 8


@flow.start(
    "make", _("Make a QR code"), past=_("made a QR code"), who=rules.makes_codes, facts=("kind", "label")
)
def make_code(body: Body, *, by: User, label: str, kind: str = Code.Kind.PLACE, question: str = "") -> Code:
    """A new code; a member makes one for themselves alone."""
    name = clean_line(label)
    if not name:
        raise Invalid(_t("Please say where it will hang."), "label")
    is_office = in_office.holds(by, body)
    member = None if is_office else by
    return Code.objects.create(
        body=body,
        kind=kind if is_office else Code.Kind.MEMBER,
        slug="".join(secrets.choice(LETTERS) for _place in range(SLUG)).lower(),
        label=name[:60],
        question=clean_line(question)[:120],
        member=member,
    )


@flow.act(
    "retire",
    _("Take it out of use"),
    past=_("took it out of use"),
    source=State.IN_USE,
    target=State.RETIRED,
    who=rules.keeps_code,
)
def retire(code: Code, *, by: User) -> None:
    """Who scans it is led to the body's own page; what was said by it stays counted."""


@flow.act(
    "restore",
    _("Put it back in use"),
    past=_("put it back in use"),
    source=State.RETIRED,
    target=State.IN_USE,
    who=rules.keeps_code,
)
def restore(code: Code, *, by: User) -> None:
    """The poster hangs again."""
