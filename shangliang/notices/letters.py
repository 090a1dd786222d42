"""The words of what is sent, in its reader's language; made at the moment of sending, so nothing stale goes out."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.bodies.models import Post
from shangliang.core.time import today
from shangliang.notices.channels import Message
from shangliang.notices.models import Delivery, Notice, Way
from shangliang.notices.routing import address_of
from shangliang.notices.topics import DESKS, DIGEST, label_of, topic_named
from shangliang.notices.unsubscribing import token_for
from shangliang.notices.waiting import Counted, Line, desk_roles
from shangliang.notices.words import by_whom, what_happened, where

MOST_LINES = 50
PERSONAL = (Way.MAIL, Way.DIGEST)


@dataclass(frozen=True)
class Letter:
    """A delivery, how to write its message (None: nothing to say), and the notices a digest carries."""

    delivery: Delivery
    write: Callable[[], Message | None]
    notices: list[int] = field(default_factory=list)

    def compose(self) -> Message | None:
        """The message, in its reader's language."""
        with translation.override(self.delivery.person.language or settings.LANGUAGE_CODE):
            return self.write()


def letters_for(batch: list[Delivery]) -> list[Letter]:
    """A letter for each delivery. Some queries for the whole batch."""
    digested = _digested({one.person_id for one in batch if one.topic == DIGEST})
    posts = _posts({one.person_id for one in batch if one.topic == DESKS})
    counted = Counted()

    def letter(one: Delivery) -> Letter:
        if one.topic == DIGEST:
            mine = digested[one.person_id]
            return Letter(one, partial(_digest, one, mine), [notice.pk for notice in mine])
        if one.topic == DESKS:
            held = posts[one.person_id, one.body_id]
            return Letter(one, lambda: _desk(one, counted.for_posts(held)))
        return Letter(one, partial(_single, one))

    return [letter(one) for one in batch]


def _digested(people: set[int]) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    rows = (
        Notice.objects.filter(person_id__in=people, awaits_digest=True).select_related("act").order_by("id")
    )
    for notice in rows if people else ():
        found[notice.person_id].append(notice)
    return found


def _posts(people: set[int]) -> dict[tuple[int, int | None], list[Post]]:
    found: dict[tuple[int, int | None], list[Post]] = defaultdict(list)
    rows = Post.objects.active().filter(user_id__in=people, role__in=desk_roles())
    for post in rows.select_related("body", "unit", "user").order_by("id") if people else ():
        found[post.user_id, post.body_id].append(post)
    return found


def _single(one: Delivery) -> Message | None:
    """One notice; nothing if its reader has read it here in the meantime and need not have it in writing."""
    notice, topic = one.notice, topic_named(one.topic)
    is_required = bool(topic and topic.required_because)
    if notice is None or (notice.read and not notice.is_hidden and not is_required):
        return None
    if one.way not in PERSONAL:
        told = {"topic": label_of(one.topic), "url": f"{settings.SITE_URL}/notices/"}
        return _message(one, "", _("Shangliang: news on “%(topic)s”. %(url)s") % told)
    told = _told(notice)
    subject = _("“%(title)s”: %(what)s") % told
    text = _("%(title)s\n\n%(role)s: %(what)s\n\n%(url)s\n") % told
    if topic and is_required:
        return _message(one, subject, text + _foot(str(topic.required_because)))
    return _message(one, subject, text + _foot(""), one.topic)


def _told(notice: Notice) -> dict[str, str]:
    act = notice.act
    url = f"{settings.SITE_URL}{where(act) or '/notices/'}"
    return {"title": act.title, "what": what_happened(act), "role": by_whom(act), "url": url}


def _digest(one: Delivery, notices: list[Notice]) -> Message | None:
    """What is still unread; nothing if everything was read here in the meantime."""
    unread = [notice for notice in notices if not notice.read or notice.is_hidden]
    if not unread:
        return None
    lines = [_("%(title)s\n%(role)s: %(what)s\n%(url)s\n") % _told(notice) for notice in unread[:MOST_LINES]]
    if len(unread) > MOST_LINES:
        lines.append(_more(len(unread) - MOST_LINES))
    subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", len(unread))
    return _message(one, subject % {"count": len(unread)}, "\n".join(lines) + _foot(""), DIGEST)


def _more(more: int) -> str:
    told = {"count": more, "url": f"{settings.SITE_URL}/notices/"}
    return _("And %(count)s more: %(url)s") % told + "\n"


def _desk(one: Delivery, lines: list[Line]) -> Message | None:
    """Numbers with links; nothing if the desk was cleared in the meantime."""
    if not lines:
        return None
    told = [f"{line.label}: {line.many}\n{settings.SITE_URL}{line.href}\n" for line in lines]
    subject = _("What waits on your desk, %(day)s") % {"day": today().isoformat()}
    return _message(one, subject, "\n".join(told) + _foot(""), DESKS)


def _foot(reason: str) -> str:
    url = f"{settings.SITE_URL}{reverse('notices:settings')}"
    if reason:
        return "\n-- \n" + _("You always get this mail: %(reason)s") % {"reason": reason} + "\n"
    return "\n-- \n" + _("How you are told: %(url)s") % {"url": url} + "\n"


def _message(one: Delivery, subject: str, text: str, leave: str = "") -> Message | None:
    """To the person's present address; `leave` is what the one-click link in the header switches off."""
    to = address_of(one.person, one.way)
    if not to or not one.person.is_active:
        return None
    headers = {}
    if leave:
        link = reverse("notices:unsubscribe", args=[token_for(one.person, leave)])
        headers = {
            "List-Unsubscribe": f"<{settings.SITE_URL}{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        text += _("Unsubscribe: %(url)s") % {"url": settings.SITE_URL + link} + "\n"
    return Message(f"notice-{one.pk}", to, str(one.person), subject, text, headers)
