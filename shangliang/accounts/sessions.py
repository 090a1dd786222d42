"""The session of a signed-in browser: how it begins, what was proved in it, how it is renewed and ends."""

import secrets
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from shangliang.accounts.models import KnownDevice, OpenSession, User
from shangliang.accounts.queries import has_second_factor
from shangliang.accounts.sealing import digest
from shangliang.accounts.throttle import KNOWN_FOR
from shangliang.accounts.where import DEVICE_COOKIE, where_of
from shangliang.core.prepared import Prepared

BACKEND = "shangliang.accounts.backend.Backend"
ROW, HAS_FACTOR, STEP_DONE, PROVED = "open_session", "has_factor", "second_step", "proved"
# For changes to the account itself, the last proof of who is there must be this fresh.
PROOF_SECONDS = 15 * 60
_SEEN_EVERY = timedelta(seconds=30)


_open = Prepared(lambda pk, person: OpenSession.objects.filter(pk=pk, user_id=person), int, int)


def begin(request: HttpRequest, user: User) -> None:
    """Sign in: a new session key, whatever key the browser came with."""
    login(request, user, backend=BACKEND)
    renew_proof(request)


def note_beginning(sender: Any, request: HttpRequest, user: User, **more: Any) -> None:
    """However a session began, it has its row in the person's list."""
    where = where_of(request)
    row = OpenSession.objects.create(user=user, network=where.network, device=where.device)
    request.session[ROW] = row.pk
    request.session[HAS_FACTOR] = has_second_factor(user)


def is_alive(request: HttpRequest) -> bool:
    """Whether the row still stands and was seen lately; marks it as seen."""
    now = timezone.now()
    row = _open.first(_row_of(request), request.user.pk or 0)
    if row is None or now - row.seen > timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        return False
    if now - row.seen > _SEEN_EVERY:
        OpenSession.objects.filter(pk=row.pk).update(seen=now)
    return True


def _row_of(request: HttpRequest) -> int:
    return int(request.session.get(ROW, 0))


def end(request: HttpRequest) -> None:
    """Sign out here."""
    OpenSession.objects.filter(pk=_row_of(request)).delete()
    logout(request)


def rotate(request: HttpRequest) -> None:
    """A new key for the same session: call it whenever the person may do more or other things than before."""
    request.session.cycle_key()


def stay_in(request: HttpRequest, user: User) -> None:
    """After the stamp or password changed: this session goes on under a new key, all others are over."""
    update_session_auth_hash(request, user)
    OpenSession.objects.filter(user=user).exclude(pk=_row_of(request)).delete()


def did_second_step(request: HttpRequest) -> None:
    """Mark the second step as done in this session."""
    request.session[STEP_DONE] = int(time.time())
    renew_proof(request)
    rotate(request)


def has_done_second_step(request: HttpRequest) -> bool:
    """Whether it was done in this session."""
    return STEP_DONE in request.session


def renew_proof(request: HttpRequest) -> None:
    """The person just proved who they are."""
    request.session[PROVED] = int(time.time())


def is_proof_fresh(request: HttpRequest) -> bool:
    """Whether they did so lately enough to change the account."""
    return time.time() - float(request.session.get(PROVED, 0)) < PROOF_SECONDS


def remember_device(request: HttpRequest, answer: HttpResponse) -> None:
    """A sign-in came to its end here: this device and network are known from now on."""
    where = where_of(request)
    token = where.token or secrets.token_urlsafe(32)
    KnownDevice.objects.update_or_create(
        user_id=request.user.pk or 0,
        digest=digest("device", token),
        defaults={"network": where.network, "device": where.device, "seen": timezone.now()},
    )
    secure = bool(settings.SESSION_COOKIE_SECURE)
    answer.set_cookie(DEVICE_COOKIE, token, max_age=KNOWN_FOR, samesite="Lax", secure=secure, httponly=True)


def speak(request: HttpRequest, answer: HttpResponse) -> None:
    """From the next page on, in the person's own language."""
    language = getattr(request.user, "language", "")
    if language in dict(settings.LANGUAGES):
        age = timedelta(days=365)
        secure = bool(settings.SESSION_COOKIE_SECURE)
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=age, samesite="Lax", secure=secure)
