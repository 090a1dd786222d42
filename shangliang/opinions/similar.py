"""Earlier words on the same matter, with their answers, each as its reader may know it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from shangliang.bodies.models import Body
from shangliang.core.redaction import redacted
from shangliang.core.text import excerpt
from shangliang.insight.text import similar as engine
from shangliang.insight.text.grams import Document
from shangliang.opinions.models import Suggestion
from shangliang.opinions.searching import KIND, inside_document, public_document

LONGEST_READ, LONGEST_ANSWER = 2_000, 200
# Words have no title. What they begin with says the matter: so much of it an earlier one must share.
BEGINNING = 40


@dataclass(frozen=True)
class Alike:
    """An earlier word as its reader may know it."""

    pk: int
    number: str
    text: str
    answer: str


def for_the_public(body: Body, text: str, most: int = 3) -> list[Alike]:
    """Published words like a text, with their answers; whoever asks is shown what everybody is."""
    rows = _like(text, "public", body.pk, Suggestion.objects.published(), public_document, most)
    return [
        Alike(one.pk, one.number, excerpt(one.public_text), excerpt(one.public_answer, LONGEST_ANSWER))
        for one in rows
    ]


def for_the_office(user: Any, suggestion: Suggestion, most: int = 5) -> list[Alike]:
    """What else was said to this body on the matter, whatever became of it."""
    others = Suggestion.objects.inside(user).exclude(pk=suggestion.pk)
    rows = _like(suggestion.text, "inside", suggestion.body_id, others, inside_document, most)
    return [Alike(one.pk, one.number, excerpt(one.text), excerpt(one.answer, LONGEST_ANSWER)) for one in rows]


def _like(
    text: str,
    face: str,
    body: int,
    readable: "QuerySet[Suggestion]",
    told: Callable[[Suggestion], Document],
    most: int,
) -> list[Suggestion]:
    """Of the readable ones of a body those on the matter of a text, best first, each as `told`."""
    # A telephone number is no part of the matter: it would make like words unlike.
    asked = redacted(text[:LONGEST_READ])
    rows, seen = readable.filter(body_id=body), dict[int, Suggestion]()

    def read(pks: list[int]) -> list[Document]:
        some = rows.in_bulk(pks)
        seen.update(some)
        return [told(one) for one in some.values()]

    pks = engine.on_the_matter(asked[:BEGINNING], asked, f"{KIND}/{face}", body, read, most)
    return [seen[pk] for pk in pks]
