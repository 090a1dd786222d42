"""Everything that can be done to a gathering: the table of contents of this activity."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line, clean_text
from shangliang.gatherings import rules
from shangliang.gatherings.models import Gathering
from shangliang.ledger.flow import Flow, Share

State = Gathering.State
flow: Flow[Gathering] = Flow("gatherings", Gathering)


def _host(gathering: Gathering) -> list[int]:
    return [gathering.author_id]


@flow.start("draft", _("Prepare a gathering"), past=_("began to prepare a gathering"), who=rules.in_office)
def draft(body: Body, *, by: User, title: str) -> Gathering:
    """Begin to prepare; only the office sees it."""
    if not clean_line(title):
        raise Invalid(_t("Please give the gathering a title."), "title")
    return Gathering.objects.create(body=body, author=by, title=clean_line(title)[:120])


@flow.keep("save", _("Save"), source=State.DRAFT, who=rules.runs_it)
def save(gathering: Gathering, *, by: User, text: str, day: date | None = None) -> None:
    """Keep what is prepared so far."""
    gathering.text, gathering.day = clean_text(text), day


@flow.act(
    "announce",
    _("Announce the gathering"),
    past=_("announced the gathering"),
    source=State.DRAFT,
    target=State.ANNOUNCED,
    who=rules.runs_it,
    facts=("day",),
    tell=_host,
)
def announce(gathering: Gathering, *, by: User) -> None:
    """From now on everybody sees it."""
    if gathering.day is None:
        raise Invalid(_t("Please choose the day of the gathering first."))


@flow.act(
    "conclude",
    _("Record the outcome of the gathering"),
    past=_("recorded the outcome of the gathering"),
    source=State.ANNOUNCED,
    target=State.CONCLUDED,
    who=rules.runs_it,
    facts=("day",),
    credits=lambda gathering: [Share(gathering.author_id, "host")],
    tell=_host,
)
def conclude(gathering: Gathering, *, by: User, outcome: str) -> None:
    """Say what came out of it; its host is credited."""
    gathering.outcome, gathering.concluded_at = clean_text(outcome), timezone.now()


@flow.act(
    "call_off",
    _("Call the gathering off"),
    past=_("called the gathering off"),
    source=State.ANNOUNCED,
    target=State.CALLED_OFF,
    who=rules.runs_it,
    facts=("reason",),
    tell=_host,
)
def call_off(gathering: Gathering, *, by: User, reason: str) -> None:
    """It will not take place; everybody reads why."""
    gathering.outcome = clean_text(reason)


@flow.act(
    "remind",
    _("Remind of the outcome of the gathering"),
    past=_("reminded of the outcome of the gathering"),
    source=State.ANNOUNCED,
    who=rules.is_system,
    facts=("day",),
    tell=_host,
)
def remind(gathering: Gathering, *, by: User) -> None:
    """Tell the host that the day has passed and the outcome is missing."""
