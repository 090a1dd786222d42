"""Whether mail leaves this machine."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict

_PRINTED = ("console.EmailBackend", "dummy.EmailBackend", "filebased.EmailBackend")


def is_printed() -> bool:
    """Whether mails are only written to the console, a file or nowhere."""
    return settings.EMAIL_BACKEND.endswith(_PRINTED)


def send(address: str, site: str) -> None:
    """Send one mail now; raises Conflict with what the server answered."""
    subject = _("Test mail of %(site)s") % {"site": site or _("Shangliang")}
    text = _("If you read this, mail works: invitations, reminders and notices will arrive.")
    try:
        send_mail(subject, text + "\n", None, [address])
    except (OSError, smtplib.SMTPException) as error:
        sentence = _("The mail server refused or did not answer: %(error)s. Check EMAIL_URL.")
        raise Conflict(sentence % {"error": error}) from error
