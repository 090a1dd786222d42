"""Later work: sending letters, and the daily sweep of what is no longer needed."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from shangliang.accounts.models import Brake, KnownDevice, Letter, OpenSession, SecurityEvent
from shangliang.accounts.throttle import KNOWN_FOR
from shangliang.accounts.triggers import KEPT_DAYS
from shangliang.core.time import today
from shangliang.jobs.queue import later

PAGES = {
    Letter.Kind.RESET: "reset_password",
    Letter.Kind.INVITATION: "invitation",
    Letter.Kind.ADDRESS: "confirm_address",
}


def send_letter(letter_id: str) -> None:
    """Write one letter in its reader's language and send it, once."""
    letter = Letter.objects.select_related("user").get(pk=int(letter_id))
    if letter.user is None or letter.sent or not letter.is_fresh or not letter.user.is_active:
        return
    address = letter.address or letter.user.email
    if not address:
        return
    with translation.override(letter.user.language or settings.LANGUAGE_CODE):
        subject, _line, text = render_to_string(f"accounts/mail/{letter.kind}.txt", _told(letter)).partition(
            "\n"
        )
        send_mail(subject.strip(), text.strip() + "\n", None, [address])
    letter.sent = timezone.now()
    letter.save(update_fields=["sent"])


def _told(letter: Letter) -> dict[str, object]:
    page = PAGES.get(Letter.Kind(letter.kind))
    path = reverse(page, args=[letter.pk, letter.token()]) if page else ""
    told: dict[str, object] = {"person": letter.user, "link": f"{settings.SITE_URL or letter.site}{path}"}
    if letter.kind == Letter.Kind.CODE:
        told["code"] = letter.code()
    if letter.kind == Letter.Kind.CHANGE:
        told["what"], told["when"] = SecurityEvent.Kind(letter.about).label, letter.made
    return told


def sweep_daily() -> None:
    """Once a day, whatever the number of workers."""
    later("shangliang.accounts.tasks.sweep", key=f"accounts.sweep:{today()}")


def sweep(argument: str = "") -> None:
    """Throw away what is past its time."""
    now = timezone.now()
    Letter.objects.filter(made__lt=now - timedelta(days=30)).delete()
    Brake.objects.filter(last__lt=now - timedelta(days=1)).delete()
    OpenSession.objects.filter(seen__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()
    KnownDevice.objects.filter(seen__lt=now - KNOWN_FOR).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    kept = max(settings.SECURITY_LOG_DAYS, KEPT_DAYS + 1)
    SecurityEvent.objects.filter(at__lt=now - timedelta(days=kept)).delete()
