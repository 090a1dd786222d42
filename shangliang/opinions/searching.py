"""Words from the public as the search finds them: whole for the office, released for members, published for all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as
from shangliang.core.text import excerpt
from shangliang.insight.text.grams import Document
from shangliang.insight.text.registry import Face, Load, searchable
from shangliang.opinions.models import Suggestion
from shangliang.opinions.models.suggestions import TITLE

KIND = "suggestion"
_AT_A_TIME = 2_000
_EPOCH_DAY = 719_163
_AS_CLUES = ("offered", "adopted")


def declare() -> None:
    """Register the kind; the fullest version comes first: who reads several gets that one."""
    searchable(
        KIND,
        _("Words from the public"),
        model=Suggestion,
        faces=[
            Face("inside", inside_documents, lambda user: Suggestion.objects.inside(user)),
            Face("members", members_documents, _of_members),
            Face("public", public_documents, lambda user: Suggestion.objects.published()),
        ],
        address=lambda pk: reverse("opinions:show", args=[pk]),
        state="state",
    )


def _of_members(user: Any) -> "QuerySet[Suggestion]":
    """Clues of the bodies of which the person is a member."""
    mine = bodies_as(user, Post.Role.MEMBER)
    return Suggestion.objects.visible_to(user).filter(body_id__in=mine, state__in=_AS_CLUES)


def inside_document(one: Suggestion) -> Document:
    """Whatever the office may read of it; the vault holds the rest."""
    return _document(one, one.text, f"{one.place}\n{one.answer}", one.received, (one.number,))


def members_document(one: Suggestion) -> Document:
    """What members were offered."""
    return _document(one, one.public_text, "", one.received)


def public_document(one: Suggestion) -> Document:
    """What everybody reads."""
    return _document(one, one.public_text, one.public_answer, one.published_at)


def _document(
    one: Suggestion, text: str, more: str, moment: datetime | None, names: tuple[str, ...] = ()
) -> Document:
    day = timezone.localdate(moment).toordinal() - _EPOCH_DAY if moment else 0
    return Document(one.pk, excerpt(text, TITLE), f"{text}\n{more}", names, one.body_id, day)


def _documents(rows: "QuerySet[Suggestion]", told: Callable[[Suggestion], Document]) -> Load:
    """The named rows, or all, in the order of their ids, each as one version of it tells it."""

    def load(pks: Iterable[int] | None) -> Iterator[Document]:
        found = rows.order_by("pk") if pks is None else rows.order_by("pk").filter(pk__in=list(pks))
        for one in found.iterator(chunk_size=_AT_A_TIME):
            yield told(one)

    return load


inside_documents = _documents(Suggestion.objects.all(), inside_document)
members_documents = _documents(Suggestion.objects.filter(state__in=_AS_CLUES), members_document)
public_documents = _documents(Suggestion.objects.published(), public_document)
