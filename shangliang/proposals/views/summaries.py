"""A machine's summary on the page of a topic: marked as such, every sentence with what it rests on."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict
from shangliang.core.text import whole_number
from shangliang.insight.hints import Draft
from shangliang.insight.hints.secrets import secret_hints
from shangliang.insight.machine.endpoint import TROUBLES
from shangliang.insight.machine.summary import LONGEST_PASSAGE, MOST_PASSAGES
from shangliang.insight.topics import Topic
from shangliang.ledger.http import act_named
from shangliang.proposals import flows
from shangliang.proposals.models import Proposal, TopicSummary
from shangliang.proposals.telling import told_moment
from shangliang.proposals.views import desk_rows as show

State = TopicSummary.State
DECISIONS = ("check", "discard")


def passages_of(topic: Topic, cases: dict[int, Proposal]) -> list[dict[str, Any]]:
    """The title and the problem of each case the person reads, shortened; nothing of who wrote it.

    A case that reads as if it held a state secret is left out."""
    seen = [cases[key] for key in topic.keys if key in cases and not _is_secret(cases[key])][:MOST_PASSAGES]
    return [{"case": one.pk, "text": f"{one.title}：{one.problem}"[:LONGEST_PASSAGE]} for one in seen]


def _is_secret(case: Proposal) -> bool:
    draft = Draft(case.title, case.problem, case.analysis, case.suggestion)
    return any(one.code == "secret" for one in secret_hints(draft))


def decide_on_summary(request: HttpRequest, body: Body, topic: int) -> None:
    """Check or discard the last summary of a topic. Raises Conflict if it moved on meanwhile."""
    name = request.POST.get("act", "")
    summary = _last(request.user, body, topic)
    if summary is None or name not in DECISIONS:
        raise Conflict(_("There is no summary to decide on."))
    version = request.POST.get("version", "")
    act = act_named(flows.topic_summaries, name)
    act.given(version=whole_number(version))(summary, by=show.person(request))


def _last(user: Any, body: Body, topic: int) -> TopicSummary | None:
    rows = TopicSummary.objects.visible_to(user).filter(body=body, topic=topic)
    found: TopicSummary | None = rows.select_related("checked_by").order_by("-id").first()
    return found if found is not None and found.state != State.DISCARDED else None


def summary_of(user: Any, body: Body, topic: int) -> dict[str, Any] | None:
    """The last summary, its sentences with the passages of cases the person reads. Two queries."""
    found = _last(user, body, topic)
    if found is None:
        return None
    seen = Proposal.objects.inside(user).in_bulk([one["case"] for one in found.passages])
    told = [_sentence(found, one, seen) for one in found.sentences]
    offers = flows.topic_summaries.open_to(user, found)
    return {
        "state": found.get_state_display(),
        "tone": "good" if found.state == State.CHECKED else "wait",
        "is_waiting": found.state == State.ASKED,
        "sentences": [one for one in told if one["quotes"]],
        "mark": _mark(found),
        "trouble": TROUBLES.get(found.trouble, found.trouble),
        "version": found.version,
        "acts": [
            {"name": one.act.spec.name, "label": one.act.spec.label}
            for one in offers
            if one.is_open and one.act.spec.name in DECISIONS
        ],
    }


def _sentence(summary: TopicSummary, one: dict[str, Any], seen: dict[int, Proposal]) -> dict[str, Any]:
    """With its quotes; nothing if it rests on any case that the person does not read."""
    passages = [summary.passages[place] for place in one["places"] if place < len(summary.passages)]
    if any(passage["case"] not in seen for passage in passages):
        return {"text": "", "quotes": []}
    quotes = [
        {
            "text": passage["text"],
            "title": str(seen[passage["case"]]),
            "href": show.address("desk_case", passage["case"]),
        }
        for passage in passages
    ]
    return {"text": one["text"], "quotes": quotes}


def _mark(summary: TopicSummary) -> str:
    """Who wrote it, and who checked it."""
    told = {"machine": summary.machine or "–", "host": summary.host, "when": told_moment(summary.asked)}
    written = _("Written by the language model %(machine)s at %(host)s, %(when)s.") % told
    if summary.checked is None:
        return f"{written} {_('Nobody has checked it yet.')}"
    checked = {"name": summary.checked_by, "when": told_moment(summary.checked)}
    return f"{written} {_('Checked by %(name)s, %(when)s.') % checked}"
