"""Earlier cases on the same matter, with their replies: a plain search by pairs of characters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from django.db.models import Q, QuerySet

from shangliang.bodies.models import Body
from shangliang.core.text import clean_line, excerpt
from shangliang.proposals.models import Assignment, Proposal, Reply
from shangliang.proposals.models.visibility import PRIVATE

# However many cases a body holds, only its newest are looked through: that bounds the cost of a keystroke.
WINDOW = 5_000
SHORTLIST = 40
MOST_GRAMS = 24
LONGEST_READ = 2_000
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_WORD = re.compile(r"[^\W\d_]{3,}|\d{3,}")
# Pairs that stand in nearly every title and tell nothing.
_COMMON = frozenset(
    {
        "关于",
        "建议",
        "加强",
        "进一",
        "一步",
        "推进",
        "促进",
        "完善",
        "加快",
        "提升",
        "提高",
        "推动",
        "工作",
        "发展",
        "问题",
    }
)


@dataclass(frozen=True)
class SimilarCase:
    """An earlier case as this person may read it: title, the beginning of its text and of its reply."""

    pk: int
    title: str
    number: int | None
    state: str
    text: str
    reply: str
    hits: int


def similar_cases(
    user: Any, body: Body, *, title: str, suggestion: str = "", besides: int | None = None, most: int = 5
) -> list[SimilarCase]:
    """The cases of a body most like a text, best first, among those the person may open.

    A case that is not theirs in full is searched by its public text only: a search tells nothing else."""
    grams = grams_of(f"{title}\n{suggestion}")
    if not grams:
        return []
    recent = _recent(body, besides)
    inside = _shortlist(Proposal.objects.inside(user).filter(recent), "title", grams)
    others = Proposal.objects.filter(recent, publicity=Proposal.Publicity.PUBLISHED)
    public = _shortlist(others.select_related("public_text"), "public_text__title", grams)
    rows = [_as_inside(one, grams) for one in inside] + [_as_public(one, grams) for one in public]
    best = sorted(_once(rows), key=lambda one: (-one.hits, -one.pk))
    return _with_replies([one for one in best if one.hits >= fewest_hits(grams)][:most], inside)


def grams_of(text: str) -> list[str]:
    """The telling pairs of Chinese characters and words of other scripts, in order, at most a few dozen."""
    flat = clean_line(text[:LONGEST_READ]).lower()
    pairs = [run[i : i + 2] for run in _HAN.findall(flat) for i in range(len(run) - 1)]
    words = _WORD.findall(_HAN.sub(" ", flat))
    telling = (one for one in [*pairs, *words] if one not in _COMMON and "的" not in one)
    return list(dict.fromkeys(telling))[:MOST_GRAMS]


def fewest_hits(grams: list[str]) -> int:
    """How many must agree before two texts count as alike."""
    return min(len(grams), max(2, len(grams) // 4))


def _recent(body: Body, besides: int | None) -> Q:
    """The newest submitted cases of a body; the floor is found on an index."""
    newest = Proposal.objects.filter(body=body).order_by("-id").values_list("id", flat=True)
    floor = newest[WINDOW : WINDOW + 1].first() or 0
    return Q(body=body, pk__gt=floor) & ~Q(state__in=PRIVATE) & ~Q(pk=besides)


def _shortlist(rows: "QuerySet[Proposal]", column: str, grams: list[str]) -> list[Proposal]:
    """The rows whose title holds most of the pairs; counted here, faster than either database does it."""
    titles = rows.order_by("-id").values_list("pk", column)[:WINDOW]
    told = ((_held(title.lower(), grams), pk) for pk, title in titles)
    best = nlargest(SHORTLIST, (one for one in told if one[0]))
    return list(rows.filter(pk__in=[pk for _hits, pk in best]))


def _held(title: str, grams: list[str]) -> int:
    return sum(one in title for one in grams)


def _hits(grams: list[str], title: str, text: str) -> int:
    """Pairs in the title count twice."""
    title, text = title.lower(), text.lower()
    return sum(2 if one in title else 1 if one in text else 0 for one in grams)


def _as_inside(row: Proposal, grams: list[str]) -> SimilarCase:
    text = f"{row.problem}\n{row.suggestion}"
    hits = _hits(grams, row.title, text)
    return SimilarCase(row.pk, str(row), row.number, row.get_state_display(), excerpt(text), "", hits)


def _as_public(row: Proposal, grams: list[str]) -> SimilarCase:
    public = row.public_text
    hits = _hits(grams, public.title, public.text)
    state, reply = row.get_state_display(), excerpt(public.reply, 200)
    return SimilarCase(row.pk, public.title, row.number, state, excerpt(public.text), reply, hits)


def _once(rows: Iterable[SimilarCase]) -> list[SimilarCase]:
    return list({one.pk: one for one in reversed(list(rows))}.values())


def _with_replies(rows: list[SimilarCase], inside: list[Proposal]) -> list[SimilarCase]:
    """The delivered replies of the cases read in full. One query."""
    own = {one.pk for one in inside} & {one.pk for one in rows}
    found = Reply.objects.filter(assignment__proposal_id__in=own, delivered__isnull=False)
    found = found.exclude(assignment__duty=Assignment.Duty.JOINT).select_related("assignment")
    letters = {one.assignment.proposal_id: one.text for one in found.order_by("delivered")}
    return [_replied(one, letters.get(one.pk, "")) for one in rows]


def _replied(row: SimilarCase, letter: str) -> SimilarCase:
    return SimilarCase(**{**vars(row), "reply": excerpt(letter, 200)}) if letter else row
