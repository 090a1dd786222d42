"""Asking a language model over the protocol of OpenAI's chat completions, at the one address the settings name."""

import http.client
import json
import ssl
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# An answer is a page of text; whatever is longer is no answer.
LARGEST = 1_000_000
_CHUNK = 16_384


class Trouble(Exception):
    """The model cannot be asked or gave no usable answer; `code` is one of TROUBLES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


TROUBLES = {
    "off": _("the language model was taken out of the settings"),
    "unreachable": _("it could not be reached"),
    "refused": _("it refused to answer"),
    "slow": _("it took too long"),
    "long": _("its answer was far too long"),
    "protocol": _("its answer was not of the protocol"),
    "unusable": _("it did not answer in the form that was asked for"),
    "unfounded": _("no sentence of its answer named a passage it rests on"),
}


@dataclass(frozen=True)
class Endpoint:
    """Where the model is, what it is called, and how long it may take."""

    url: str
    model: str
    key: str
    seconds: float

    @property
    def host(self) -> str:
        """The machine that receives the texts; people are told its name before they send them."""
        return self.url.partition("//")[2].partition("/")[0].rpartition("@")[2]


def endpoint() -> Endpoint | None:
    """What the settings name; None while the language model is off."""
    if not settings.LANGUAGE_MODEL_URL:
        return None
    return Endpoint(
        url=settings.LANGUAGE_MODEL_URL.rstrip("/"),
        model=settings.LANGUAGE_MODEL_NAME,
        key=settings.LANGUAGE_MODEL_KEY,
        seconds=settings.LANGUAGE_MODEL_SECONDS,
    )


def ask(where: Endpoint, system: str, user: str) -> str:
    """The model's answer to one question. Raises Trouble. Redirects are not followed: only this address is allowed."""
    body = {
        "model": where.model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "temperature": 0,
        "stream": False,
    }
    return _content_of(_post(where, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")))


def _post(where: Endpoint, body: bytes) -> bytes:
    until = time.monotonic() + where.seconds
    try:
        parts = urlsplit(where.url)
        connection = _connection(parts.scheme, parts.hostname or "", parts.port, where.seconds)
        try:
            connection.request("POST", f"{parts.path}/chat/completions", body, _headers(where))
            answer = connection.getresponse()
            if answer.status != 200:
                raise Trouble("refused")
            return _read(answer, until)
        finally:
            connection.close()
    except TimeoutError as error:
        raise Trouble("slow") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Trouble("unreachable") from error


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
    if scheme == "http":
        return http.client.HTTPConnection(host, port, timeout=seconds)
    raise Trouble("unreachable")


def _headers(where: Endpoint) -> dict[str, str]:
    given = {"Content-Type": "application/json", "Accept": "application/json"}
    return {**given, "Authorization": f"Bearer {where.key}"} if where.key else given


def _read(answer: http.client.HTTPResponse, until: float) -> bytes:
    """Everything, unless it is too long or trickles in for too long."""
    found = bytearray()
    while piece := answer.read1(_CHUNK):
        found += piece
        if len(found) > LARGEST:
            raise Trouble("long")
        if time.monotonic() > until:
            raise Trouble("slow")
    return bytes(found)


def _content_of(answer: bytes) -> str:
    try:
        told: Any = json.loads(answer)
        content = told["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise Trouble("protocol") from error
    if not isinstance(content, str) or not content.strip():
        raise Trouble("protocol")
    return content
