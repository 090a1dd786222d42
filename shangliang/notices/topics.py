"""Topics: what one can choose to hear of. Each app names the kinds of acts that belong to its topics."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence
from shangliang.notices.models import Way

USUAL = (Way.HERE, Way.DIGEST)
AT_ONCE = (Way.HERE, Way.MAIL)
EVERY_WAY = (Way.HERE, Way.MAIL, Way.DIGEST, Way.SMS, Way.WORK)
DIGEST = "digest"
DESKS = "desks"


@dataclass(frozen=True)
class Topic:
    """Kinds of acts one hears of alike. `required_because` makes it one nobody can switch off, and says why."""

    name: str
    label: Sentence
    about: Sentence
    usual: tuple[str, ...] = USUAL
    ways: tuple[str, ...] = EVERY_WAY
    required_because: Sentence = ""
    # Who sees the topic among their choices; everybody if none is named.
    roles: tuple[str, ...] = ()

    @property
    def fixed(self) -> tuple[str, ...]:
        """The ways that cannot be switched off."""
        return AT_ONCE if self.required_because else ()


topics: dict[str, Topic] = {}
_of_kind: dict[str, str] = {}
OTHER = Topic("other", _("Everything else"), _("Steps that belong to none of the other topics."))


def declare(topic: Topic, *kinds: str) -> None:
    """Make a topic and its kinds of acts known, in `AppConfig.ready`. Its name is kept with people's choices."""
    topics[topic.name] = topic
    _of_kind.update(dict.fromkeys(kinds, topic.name))


def topic_of(kind: str) -> Topic:
    """The topic an act belongs to."""
    return topics.get(_of_kind.get(kind, ""), OTHER)


def topic_named(name: str) -> Topic | None:
    """A topic people can choose about, or None."""
    return topics.get(name) or (OTHER if name == OTHER.name else None)


def every_topic() -> list[Topic]:
    """In the order in which they were declared; the rest at the end."""
    return [*topics.values(), OTHER]


def label_of(name: str) -> str:
    """What a delivery was about, without its content."""
    if name == DIGEST:
        return str(_("Digest"))
    found = topic_named(name)
    return str(found.label) if found else name
