"""Open cases on perhaps the same matter, to be merged with: by the words of their titles."""

from typing import Any

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
    """The cases of the same session that can still take it in, most alike first. Two queries."""
    rows = Proposal.objects.filter(body_id=proposal.body_id, session=proposal.session)
    hosts = rows.filter(state__in=HOSTS, merged_into__isnull=True).exclude(pk=proposal.pk).order_by("-pk")
    told = [(likeness(proposal.title, title), pk) for pk, title in hosts.values_list("pk", "title")[:_READ]]
    nearest = sorted((one for one in told if one[0] >= _LEAST), reverse=True)[:_SHOWN]
    found = (
        Proposal.objects.inside(user)
        .select_related("author", "collective")
        .in_bulk([pk for _, pk in nearest])
    )
    for share, pk in nearest:
        if pk in found:
            found[pk].alike = round(share * 100)
    return [found[pk] for _, pk in nearest if pk in found]
