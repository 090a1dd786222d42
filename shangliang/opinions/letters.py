"""Telling whoever spoke that there is news: a mail or SMS for each step, sent by the worker from the vault."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.forms import ValidationError
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.jobs.models import Job
from shangliang.ledger.flow import Spec
from shangliang.ledger.models import Act
from shangliang.ledger.writing import Statement, inserting
from shangliang.notices.channels import Message, Undeliverable, adapter_for, is_printed
from shangliang.notices.models import Way
from shangliang.opinions import vault
from shangliang.opinions.models import Identity, Suggestion
from shangliang.opinions.queries_reports import words_behind

TELL = "shangliang.opinions.tasks.tell"
# Of this country's mobile networks; a land line takes no SMS.
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
# The steps that are news to whoever spoke.
NEWS = frozenset(
    {
        "suggestions.answer",
        "suggestions.take_answer",
        "suggestions.share_answer",
        "suggestions.take_hotline_answer",
        "suggestions.take_outcome",
        "suggestions.decline",
        "suggestions.reconsider",
        "suggestions.forward",
        "suggestions.hand_over",
        "suggestions.take_from_hotline",
        "suggestions.offer",
        "suggestions.withdraw_offer",
        "suggestions.adopt",
        "suggestions.merge",
        "suggestions.separate",
        "suggestions.turn_into_report",
        "suggestions.answer_from_report",
        "suggestions.return_to_office",
        "suggestions.publish",
        "suggestions.hide",
        "suggestions.unhide",
        "suggestions.uphold",
        "referrals.recall",
        "disclosures.grant",
        "disclosures.open",
    }
)
# The steps of a report that are news to those out of whose words it grew.
REPORT_NEWS = frozenset({"reports.issue"})
RESULT_NEWS = frozenset({"dispatches.hear_result", "dispatches.record_result", "dispatches.instruct"})


def jobs_of(act: Act, spec: Spec, obj: Any) -> Iterable[Statement]:
    """Read at the door: a step that is news leaves a job, written with the act."""
    ids = [act.case_id] if act.kind in NEWS else _spoke_first(act.kind, obj)
    if ids:
        yield inserting([Job(task=TELL, argument=str(pk), due=timezone.now()) for pk in ids])


def _spoke_first(kind: str, obj: Any) -> list[int]:
    """The words behind a report that was issued, or of which a new outcome became known."""
    if kind in REPORT_NEWS:
        return list(words_behind(obj).values_list("pk", flat=True))
    if kind in RESULT_NEWS and obj.latest is not None and obj.latest.is_credited:
        return list(words_behind(obj.report).values_list("pk", flat=True))
    return []


def tell(suggestion: Suggestion) -> bool:
    """Mail whoever spoke, or send an SMS, if they left an address; says only that there is news, not what."""
    kept = Identity.objects.filter(suggestion=suggestion).first()
    if kept is None:
        return False
    envelope = vault.unseal(kept.sealed)
    person = User.objects.filter(pk=envelope.person, is_active=True).first() if envelope.person else None
    address = person.email if person and person.email else envelope.contact
    with translation.override(person.language if person and person.language else settings.LANGUAGE_CODE):
        if _is_address(address):
            _mail(suggestion, address, _told(suggestion, person))
        elif (number := MOBILE.fullmatch(re.sub(r"[\s-]", "", address))) and not is_printed(Way.SMS):
            _text(suggestion, number[1], _told(suggestion, person))
        else:
            return False
    return True


def _told(suggestion: Suggestion, person: User | None) -> dict[str, str]:
    where = reverse("opinions:my_word", args=[suggestion.pk]) if person else reverse("opinions:find")
    return {"number": suggestion.number, "url": settings.SITE_URL + where}


def _text(suggestion: Suggestion, number: str, told: dict[str, str]) -> None:
    """By the operator's gateway, never into a log; what it refuses for good is not tried again."""
    text = _("There is news of what you said under number %(number)s: %(url)s") % told
    key = f"opinions:{suggestion.pk}:{suggestion.version}"
    message = Message(key=key, to=number, name="", subject="", text=text)
    with adapter_for(Way.SMS).opened() as send, suppress(Undeliverable):
        send(message)


def _mail(suggestion: Suggestion, address: str, told: dict[str, str]) -> None:
    subject = _("News of what you said (%(number)s)") % told
    text = (
        _("There is news of what you said under number %(number)s. Please read it here:\n\n%(url)s\n") % told
    )
    send_mail(subject, text, None, [address])


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
