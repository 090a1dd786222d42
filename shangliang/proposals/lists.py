"""What is asked of a list of cases: narrowing, search, order and place, all of it in the address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, Post, Session
from shangliang.bodies.queries import posts_of
from shangliang.core.errors import NotVisible
from shangliang.core.prepared import Prepared
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.proposals.counted import in_category
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.models.visibility import CURRENT

ALL = "all"
NONE = Q(pk__in=[])
# One more than the longest title: what is longer can be found nowhere.
_LONGEST = 201
_PARAMETERS = {"class": "reply_class", "q": "words"}
# States in which a case waits for somebody.
OPEN = ("submitted", "final_review", "returned", "filed", "distributed", "replied", "rework")
SORTS = {
    "newest": (_("newest first"), ("-pk",)),
    "oldest": (_("oldest first"), ("pk",)),
    "number": (_("by case number"), ("number", "pk")),
    "waiting": (_("longest waiting first"), ("submitted_at", "pk")),
}
NEWEST = "newest"
# Orders in which some cases have no place.
NARROWING_SORTS = ("number", "waiting")


@dataclass(frozen=True)
class Asked:
    """The address of a list taken apart; empty values ask for nothing."""

    body: str = ""
    session: str = ""
    kind: str = ""
    category: str = ""
    state: str = ""
    publicity: str = ""
    unit: str = ""
    reply_class: str = ""
    mark: str = ""
    words: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""

    def having(self, **changes: str) -> "Asked":
        """The same list with something changed, from its beginning."""
        return replace(self, **{"after": "", "before": "", **changes})

    def query(self, **changes: str) -> str:
        """The address of the list with something changed, behind the question mark."""
        other = self.having(**changes)
        names = {field: name for name, field in _PARAMETERS.items()}
        return urlencode({names.get(k, k): v for k, v in vars(other).items() if v})

    def href(self, **changes: str) -> str:
        """The same as a link on the page itself."""
        return f"?{self.query(**changes)}"


def asked_in(data: Mapping[str, Any]) -> Asked:
    """What an address asks for; everything is text, cleaned and not longer than it can mean something."""
    fields = {name: data.get(name, "") for name in [*Asked.__dataclass_fields__, *_PARAMETERS]}
    known = {_PARAMETERS.get(k, k): clean_line(str(v))[:_LONGEST] for k, v in fields.items() if v}
    return Asked(**known)


def body_for(user: Any, code: str) -> Body | None:
    """The body asked for, else that of the post one acts in, else the only one there is."""
    if code:
        found: Body | None = _coded.first(code)
        if found is None:
            raise NotVisible(_("There is no such place, or its body is not in use."))
        return found
    post: Post | None = next(iter(posts_of(user)), None)
    if post is not None:
        return Body.objects.filter(is_active=True, pk=post.body_id).select_related("region").first()
    some = list(Body.objects.filter(is_active=True).select_related("region")[:2])
    return some[0] if len(some) == 1 else None


def _active_at(code: str) -> "QuerySet[Body]":
    return Body.objects.filter(is_active=True, region__code=code).select_related("region")


_coded = Prepared(_active_at, str)


def sessions_of(body: Body) -> list[Session]:
    """The sessions of a body, newest first."""
    return _sessions.objects(body.pk)


def _of_body(pk: int) -> "QuerySet[Session]":
    return Session.objects.filter(body_id=pk).select_related("term").order_by("-opens")


_sessions = Prepared(_of_body, int)


def code_of(session: Session) -> str:
    """A session as addresses name it: 9-2."""
    return f"{session.term.ordinal}-{session.ordinal}"


def current_session(sessions: list[Session]) -> Session | None:
    """Of the sessions, newest first, the one that today belongs to; as `session_of` finds it."""
    return next((one for one in sessions if localdate(one.accepts_from) <= today()), None)


def chosen_session(asked: Asked, sessions: list[Session]) -> Session | None:
    """The session asked for, the current one if none is named; None for all of them."""
    if asked.session == ALL:
        return None
    if not asked.session:
        return current_session(sessions)
    found = next((one for one in sessions if code_of(one) == asked.session), None)
    if found is None:
        raise NotVisible(_("This body has no such session."))
    return found


def narrowed(rows: "QuerySet[Proposal]", asked: Asked) -> "QuerySet[Proposal]":
    """The rows that fit everything asked for but session and words."""
    told = conditions(asked)
    if asked.unit and told["unit"] != NONE:
        told["unit"] = Q(duty__unit_id=int(asked.unit))
        rows = rows.annotate(duty=_duty_of(int(asked.unit)))
    return rows.filter(*told.values())


def _duty_of(unit: int) -> FilteredRelation:
    """The one current assignment to a unit: joined, so that its index leads through the cases in their order."""
    is_current = Q(assignments__state__in=CURRENT)
    return FilteredRelation("assignments", condition=Q(assignments__unit_id=unit) & is_current)


def conditions(asked: Asked) -> dict[str, Q]:
    """What each narrowing means."""
    found: dict[str, Q] = {}
    for name in ("kind", "state", "publicity"):
        if value := getattr(asked, name):
            found[name] = Q(**{name: value})
    if asked.category:
        found["category"] = in_category(asked.category)
    if asked.unit:
        found["unit"] = _with_unit(asked.unit)
    if asked.reply_class:
        found["reply_class"] = _with_class(asked.reply_class)
    if asked.mark:
        is_good = asked.mark == "good"
        found["mark"] = Q(is_good=True) if is_good else Q(key_state=Proposal.KeyState.KEY)
    if asked.sort == "waiting":
        found["sort"] = Q(state__in=OPEN, submitted_at__isnull=False)
    if asked.sort == "number":
        found["sort"] = Q(number__isnull=False)
    return found


def _with_unit(pk: str) -> Q:
    if not pk.isdecimal() or len(pk) > 15:
        return NONE
    return Q(pk__in=Assignment.objects.current().filter(unit_id=int(pk)).values("proposal_id"))


def _with_class(code: str) -> Q:
    return Q(pk__in=Assignment.objects.filter(reply_class=code).values("proposal_id"))


def holding(words: str, name: str = "title") -> Q:
    """Titles in which the words stand; wildcards mean themselves, small and capital letters are the same.

    Words that say a number find the case of that number too, before it has one by its serial number."""
    is_cased = words.lower() != words.upper()
    found = Q(**{f"{name}__{'icontains' if is_cased else 'contains'}": words})
    told = _NUMBER.fullmatch(words)
    if told is None:
        return found
    number = int(told[1])
    return found | Q(number=number) | Q(number=None, serial=number)


# As people say it: 405, 0405, 第405号, 第0405号提案, No. 405.
_NUMBER = re.compile(r"(?:第|no\.?)?\s*([0-9]{1,8})\s*(?:号(?:提案)?)?", re.IGNORECASE)
