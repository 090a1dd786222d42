"""Having summaries written: outside any transaction, for an answer may take a minute. Run by the worker."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.core.errors import Refusal
from shangliang.insight.machine.endpoint import Trouble, endpoint
from shangliang.insight.machine.summary import Passage, summarise
from shangliang.jobs.queue import later
from shangliang.proposals import acts
from shangliang.proposals.acts.summaries import WRITE
from shangliang.proposals.models import TopicSummary

State = TopicSummary.State
# A worker that died on the way leaves a summary asked for; after this it is asked again.
PATIENCE = timedelta(minutes=15)


def write_after_commit(argument: str) -> None:
    """The job."""
    transaction.on_commit(partial(write_now, int(argument)), robust=True)


def write_now(pk: int) -> None:
    """Ask the language model and keep its answer, or why there is none."""
    summary = TopicSummary.objects.filter(pk=pk, state=State.ASKED).first()
    if summary is None:
        return
    try:
        sentences = _sentences(summary)
    except Trouble as trouble:
        _settle(summary, partial(acts.fail_summary, trouble=trouble.code))
        return
    _settle(summary, partial(acts.write_summary, sentences=sentences))


def _sentences(summary: TopicSummary) -> list[dict[str, object]]:
    where = endpoint()
    if where is None or where.host != summary.host:
        raise Trouble("off")
    passages = [Passage(one["case"], one["text"]) for one in summary.passages]
    return [{"text": one.text, "places": list(one.places)} for one in summarise(where, passages)]


def _settle(summary: TopicSummary, act: "partial[None]") -> None:
    """Another worker may have been quicker: its answer stands."""
    try:
        act(summary, by=system_user())
    except Refusal:
        return


def ask_again(now: datetime | None = None) -> int:
    """Have summaries written that were asked for and forgotten by a worker that died."""
    moment = now or timezone.now()
    late = TopicSummary.objects.filter(state=State.ASKED, asked__lt=moment - PATIENCE)
    slot = int(moment.timestamp() // PATIENCE.total_seconds())
    found = list(late.values_list("pk", flat=True)[:100])
    for pk in found:
        later(WRITE, pk, key=f"summary:{pk}:{slot}")
    return len(found)
