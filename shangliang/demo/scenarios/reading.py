"""The three readings of a year's numbers: the page as drawn, the API's answer, the table as exported."""

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.core.errors import Conflict
from shangliang.demo.scenarios.building import READER
from shangliang.demo.scenarios.years import Year

# (figure, group) as they are called in English; a figure's own value stands under the group "".
Numbers = dict[tuple[str, str], Decimal]
API = "/api/proposals/statistics"


def readings_of(year: Year) -> dict[str, Numbers]:
    """What each of the three says, read by the body's auditor."""
    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(User.objects.get(username=f"{READER}-{year.code}"))
    query = {"body": year.code, "start": f"{year.first}-01-01", "end": f"{year.last}-12-31"}
    return {
        "page": _page(_text(client, reverse("proposals:statistics"), query)),
        "API": _api(client, query),
        "export": _export(_text(client, reverse("proposals:statistics_export", args=["csv"]), query)),
    }


def _answer(client: Client, address: str, query: dict[str, str]) -> Any:
    answer = client.get(address, query, secure=True)
    if answer.status_code != 200:
        raise Conflict(f"{address}: {answer.status_code}")
    return answer


def _text(client: Client, address: str, query: dict[str, str]) -> str:
    content: bytes = _answer(client, address, query).getvalue()
    return content.decode("utf-8-sig")


def _api(client: Client, query: dict[str, str]) -> Numbers:
    found: Numbers = {}
    for one in _answer(client, API, query).json():
        _keep(found, one["label"], "", one["value"])
        for lines in one["groups"].values():
            for line in lines:
                _keep(found, one["label"], line["label"], line["value"])
    return found


def _export(text: str) -> Numbers:
    found: Numbers = {}
    for figure, group, value, *_more in list(csv.reader(io.StringIO(text)))[1:]:
        _keep(found, figure, group, value)
    return found


def _keep(found: Numbers, figure: str, group: str, value: object) -> None:
    number = _number(str(value))
    if number is not None:
        found[(figure, group)] = number


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None


def _page(text: str) -> Numbers:
    """Numbers and tables of the statistics page."""
    drawn = _Drawn()
    drawn.feed(text)
    found: Numbers = {}
    for number, label in drawn.stats:
        _keep(found, label, "", number)
    for caption, label, number in drawn.lines:
        _keep(found, caption.split(" by ")[0], label, number)
    return _with_folded(found)


def _with_folded(found: Numbers) -> Numbers:
    """A long table folds its last lines into one that says how many they are."""
    for (figure, label), value in list(found.items()):
        if folded := re.fullmatch(r"(\d+) others", label):
            del found[(figure, label)]
            found |= {(figure, f"…{place}"): value for place in range(int(folded[1]))}
    return found


class _Drawn(HTMLParser):
    """Collects (number, label) of every stat and (caption, label, number) of every line of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.stats: list[tuple[str, str]] = []
        self.lines: list[tuple[str, str, str]] = []
        self._path: list[str] = []
        self._parts: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = dict(attrs).get("class") or ""
        if tag == "div" and classes == "stat":
            self._parts = {}
        if tag == "tr":
            self._parts = {"caption": self._parts.get("caption", ""), "total": classes}
        if tag == "caption":
            self._parts = {"caption": ""}
        self._path.append("number" if classes in ("stat-number", "number") else tag)

    def handle_endtag(self, tag: str) -> None:
        if self._path:
            self._path.pop()
        if tag == "tr" and "th" in self._parts and "number" in self._parts and not self._parts["total"]:
            self.lines.append((self._parts["caption"], self._parts["th"], self._parts["number"]))
        if tag == "p" and "number" in self._parts and "p" in self._parts and "caption" not in self._parts:
            self.stats.append((self._parts.pop("number"), self._parts.pop("p")))

    def handle_data(self, data: str) -> None:
        text = data.strip()
        here = next((name for name in reversed(self._path) if name in ("number", "th", "p", "caption")), "")
        if text and here and (not self._path or self._path[-1] != "small"):
            self._parts[here] = (self._parts.get(here, "") + " " + text).strip()
