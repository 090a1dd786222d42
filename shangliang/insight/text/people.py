"""People as the search finds them: whole for those who see the post, members for their fellow members."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.accounts import privacy
from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Membership, Post
from shangliang.insight.text.changes import note, noting
from shangliang.insight.text.grams import Document
from shangliang.insight.text.registry import Face, Load, searchable
from shangliang.ledger.door import markers
from shangliang.ledger.flow import Spec
from shangliang.ledger.writing import Statement

KIND = "person"
_AT_A_TIME = 2_000
_SEATS = ("membership__sector", "membership__committee", "membership__party", "membership__group")
_RENAMED = {
    "bodies.rename_unit": Q(unit__isnull=False),
    "bodies.rename_collective": Q(collective__isnull=False) | Q(membership__isnull=False),
}


def declare() -> None:
    """Register the kind; acts on a body note whom they concern, and erasure notes whom it forgets."""
    markers.append(changed_posts)
    privacy.when_forgotten.append(_forgotten)
    searchable(
        KIND,
        _("People"),
        model=Post,
        faces=[
            Face("staff", _documents(_whole), lambda user: Post.objects.visible_to(user).held_by_people()),
            Face("members", _documents(_as_fellows), lambda user: Post.objects.fellows_of(user)),
        ],
        address=lambda pk: reverse("bodies:holder", args=[pk]),
        state="role",
        state_label=_("Post"),
    )


def changed_posts(spec: Spec, obj: Any) -> Iterable[Statement]:
    """The door's question at every act: whose post began, ended or was seated differently, or is called otherwise."""
    if not isinstance(obj, Body):
        return
    which = _RENAMED.get(spec.kind, Q(user_id__in=obj.concerned_ids) if obj.concerned_ids else None)
    if which is not None:
        for pk in Post.objects.filter(which, body=obj).values_list("pk", flat=True):
            yield noting(KIND, pk)


def _forgotten(user: User) -> None:
    for pk in Post.objects.filter(user=user).values_list("pk", flat=True):
        note(KIND, pk)


def _documents(told: Any) -> Load:
    """The named posts, or all, in the order of their ids, as one version tells where they are held."""

    def load(pks: Iterable[int] | None) -> Iterator[Document]:
        rows = Post.objects.filter(user__erased__isnull=True).order_by("pk")
        rows = rows.select_related("user", "body", "unit", "collective", *_SEATS)
        if pks is not None:
            rows = rows.filter(pk__in=list(pks))
        for one in rows.iterator(chunk_size=_AT_A_TIME):
            yield Document(one.pk, one.user.name, " · ".join(filter(None, told(one))), (), one.body_id)

    return load


def _whole(one: Post) -> list[str]:
    seat = _seat(one)
    return [*_as_fellows(one), one.title, *([seat.employer, seat.job_title] if seat else [])]


def _as_fellows(one: Post) -> list[str]:
    """Names as they were given, in no reader's language: what is indexed is the same for all."""
    seat = _seat(one)
    seats = [seat.sector, seat.committee, seat.party, seat.group] if seat else []
    return [where.name for where in (one.body, one.unit, one.collective, *seats) if where]


def _seat(one: Post) -> Membership | None:
    return getattr(one, "membership", None)
