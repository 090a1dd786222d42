"""The adapter of the 12345 hotline: one signed, idempotent message out, one signed answer in."""

import hashlib
import hmac
import json
import logging
import urllib.request
from typing import Protocol

from django.conf import settings

from shangliang.opinions.models import Handover

VERSION = 1
SECONDS = 15
log = logging.getLogger(__name__)


class Hotline(Protocol):
    """What a hotline must be able to do. Sent twice, a message with the same id counts once."""

    def send(self, handover: Handover) -> str:
        """Hand one message over; returns the hotline's own reference."""


class LoggedHotline:
    """Where no hotline is connected: the message is written to the log, and a person types the answer."""

    def send(self, handover: Handover) -> str:
        """Into the log."""
        log.warning("no hotline is connected; handover %s waits in the log", handover.message)
        return ""


class HttpHotline:
    """A hotline that takes JSON over HTTPS; both sides sign with one key."""

    def __init__(self, address: str, key: str) -> None:
        self._address, self._key = address, key

    def send(self, handover: Handover) -> str:
        """One POST; anything but a success is raised, and the job is tried again."""
        body = json.dumps(message_of(handover), ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": str(handover.message),
            "X-Signature": signature(body, self._key),
        }
        request = urllib.request.Request(self._address, body, headers)  # noqa: S310  the operator's own address
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return str(json.loads(answer.read() or b"{}").get("reference", ""))


def connected() -> Hotline:
    """The hotline of this installation."""
    if settings.HOTLINE_URL:
        return HttpHotline(settings.HOTLINE_URL, settings.HOTLINE_KEY)
    return LoggedHotline()


def message_of(handover: Handover) -> dict[str, object]:
    """What leaves the house: the text as the office released it, and where. Never who spoke, nor when exactly."""
    suggestion = handover.suggestion
    return {
        "version": VERSION,
        "message": str(handover.message),
        "number": suggestion.number,
        "region": suggestion.body.region.code,
        "text": handover.text,
    }


def signature(body: bytes, key: str) -> str:
    """HMAC-SHA256 of the body, in hexadecimal."""
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, given: str) -> bool:
    """Whether a message from the hotline is one; none is while no key is set."""
    key: str = settings.HOTLINE_KEY
    return bool(key) and hmac.compare_digest(signature(body, key), given)
