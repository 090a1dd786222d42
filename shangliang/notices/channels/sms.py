"""SMS through a gateway of the operator's: JSON over HTTP, signed with a shared key."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

from shangliang.notices.channels.base import Message, Sender
from shangliang.notices.channels.posting import post


class SmsGateway:
    """POST {"id", "to", "text"}; X-Signature is HMAC-SHA256 of time, newline and body, in hexadecimal."""

    def __init__(self, address: str, key: str, secret: str) -> None:
        self.address, self.key, self.secret = address, key, secret

    @contextmanager
    def opened(self) -> Iterator[Sender]:
        """Nothing to keep open."""
        yield self._send

    def _send(self, message: Message) -> None:
        told = {"id": message.key, "to": message.to, "text": message.text}
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        stamp = str(int(time.time()))
        headers = {
            "X-Key": self.key,
            "X-Timestamp": stamp,
            "X-Signature": signature(self.secret, stamp, body),
        }
        post(self.address, body, {**headers, "Idempotency-Key": message.key})


def signature(secret: str, stamp: str, body: bytes) -> str:
    """What the gateway computes as well, to know us."""
    return hmac.new(secret.encode(), stamp.encode() + b"\n" + body, hashlib.sha256).hexdigest()
