"""Saying something: received at once, its receipt made from the sending's own key, its speaker sealed away."""

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile
from shangliang.core.text import clean_line, clean_text
from shangliang.ledger.door import alongside
from shangliang.ledger.writing import inserting
from shangliang.opinions import clocks, rules, vault
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Code, Identity, Photo, Suggestion
from shangliang.opinions.ruleset import opinion_rules


@flow.start(
    "receive",
    _("Say something"),
    past=_("said it"),
    who=rules.is_public | rules.in_office,
    facts=("kind", "way", "channel", "code"),
)
def receive(
    body: Body,
    *,
    by: User,
    key: str,
    text: str,
    place: str = "",
    kind: str = Suggestion.Kind.SUGGESTION,
    way: str = Suggestion.Way.ANONYMOUS,
    code: Code | None = None,
    is_public_consented: bool = False,
    speaker: vault.Envelope | None = None,
    photos: list[CheckedFile] | None = None,
) -> Suggestion:
    """Take in what somebody says. `key` belongs to one sending: sent again, the same receipt stands for it."""
    now = timezone.now()
    made = Suggestion(
        body=body,
        kind=kind,
        way=way,
        channel=_channel(by, code),
        code=code,
        number=vault.number_of(key, timezone.localtime(now).strftime("%Y%m%d")),
        secret_digest=vault.digest_of_secret(vault.secret_of(key)),
        text=clean_text(text),
        place=clean_line(place)[:120],
        received=now,
        is_public_consented=is_public_consented,
    )
    _check(made, photos or [])
    made.save(force_insert=True)
    clocks.promise(made)
    _seal(made, speaker)
    for place_in_row, photo in enumerate(photos or [], start=1):
        _keep(made, photo, place_in_row)
    return made


def _channel(by: User, code: Code | None) -> str:
    if not by.is_public:
        return Suggestion.Channel.COUNTER
    return Suggestion.Channel.CODE if code else Suggestion.Channel.WEB


def _check(suggestion: Suggestion, photos: list[CheckedFile]) -> None:
    limits = opinion_rules(suggestion.body).values
    if not suggestion.text:
        raise Invalid(_t("Please say something first."), "text")
    if len(suggestion.text) > limits.text_limit:
        limit = {"limit": limits.text_limit, "over": len(suggestion.text) - limits.text_limit}
        raise Invalid(_t("At most %(limit)s characters; this is %(over)s too many.") % limit, "text")
    if len(photos) > limits.most_photos:
        raise Invalid(_t("At most %(limit)s photos.") % {"limit": limits.most_photos}, "photos")


def _seal(suggestion: Suggestion, speaker: vault.Envelope | None) -> None:
    if speaker is None:
        return
    mine = vault.person_digest(speaker.person) if speaker.person else ""
    row = Identity(suggestion=suggestion, sealed=vault.seal(speaker), person_digest=mine)
    alongside(inserting([row]))


def _keep(suggestion: Suggestion, photo: CheckedFile, place: int) -> None:
    """A picture under a meaningless name; the file it came from is not kept."""
    ending = photo.name.rpartition(".")[2]
    row = Photo(suggestion=suggestion, name=f"{place}.{ending}", media_type=photo.media_type, size=photo.size)
    row.file.save(row.name, ContentFile(photo.content), save=False)
    row.save()
