"""Summaries of hot topics: asked for by the office, written by a language model, checked by a person."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict
from shangliang.insight.machine.endpoint import endpoint
from shangliang.jobs.queue import later
from shangliang.proposals import rules
from shangliang.proposals.flows import topic_summaries as flow
from shangliang.proposals.models import TopicSummary

State = TopicSummary.State
WRITE = "shangliang.proposals.summaries.write_after_commit"


@flow.start(
    "ask",
    _("Ask for a summary"),
    past=_("asked a language model for a summary"),
    who=rules.in_office,
    facts=("topic", "host"),
)
def ask_summary(
    body: Body, *, by: User, topic: int, title: str, passages: list[dict[str, Any]]
) -> TopicSummary:
    """Have excerpts of a topic's cases summarised at the address the settings name."""
    where = endpoint()
    if where is None:
        raise Conflict(_t("No language model is set up."))
    if not passages:
        raise Conflict(_t("The cases of this topic can no longer be quoted."))
    if TopicSummary.objects.filter(body=body, topic=topic, state=State.ASKED).exists():
        raise Conflict(_t("A summary of this topic is being written already."))
    made = TopicSummary.objects.create(
        body=body, topic=topic, title=title[:120], passages=passages, host=where.host, machine=where.model
    )
    later(WRITE, made.pk)
    return made


@flow.act(
    "write",
    _("Write the summary"),
    past=_("wrote a summary by machine"),
    source=State.ASKED,
    target=State.WRITTEN,
    who=rules.is_system,
    facts=("machine",),
)
def write_summary(summary: TopicSummary, *, by: User, sentences: list[dict[str, Any]]) -> None:
    """Keep what the language model wrote; it stays marked as written by a machine."""
    summary.sentences = sentences


@flow.act(
    "fail",
    _("Give up the summary"),
    past=_("could not get a summary"),
    source=State.ASKED,
    target=State.FAILED,
    who=rules.is_system,
    facts=("trouble",),
)
def fail_summary(summary: TopicSummary, *, by: User, trouble: str) -> None:
    """Say why the language model gave no usable answer: one of its TROUBLES."""
    summary.trouble = trouble


@flow.act(
    "check",
    _("I have compared it with the originals"),
    past=_("checked the machine's summary"),
    source=State.WRITTEN,
    target=State.CHECKED,
    who=rules.in_office,
)
def check_summary(summary: TopicSummary, *, by: User) -> None:
    """Vouch that every sentence agrees with the passages it names."""
    summary.checked_by, summary.checked = by, timezone.now()


@flow.act(
    "discard",
    _("Discard the summary"),
    past=_("discarded the machine's summary"),
    source=(State.WRITTEN, State.CHECKED, State.FAILED),
    target=State.DISCARDED,
    who=rules.in_office,
)
def discard_summary(summary: TopicSummary, *, by: User) -> None:
    """Take it off the page of its topic."""
    summary.sentences = []
