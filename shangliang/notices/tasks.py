"""Mails of notices: the worker takes those not mailed yet, a few at a time, each batch its own transaction."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from shangliang.jobs.worker import every_beat
from shangliang.ledger.models import Act
from shangliang.notices.models import Notice
from shangliang.notices.words import by_whom, what_happened, where

BATCH = 100


@every_beat
def mail_waiting() -> int:
    """Mail every notice that waits; if the mail server fails, the batch waits on and is tried again."""
    sent = 0
    while batch := _mail_batch():
        sent += batch
    return sent


@transaction.atomic
def _mail_batch() -> int:
    waiting = Notice.objects.filter(mailed__isnull=True).select_related("person", "act").order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True, of=("self",))
    batch = list(waiting[:BATCH])
    Notice.objects.filter(pk__in=[one.pk for one in batch]).update(mailed=timezone.now())
    for notice in batch:
        if notice.person.email and notice.person.is_active:
            with translation.override(notice.person.language or settings.LANGUAGE_CODE):
                _mail(notice.act, notice.person.email)
    return len(batch)


def _mail(act: Act, address: str) -> None:
    told = {"title": act.title, "what": what_happened(act), "role": by_whom(act)}
    subject = _("“%(title)s”: %(what)s") % told
    text = _("%(title)s\n\n%(role)s: %(what)s\n\n%(url)s\n") % {**told, "url": settings.SITE_URL + where(act)}
    send_mail(subject.replace("\n", " ")[:200], text, None, [address])
