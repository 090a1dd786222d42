"""The log of deliveries as its page shows it: to whom, about what topic, how, when, with what outcome; no contents."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shangliang.notices.models import Delivery
from shangliang.notices.topics import label_of

PAGE = 50
TONES = {
    Delivery.State.SENT: "good",
    Delivery.State.WAITING: "wait",
    Delivery.State.FAILED: "stop",
    Delivery.State.DROPPED: "soft",
}


def as_rows(shown: list[Delivery], *, is_own: bool) -> list[dict[str, Any]]:
    """One line each; one's own name is left out."""
    return [
        {
            "made": _moment(one.made),
            "person": "" if is_own else str(one.person),
            "topic": label_of(one.topic),
            "way": one.get_way_display(),
            "state": one.get_state_display(),
            "tone": TONES[Delivery.State(one.state)],
            "tries": one.tries,
            "when": _moment(one.settled) if one.settled else "",
            "again": _moment(one.due) if one.state == Delivery.State.WAITING else "",
            "trouble": one.trouble,
        }
        for one in shown
    ]


def outcome_tabs(current: str) -> list[dict[str, Any]]:
    """All, then each outcome by itself."""
    named = [("", _("all")), *((one.value, one.label) for one in Delivery.State)]
    return [
        {"label": label, "href": f"?state={value}", "current": value == current} for value, label in named
    ]


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "Y-m-d H:i")
