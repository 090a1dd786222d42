"""What the office's desk of words is narrowed to: category, place, way in; from the address and back into it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from shangliang.core.simplified import simplifier
from shangliang.core.text import clean_line
from shangliang.opinions.models import Code, Suggestion

# The category of words to which nobody has given one yet.
UNSORTED = "none"
_LONGEST = 120
Channel = Suggestion.Channel


@dataclass(frozen=True)
class Filters:
    """Empty values ask for nothing; what no word can have is found nowhere."""

    category: str = ""
    place: str = ""
    came: str = ""

    def condition(self, bodies: Collection[int]) -> Q:
        """Which of some bodies' words fit all of it."""
        told = [
            Q(category="" if self.category == UNSORTED else self.category) if self.category else Q(),
            _at(self.place, bodies) if self.place else Q(),
            _by(self.came) if self.came else Q(),
        ]
        return Q(*told)

    def as_query(self) -> dict[str, str]:
        """The parameters of the address."""
        return {name: value for name, value in vars(self).items() if value}


def filters_in(data: Mapping[str, Any]) -> Filters:
    """What an address asks for, cleaned and not longer than it can mean something."""
    return Filters(
        **{name: clean_line(data.get(name, ""))[:_LONGEST] for name in Filters.__dataclass_fields__}
    )


def _at(place: str, bodies: Collection[int]) -> Q:
    """Words that name the place, or came by the code that hangs there; typed in either kind of characters."""
    spellings = {place} if place.isascii() else {place, simplifier()(place)}
    found = Q()
    for one in spellings:
        codes = Code.objects.filter(body_id__in=bodies, kind=Code.Kind.PLACE, label__icontains=one)
        found |= Q(place__icontains=one) | Q(code__in=codes.values("pk"))
    return found


def _by(came: str) -> Q:
    if came in Code.Kind.values:
        return Q(channel=Channel.CODE, code__kind=came)
    return Q(channel=came) if came in Channel.values else Q(pk__in=[])


def ways_in() -> dict[str, str]:
    """How words come in: the channels, and below the QR code what it stands for."""
    codes = {kind: _("QR code of %(what)s") % {"what": label} for kind, label in Code.Kind.choices}
    channels = {value: str(label) for value, label in Channel.choices}
    return {Channel.CODE.value: channels.pop(Channel.CODE), **codes, **channels}
