"""Posting JSON to an address of the settings: signed by the caller, never redirected, answered within seconds."""

import http.client
import json
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from shangliang.notices.channels.base import Down, TryLater, Undeliverable

SECONDS = 10
LONGEST_ANSWER = 100_000
BUSY = (408, 425, 429)


class _NoRedirect(HTTPRedirectHandler):
    """What was signed for one address is sent to no other."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirect)


def post(address: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """The answer as an object (empty if it is none). Raises Undeliverable, TryLater or Down."""
    request = Request(  # noqa: S310  the operator's own address
        address, data=body, headers={"Content-Type": "application/json; charset=utf-8", **headers}
    )
    try:
        with _opener().open(request, timeout=SECONDS) as answer:
            return _read(answer.read(LONGEST_ANSWER))
    except HTTPError as error:
        raise _by_code(error.code) from error
    except (URLError, OSError, http.client.HTTPException) as error:
        raise Down(type(error).__name__) from error


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _by_code(code: int) -> Exception:
    if code in BUSY:
        return TryLater(f"HTTP {code}")
    # 401 and 403 are our own key refused, not one person's number.
    is_ours = code < 400 or code >= 500 or code in (401, 403, 404)
    return Down(f"HTTP {code}") if is_ours else Undeliverable(f"HTTP {code}")
