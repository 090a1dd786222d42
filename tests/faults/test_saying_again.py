"""Saying something on a bad line: cut off, sent again, pressed twice, by eight hands at once; always one case."""

import http.client
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, expect

from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.tallies import differences
from shangliang.opinions import proof
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests.cases import TEXT

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
SAY = "/opinions/say/330402/"


@pytest.fixture
def world(transactional_db: None) -> World:
    """One body with everybody in it. On SQLite all threads of a test share one connection."""
    if connection.vendor != "postgresql":
        pytest.skip("requests side by side need PostgreSQL: set DATABASE_URL")
    return make_world()


class Line:
    """A connection to the server on which one types by hand."""

    def __init__(self, address: str, text: str = TEXT) -> None:
        self.host = urlsplit(address).netloc
        connected = http.client.HTTPConnection(self.host, timeout=120)
        connected.request("GET", SAY)
        answer = connected.getresponse()
        cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
        page = answer.read().decode()
        key = str(re.search(r'name="key" value="([^"]+)"', page)[1])  # type: ignore[index]
        asked = proof.sum_for(key)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
        given = {"csrfmiddlewaretoken": token, "key": key, "sum": asked.first + asked.second, "text": text}
        self.body = urlencode(given).encode()
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(self.body)),
            "Cookie": cookie,
            "Referer": f"http://{self.host}{SAY}",
        }

    def send(self, part: bytes) -> http.client.HTTPConnection:
        """Announce the whole, and send so much of it."""
        connected = http.client.HTTPConnection(self.host, timeout=120)
        connected.putrequest("POST", SAY)
        for name, value in self.headers.items():
            connected.putheader(name, value)
        connected.endheaders(part)
        return connected

    def whole(self) -> tuple[int, str]:
        """The status, and where it leads."""
        answer = self.send(self.body).getresponse()
        answer.read()
        return answer.status, str(answer.getheader("Location"))

    def until_taken(self) -> int:
        """The status at last: while the first sending is still worked on, the second is told to try once more."""
        found = (self.whole()[0] for _try in range(200))
        return next((one for one in found if one != 503), 503)


def test_cut_off_midway_and_sent_again_it_is_one_case(live_server: Any, world: World) -> None:
    line = Line(live_server.url)
    line.send(line.body[: len(line.body) // 2]).close()
    first = line.whole()
    assert first[0] == 302
    assert line.whole() == first
    assert list(Suggestion.objects.values_list("text", flat=True)) == [TEXT]


def test_an_answer_that_never_arrived_loses_nothing(live_server: Any, world: World) -> None:
    """The line breaks after the last byte: it may be received or not, and sent again it is there once."""
    line = Line(live_server.url)
    line.send(line.body).close()
    assert line.until_taken() == 302
    assert Suggestion.objects.count() == 1
    assert differences() == []


@pytest.mark.browser
def test_a_double_tap_is_one_case(chromium: Browser, live_server: Any, world: World) -> None:
    page = chromium.new_context(locale="zh-CN", viewport={"width": 360, "height": 740}).new_page()
    page.set_default_timeout(60_000)
    page.goto(live_server.url + SAY)
    page.fill("[name=text]", TEXT)
    page.locator("[data-send]").dblclick()
    page.wait_for_url("**/opinions/r/**")
    expect(page.locator(".receipt-number")).to_be_visible()
    assert Suggestion.objects.count() == 1


def test_eight_hands_at_once_with_one_key_make_one_case(world: World) -> None:
    key, gate = "0123456789abcdef0123456789abcdef", threading.Barrier(8)
    asked = proof.sum_for(key)
    given = {"text": TEXT, "key": key, "sum": asked.first + asked.second}

    def send(number: int) -> tuple[int, str]:
        gate.wait()
        try:
            answer = Client().post(SAY, given, REMOTE_ADDR=f"20{number}.0.113.9")
            return answer.status_code, answer.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(1, 9)))
    assert [status for status, _where in answers] == [302]
    assert Suggestion.objects.count() == 1
    assert differences() == []
