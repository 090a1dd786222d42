"""Open cases to be merged with: those with the same text first, then those whose titles have words in common."""

from typing import Any

from django.db.models import Q

from shangliang.insight.text.similar import similar
from shangliang.proposals.models import Proposal

State = Proposal.State
HOSTS = (State.SUBMITTED, State.FINAL_REVIEW, State.FILED, State.DISTRIBUTED)
_READ = 1500
_SHOWN = 5
_LEAST = 0.3
_COMMON = ("关于", "进一步", "加强", "推进", "推动", "建议", "的")


def _pairs(title: str) -> set[str]:
    for word in _COMMON:
        title = title.replace(word, " ")
    words = title.split()
    return {word[i : i + 2] for word in words for i in range(max(len(word) - 1, 1))}


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1: the shared pairs of letters among those of the shorter."""
    left, right = _pairs(one), _pairs(other)
    return len(left & right) / min(len(left), len(right)) if left and right else 0


def like(proposal: Proposal, user: Any) -> list[Any]:
    """The cases of the same session that can still take it in, most alike first, each with its `verdict`."""
    open_ones = Q(
        body_id=proposal.body_id, session=proposal.session, state__in=HOSTS, merged_into__isnull=True
    )
    verdicts = _same_text(proposal, user, open_ones)
    hosts = Proposal.objects.filter(open_ones).exclude(pk=proposal.pk).order_by("-pk")
    told = [(likeness(proposal.title, title), pk) for pk, title in hosts.values_list("pk", "title")[:_READ]]
    nearest = [pk for share, pk in sorted(told, reverse=True) if share >= _LEAST and pk not in verdicts]
    wanted = [*verdicts, *nearest][:_SHOWN]
    found = Proposal.objects.inside(user).select_related("author", "collective").in_bulk(wanted)
    for pk, row in found.items():
        row.alike = round(likeness(proposal.title, row.title) * 100)
        row.verdict = verdicts.get(pk, "other")
    return [found[pk] for pk in wanted if pk in found]


def _same_text(proposal: Proposal, user: Any, where: Q) -> dict[int, str]:
    """Cases with the same text, or large parts of it, most alike first."""
    text = "\n".join([proposal.problem, proposal.analysis, proposal.suggestion])
    found = similar(
        user,
        "same_text",
        title=proposal.title,
        text=text,
        kind="proposal",
        where=where,
        besides=proposal.pk,
        most=_SHOWN,
    )
    return {one.pk: one.verdict for one in found}
