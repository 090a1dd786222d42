"""Every list of the public's words costs the same with one row as with three."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.opinions import acts, vault
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.reports import cases as reports
from shangliang.opinions.tests.test_pages import as_


def _appealed(world: World) -> None:
    acts.appeal(cases.hidden(world), by=public_user(), text="内容属实")


def _clue(world: World) -> None:
    clue = cases.offered(world)
    acts.claim(clue, by=world.member)


def _code(world: World) -> None:
    code = acts.make_code(world.body, by=world.clerk, label="某处")
    acts.receive(world.body, by=public_user(), key=uuid4().hex, text="…好", code=code)


def _envelope(world: World) -> None:
    sealed = cases.received(world, speaker=vault.Envelope(contact="13800000000"))
    acts.ask_disclosure(sealed, by=world.clerk, reason="有人身危险")


def _own(world: World) -> None:
    cases.answered(world, speaker=vault.Envelope(person=world.stranger.pk))


def _received(world: World) -> None:
    report = reports.issued(world, reports.submitted(world))
    acts.send(report, by=world.clerk, addressee="party")


def _combined(world: World) -> None:
    reports.combined(world, reports.submitted(world), reports.submitted(world, world.cosigner))
    reports.submitted(world)


# Address → who reads it, and what makes one row more.
LISTS: dict[str, tuple[str, Any]] = {
    "": ("stranger", cases.published),
    "desk/": ("clerk", cases.received),
    "desk/?category=none&came=web": ("clerk", cases.received),
    "desk/?place=x": ("clerk", lambda world: cases.received(world, place="X")),
    "desk/?queue=units": ("clerk", cases.forwarded),
    "desk/?queue=clues": ("clerk", cases.offered),
    "desk/?queue=to_publish": ("clerk", lambda world: cases.answered(world, is_public_consented=True)),
    "desk/?queue=published": ("clerk", cases.published),
    "desk/?queue=hidden": ("clerk", cases.hidden),
    "desk/?queue=appeals": ("clerk", _appealed),
    "units/": ("unit_clerk", cases.forwarded),
    "watched/?queue=open": ("supervisor", cases.forwarded),
    "clues/": ("member", _clue),
    "clues/?shelf=mine": ("member", _clue),
    "codes/": ("clerk", _code),
    "vault/": ("auditor", _envelope),
    "mine/": ("stranger", _own),
    "reports/received/": ("leader", _received),
    "reports/desk/?queue=editing": ("clerk", _combined),
    "reports/desk/combine/": ("clerk", _combined),
    "reports/desk/?queue=issued": ("clerk", lambda world: reports.issued(world, reports.submitted(world))),
    "reports/issues/new/": ("lead", lambda world: reports.signed(world, reports.submitted(world))),
}
ROW = re.compile(r"<li class=\"item|<tr>|name=\"reports\"")


def asked_of(client: Client, url: str) -> tuple[int, int]:
    """How many queries a page takes, and how many rows it shows; the least of three, as some belong to the minute."""
    counted = []
    for _time in range(3):
        with CaptureQueriesContext(connection) as asked:
            answer: Any = client.get(url)
        assert answer.status_code == 200
        counted.append((len(asked), len(ROW.findall(answer.content.decode()))))
    return min(counted)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_the_same_with_one_row_and_with_three(world: World, address: str) -> None:
    who, make = LISTS[address]
    client = as_(getattr(world, who))
    found = []
    for more in (1, 2):
        for _row in range(more):
            make(world)
        found.append(asked_of(client, f"/opinions/{address}"))
    assert found[0][0] == found[1][0]
    assert found[0][1] < found[1][1]


# Unlike each other, so that none stands beside another as similar.
OTHERS = ("图书馆周末座位紧张", "末班公交能否晚一点", "楼道里堆着旧家具", "河边夜里没有路灯")


@pytest.mark.parametrize("who", ["office", "public"])
def test_one_word_costs_the_same_whatever_stands_beside_it(world: World, who: str) -> None:
    """The case on the desk, and the receipt: with two words put together with it, and with four."""
    key = uuid4().hex
    host = acts.receive(world.body, by=public_user(), key=key, text=cases.TEXT)
    client, url = as_(world.clerk), f"/opinions/desk/{host.pk}/"
    if who == "public":
        client, url = Client(), f"/opinions/r/{vault.secret_of(key)}/"
    # The index of similar words is built first; what comes later is read beside it, in so many queries.
    client.get(url)
    counted = []
    for pair in (OTHERS[:2], OTHERS[2:]):
        for text in pair:
            acts.merge(cases.received(world, text=text), by=world.clerk, into=host)
        counted.append(asked_of(client, url)[0])
    assert counted[0] == counted[1]
    assert Suggestion.objects.filter(merged_into=host).count() == 4
