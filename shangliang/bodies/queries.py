"""Who holds what post, and which rules hold where."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post, Session, Term
from shangliang.core.prepared import Prepared
from shangliang.core.time import today

SYSTEM = "system"
PLATFORM = "platform"
PUBLIC = "public"


def posts_of(user: Any) -> list[Post]:
    """The posts a person acts in now: the chosen one, or all active ones. One query a request."""
    if not getattr(user, "is_authenticated", False):
        return []
    held = all_posts_of(user)
    chosen = getattr(user, "acting_post_id", None)
    return [post for post in held if post.pk == chosen] if chosen else held


def all_posts_of(user: Any) -> list[Post]:
    """Every active post of a person, kept on the user for the length of a request."""
    held: list[Post] | None = getattr(user, "_posts", None)
    if held is None:
        held = user._posts = _posts.objects(user.pk, today()) if user.is_active else []
    return held


def _active_posts(person: int, day: date) -> QuerySet[Post]:
    rows = Post.objects.filter(user_id=person).active(day)
    return rows.select_related("body", "unit", "collective").order_by("id")


_posts = Prepared(_active_posts, int, date)


def operates(user: Any) -> bool:
    """Whether the person operates the whole installation."""
    return bool(getattr(user, "is_superuser", False) and user.is_active)


def forget_posts(user: Any) -> None:
    """After a post changed within the same request."""
    user._posts = None


def bodies_as(user: Any, *roles: str) -> set[int]:
    """Ids of the bodies in which the person acts in one of the roles (any role if none is named)."""
    return {post.body_id for post in posts_of(user) if not roles or post.role in roles}


def units_of(user: Any) -> set[int]:
    """Ids of the units in whose name the person acts."""
    return {post.unit_id for post in posts_of(user) if post.unit_id and post.role in UNIT_ROLES}


def collectives_of(user: Any) -> set[int]:
    """Ids of the collectives for which the person files."""
    return {p.collective_id for p in posts_of(user) if p.collective_id and p.role == Post.Role.CONTACT}


OFFICE_ROLES = (Post.Role.OFFICE_CLERK, Post.Role.OFFICE_LEAD)
UNIT_ROLES = (Post.Role.UNIT_CLERK, Post.Role.UNIT_LEAD)


def role_of(user: Any, obj: Any) -> str:
    """In which role somebody acts on something, for the record."""
    if getattr(user, "is_system", False):
        return PUBLIC if user.is_public else SYSTEM
    body_id = obj.pk if isinstance(obj, Body) else getattr(obj, "body_id", None) or _body_of(obj)
    here = [post for post in posts_of(user) if post.body_id == body_id]
    if here:
        return here[0].role
    return PLATFORM if getattr(user, "is_superuser", False) else ""


def _body_of(obj: Any) -> int | None:
    return obj.ledger_body_id() if hasattr(obj, "ledger_body_id") else None


_ROLE_LABELS = dict(Post.Role.choices)


def role_label(role: str) -> str:
    """What a recorded role is called."""
    if role == SYSTEM:
        return _("the system")
    if role == PUBLIC:
        return _("the public")
    if role == PLATFORM:
        return _("platform administrator")
    return str(_ROLE_LABELS.get(role, role))


def session_of(body: Body) -> Session | None:
    """The session of the body that today belongs to: the latest that accepts proposals already."""
    rows = Session.objects.filter(body=body, accepts_from__date__lte=today()).select_related("term")
    return rows.order_by("-opens").first()


def current_term(body: Body) -> Term | None:
    """The term that today belongs to, else the last one."""
    return Term.objects.filter(body=body, starts__lte=today()).order_by("-starts").first()


def concerned(body: Body) -> tuple[int, ...]:
    """Who is to hear of the act under way on a body."""
    return body.concerned_ids


def topmost_body() -> Body | None:
    """The body above all others here; the calendar is kept in its name."""
    return Body.objects.filter(parent__isnull=True).order_by("path").first()


def account_of(wanted: str) -> User | None:
    """The one person with this sign-in name, mail address or telephone number."""
    text = wanted.strip()
    people = User.objects.filter(is_system=False)
    for condition in ({"username": text}, {"email__iexact": text}, {"phone": text}):
        found = list(people.filter(**condition)[:2]) if text else []
        if len(found) == 1:
            return found[0]
    return None


def shown_name(thing: Any) -> str:
    """The name of a place, unit or collective in the reader's language, as far as it has one there."""
    is_english = (get_language() or "").startswith("en")
    return str(thing.name_en if is_english and thing.name_en else thing.name)
