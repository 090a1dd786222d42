"""Signed-in people at their browsers: connections that stay open, sessions as a sign-in leaves them."""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from queue import SimpleQueue
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from shangliang.accounts.models import User
from shangliang.bodies.middleware import SESSION_KEY
from shangliang.bodies.models import Post

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_FIELDS = re.compile(r'name="(version|key|next)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back, and after how long."""

    status: int
    seconds: float
    text: str


class Browser:
    """One connection with its cookies."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = dict(cookies)

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self._ask("GET", path, None)

    def form(self, path: str) -> dict[str, str]:
        """What the form on a page would send besides what one types."""
        text = self.get(path).text
        token = _TOKEN.search(text)
        if token is None:
            raise SystemExit(f"There is no form on {path}.")
        return {"csrfmiddlewaretoken": token.group(1), **dict(_FIELDS.findall(text))}

    def post(self, path: str, data: dict[str, str]) -> Answer:
        """Press a button; the page it leads to is not fetched."""
        return self._ask("POST", path, urlencode(data))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        answer = self._sent(method, path, body, headers)
        text = answer.read().decode()
        seconds = time.perf_counter() - start
        for one in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, seconds, text)

    def _sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> HTTPResponse:
        """The answer; as browsers do, once more where the server had closed a connection that was idle."""
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, RemoteDisconnected):
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()


def cookies_of(post: Post) -> dict[str, str]:
    """The cookies of a person who signed in and acts in this post."""
    client = Client()
    client.force_login(User.objects.get(pk=post.user_id))
    session = client.session
    session[SESSION_KEY] = post.pk
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


def together(browsers: Sequence[Browser], asks: Sequence[Callable[[Browser], Answer]]) -> list[Answer]:
    """Ask everything, each browser one thing after the other, all at the same time."""
    free: SimpleQueue[Browser] = SimpleQueue()
    for one in browsers:
        free.put(one)

    def ask(call: Callable[[Browser], Answer]) -> Answer:
        browser = free.get()
        try:
            return call(browser)
        finally:
            free.put(browser)

    with ThreadPoolExecutor(len(browsers)) as pool:
        return list(pool.map(ask, asks))
