"""Mails of notices."""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from shangliang.ledger.models import Act
from shangliang.notices.models import Notice
from shangliang.notices.words import by_whom, what_happened, where


def mail_notices(act_id: str) -> None:
    """Send one act's notices to those who have a mail address."""
    act = Act.objects.get(pk=int(act_id))
    for notice in Notice.objects.filter(act=act).exclude(person__email="").select_related("person"):
        with translation.override(notice.person.language or settings.LANGUAGE_CODE):
            _mail(act, notice.person.email)


def _mail(act: Act, address: str) -> None:
    told = {
        "title": act.title,
        "what": what_happened(act),
        "role": by_whom(act),
        "url": settings.SITE_URL + where(act),
    }
    subject = _("“%(title)s”: %(what)s") % told
    text = _("%(title)s\n\n%(role)s: %(what)s\n\n%(url)s\n") % told
    send_mail(subject.replace("\n", " ")[:200], text, None, [address])
