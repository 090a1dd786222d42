"""Mail through the configured server: one connection for many messages."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from shangliang.notices.channels.base import Down, Message, Sender, TryLater, Undeliverable

PERMANENT = 500


class Mail:
    """Django's mail backend, as EMAIL_URL names it."""

    @contextmanager
    def opened(self) -> Iterator[Sender]:
        """One connection, opened for the first message and closed in the end."""
        connection = get_connection()

        def send(message: Message) -> None:
            headers = {**message.headers, **_standing_headers(message.key)}
            subject = " ".join(message.subject.split())[:200]
            _hand_over(EmailMessage(subject, message.text, to=[message.to], headers=headers), connection)

        try:
            yield send
        finally:
            connection.close()


def _standing_headers(key: str) -> dict[str, str]:
    """A name that stays the same at every try, and the sign that no person wrote this."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return {"Message-ID": f"<{key.replace(':', '.')}@{domain}>", "Auto-Submitted": "auto-generated"}


def _hand_over(mail: EmailMessage, connection: Any) -> None:
    try:
        connection.open()
        connection.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as error:
        raise _by_code(
            max((code for code, _words in error.recipients.values()), default=PERMANENT)
        ) from error
    except smtplib.SMTPDataError as error:
        raise _by_code(error.smtp_code) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Down(type(error).__name__) from error


def _by_code(code: int) -> Exception:
    return Undeliverable(f"SMTP {code}") if code >= PERMANENT else TryLater(f"SMTP {code}")
