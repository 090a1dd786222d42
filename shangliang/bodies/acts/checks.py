"""What several acts ask of their arguments."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _t

from shangliang.bodies.models import Body, Collective, Post, Unit
from shangliang.core.errors import Conflict, Invalid, NotVisible
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.ledger.door import state_fact


def state_facts(**values: Any) -> None:
    """Give the values of several declared facts at once."""
    for name, value in values.items():
        state_fact(name, value)


def needed_line(text: str, field: str, limit: int) -> str:
    """The text on one line; refused when empty or too long."""
    line = clean_line(text)
    if not line:
        raise Invalid(_t("Please fill this in."), field)
    if len(line) > limit:
        raise Invalid(_t("At most %(limit)s characters fit here.") % {"limit": limit}, field)
    return line


def check_own(body: Body, thing: Collective | Post | Any) -> None:
    """What stands in another body's books is treated as if it were not there."""
    if thing.body_id != body.pk:
        raise NotVisible(_t("This body has nothing of this kind."))


def check_own_unit(body: Body, unit: Unit) -> None:
    """Units belong to the region of the body."""
    if unit.region_id != body.region_id:
        raise NotVisible(_t("This body has nothing of this kind."))


def check_held(post: Post) -> None:
    """Only a post that is still held can change."""
    if post.ends is not None and post.ends < today():
        raise Conflict(_t("This post ended on %(day)s already.") % {"day": post.ends.isoformat()})


def check_not_reversed(first: date, last: date, field: str) -> None:
    """An interval runs forward."""
    if last < first:
        raise Invalid(_t("This lies before the beginning."), field)
