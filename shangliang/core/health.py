"""What can be wrong with an installation: every app adds its checks, one page and one command tell them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from shangliang.core.errors import Sentence

GOOD, WAIT, STOP = "good", "wait", "stop"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """How one thing stands: `good`, `wait` (soon to be seen to) or `stop`; and what to do about it."""

    tone: str
    sentence: Sentence
    advice: Sentence = ""


class Told(NamedTuple):
    """A finding under the name of its check."""

    name: str
    label: Sentence
    finding: Finding


Look = Callable[[], Finding]
checks: dict[str, tuple[Sentence, Look]] = {}


def health_check(name: str, label: Sentence) -> Callable[[Look], Look]:
    """Have something looked at whenever somebody asks how the installation is; it must answer quickly."""

    def declare(look: Look) -> Look:
        checks[name] = (label, look)
        return look

    return declare


def findings() -> list[Told]:
    """Everything that is looked at, the worst first; a check that fails is itself a finding."""
    told = [Told(name, label, _safely(name, look)) for name, (label, look) in checks.items()]
    return sorted(told, key=lambda one: (STOP, WAIT, GOOD).index(one.finding.tone))


def _safely(name: str, look: Look) -> Finding:
    try:
        return look()
    except Exception as error:  # whatever is broken, the other checks still answer
        log.warning("the check %s failed: %s", name, error)
        return Finding(STOP, _("This check itself failed: %(error)s") % {"error": error})
