"""Lists of members and posts, and everything a person held in one body."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t

from shangliang.bodies.models import Body, Membership, Post
from shangliang.bodies.queries import shown_name
from shangliang.core.time import today

NOW, ENDED, ALL = "now", "ended", "all"


def members(body: Body, user: Any, query: Mapping[str, str]) -> QuerySet[Membership]:
    """Memberships the person may see, narrowed by `q`, `sector`, `committee`, `standing` and `when`."""
    rows = Membership.objects.visible_to(user).filter(post__body=body)
    narrowed: QuerySet[Membership] = _narrowed(rows, query)
    related = ("post__user", "term", "sector", "committee", "party", "group")
    return narrowed.select_related(*related)


def _narrowed(rows: Any, query: Mapping[str, str]) -> Any:
    if text := query.get("q", "").strip():
        rows = rows.filter(post__user__name__icontains=text)
    for name in ("sector", "committee"):
        pk = query.get(name, "")
        rows = rows.filter(**{name: pk}) if pk.isascii() and pk.isdigit() else rows
    if query.get("standing"):
        rows = rows.filter(is_standing=True)
    return _at(rows, query.get("when") or NOW, "post__")


def _at(rows: Any, when: str, prefix: str = "") -> Any:
    """Held now, ended, or all."""
    held = Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gte": today()})
    if when == ALL:
        return rows
    return rows.exclude(held) if when == ENDED else rows.filter(held)


def staff(body: Body, user: Any, query: Mapping[str, str]) -> QuerySet[Post]:
    """Posts other than memberships that the person may see, narrowed by `q`, `role`, `when`."""
    rows = Post.objects.visible_to(user).filter(body=body).exclude(role=Post.Role.MEMBER)
    if text := query.get("q", "").strip():
        rows = rows.filter(user__name__icontains=text)
    if query.get("role") in Post.Role.values:
        rows = rows.filter(role=query["role"])
    held: QuerySet[Post] = _at(rows, query.get("when") or NOW)
    return held.select_related("user", "unit", "collective", "body")


def held_by(body: Body, user: Any, person_id: int) -> list[Post]:
    """Everything a person held in a body, oldest first."""
    rows = Post.objects.visible_to(user).filter(body=body, user_id=person_id)
    related = (
        "user",
        "unit",
        "collective",
        "membership__sector",
        "membership__committee",
        "membership__party",
    )
    return list(rows.select_related(*related, "membership__term").order_by("starts", "id"))


def ending_label(post: Post) -> str:
    """Why a post ended."""
    return str(dict(Membership.Ending.choices).get(post.end_reason, post.end_reason))


def interval(post: Post) -> str:
    """From when to when, and why it ended."""
    begin = post.starts.isoformat()
    if post.ends is None:
        return _t("since %(begin)s") % {"begin": begin}
    named = {"begin": begin, "end": post.ends.isoformat(), "reason": ending_label(post)}
    return _t("%(begin)s to %(end)s (%(reason)s)") % named


MEMBER_HEADERS = (
    *("姓名", "账号", "手机", "邮箱", "界别", "专委会", "党派", "小组", "是否常委", "工作单位", "职务"),
    *("任职起", "任职止", "离任原因"),
)


def member_cells(rows: QuerySet[Membership]) -> Iterator[list[object]]:
    """Rows of the export; its headings are those the import recognises."""
    for one in rows.order_by("pk").iterator(chunk_size=500):
        user, post = one.post.user, one.post
        seats = [
            shown_name(seat) if seat else "" for seat in (one.sector, one.committee, one.party, one.group)
        ]
        yield [
            *(user.name, user.username, user.phone, user.email, *seats, "是" if one.is_standing else "否"),
            *(one.employer, one.job_title, post.starts, post.ends or "", ending_label(post)),
        ]
