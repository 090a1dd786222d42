"""The search page and its API: what one may read, told in any way of asking, and never a word more."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World, make_world
from shangliang.core.health import GOOD, WAIT, findings
from shangliang.insight.text import index
from shangliang.insight.text.search import find
from shangliang.opinions.models import Report, Suggestion
from shangliang.opinions.tests import cases as said
from shangliang.opinions.tests.reports import cases as reports
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases

pytestmark = pytest.mark.django_db
CANARY = "秘鲁羊驼"


@pytest.fixture
def world(db: None) -> World:
    """One body with everybody in it."""
    return make_world()


def as_(user: Any) -> Client:
    """A browser of this person's, or of a visitor's."""
    client = Client()
    if isinstance(user, User):
        client.force_login(user)
    return client


def text_of(user: Any, **asked: str) -> str:
    """The page of a search."""
    answer = as_(user).get("/search/?" + urlencode(asked))
    assert answer.status_code == 200
    return answer.content.decode()


def published(world: World, text: str) -> None:
    """A word from the public that everybody reads."""
    one = said.received(world, text, is_public_consented=True)
    Suggestion.objects.filter(pk=one.pk).update(publicity="published", public_text=text)


def test_the_page_without_words_says_how_to_search(world: World) -> None:
    page = text_of(AnonymousUser())

    assert 'name="q"' in page
    assert "ljxq" in page
    assert 'class="item"' not in page


def test_hits_are_marked_and_grouped_by_kind_with_ways_to_narrow(world: World) -> None:
    cases.submitted(world)
    said.received(world, "小区门口想装充电桩。")

    page = text_of(world.clerk, q="充电")

    assert "电动自行车<mark>充电</mark>设施" in page
    assert "想装<mark>充电</mark>桩" in page
    assert "?q=%E5%85%85%E7%94%B5&amp;kind=suggestion" in page
    assert "?q=%E5%85%85%E7%94%B5&amp;body=330402" in page


def test_of_one_kind_only_its_own_are_counted(world: World) -> None:
    cases.submitted(world)
    said.received(world, "小区门口想装充电桩。")
    pages = [text_of(world.clerk, q="充电", kind=kind) for kind in ("", "suggestion")]
    told = [re.findall(r'class="meta" role="status">\D*(\d+)', one) for one in pages]
    assert told == [["2"], ["1"]]


def test_the_address_holds_everything_asked_for(world: World) -> None:
    cases.submitted(world)
    cases.filed(world)

    page = text_of(world.clerk, q="充电", kind="proposal", state="filed", body="330402", field="title")

    assert page.count('class="item"') == 1
    assert dict(find(world.clerk, "充电", kinds=["proposal"]).states) == {"submitted": 1, "filed": 1}
    assert text_of(world.clerk, q="充电", kind="proposal", state="archived").count('class="item"') == 0
    assert text_of(world.clerk, q="充电", kind="proposal", year="1999").count('class="item"') == 0


def test_a_place_that_is_none_is_not_found(world: World) -> None:
    assert as_(world.clerk).get("/search/?q=x&body=999999").status_code == 404


@pytest.mark.parametrize("words", ["nanhu", "南湖", "nhq", "南湖區", "交通运输局"])
def test_a_conference_is_found_by_its_name_its_sound_and_its_units(world: World, words: str) -> None:
    assert f'href="/bodies/{world.body.pk}/"' in text_of(AnonymousUser(), q=words)


def test_a_word_of_the_domain_is_explained(world: World) -> None:
    assert "/help/words/" in text_of(AnonymousUser(), q="立案")


def test_one_kind_is_read_page_by_page(world: World) -> None:
    for _time in range(3):
        cases.submitted(world)

    first, last = (find(world.clerk, "充电", kinds=["proposal"], page=page, size=2) for page in (1, 99))

    assert (len(first.hits), first.page, first.pages) == (2, 1, 2)
    assert (len(last.hits), last.page) == (1, 2)
    assert {one.pk for one in first.hits}.isdisjoint({one.pk for one in last.hits})


@pytest.mark.parametrize(
    "words",
    [
        "x" * 5000,
        "充" * 5000,
        ".*(?P<",
        "\\",
        '"',
        "'; DROP TABLE",
        "👍🏽",
        "\u202eabc\u202c",
        "مرحبا بالعالم",
        "\x00",
    ],
)
def test_anything_may_be_typed(world: World, words: str) -> None:
    cases.submitted(world)

    assert "<mark>" not in text_of(world.clerk, q=words, kind=words[:30], year=words[:4], page=words[:9])


def test_what_was_typed_is_written_back_as_text(world: World) -> None:
    assert "<script>alert" not in text_of(world.clerk, q="<script>alert(1)</script>")


@pytest.fixture
def canaries(world: World) -> World:
    """The word in a draft, in a submitted case and a report, here and in another body, in what the public said."""
    draft = cases.drafted(world)
    Proposal.objects.filter(pk=draft.pk).update(title=f"草稿{CANARY}")
    sent = cases.submitted(world)
    Proposal.objects.filter(pk=sent.pk).update(problem=f"案件{CANARY}")
    other = make_world("330411", "秀洲")
    for place, told in ((world, "信息"), (other, "他处")):
        report = reports.submitted(place)
        Report.objects.filter(pk=report.pk).update(text=f"{told}{CANARY}")
    far = cases.submitted(other)
    Proposal.objects.filter(pk=far.pk).update(suggestion=f"外地{CANARY}")
    said.received(world, f"群众{CANARY}")
    hidden = said.received(world, f"隐藏{CANARY}", is_public_consented=True)
    Suggestion.objects.filter(pk=hidden.pk).update(publicity="hidden", public_text=hidden.text)
    index.forget()
    return world


READS = {
    "visitor": [],
    "stranger": [],
    "cosigner": [],
    "contact": [],
    "unit_clerk": [],
    "admin": [],
    "supervisor": ["案件"],
    "leader": ["案件"],
    "auditor": ["案件"],
    "member": ["草稿", "案件", "信息"],
    "clerk": ["案件", "群众", "隐藏", "信息"],
    "lead": ["案件", "群众", "隐藏", "信息"],
}


def test_nobody_finds_or_counts_what_they_may_not_read(canaries: World) -> None:
    every = ("草稿", "案件", "外地", "群众", "隐藏", "信息", "他处")
    found = {}
    for role in READS:
        user = AnonymousUser() if role == "visitor" else getattr(canaries, role)
        page = text_of(user, q=CANARY)
        found[role] = [word for word in every if f"{word}<mark>" in page]
        assert (role, find(user, CANARY).total) == (role, len(found[role]))
        assert (role, sum(find(user, CANARY).bodies.values())) == (role, len(found[role]))

    assert found == READS


def test_nothing_unreadable_is_suggested(canaries: World) -> None:
    assert find(canaries.member, "必鲁羊驼").suggestion == CANARY
    assert find(canaries.cosigner, "必鲁羊驼").suggestion == ""


def test_the_public_reads_what_was_published(world: World) -> None:
    published(world, "河边步道缺路灯。")

    assert find(AnonymousUser(), "步道").total == 1


def test_three_hits_cost_as_many_queries_as_one(world: World) -> None:
    clerk = as_(world.clerk)

    def queries() -> int:
        index.forget()
        clerk.get("/search/?q=充电")
        with CaptureQueriesContext(connection) as counted:
            clerk.get("/search/?q=充电")
        return len(counted)

    cases.submitted(world)
    one = queries()
    cases.submitted(world)
    cases.submitted(world)

    assert queries() == one


def test_the_api_answers_as_the_page(world: World) -> None:
    case = cases.submitted(world)

    answer = as_(world.clerk).get("/api/search?q=充电&kind=proposal").json()

    assert [(one["kind"], one["id"], one["state"]) for one in answer["hits"]] == [
        ("proposal", case.pk, case.get_state_display())
    ]
    assert "".join(one["text"] for one in answer["hits"][0]["title"]) == case.title
    assert as_(None).get("/api/search?q=充电").json()["hits"] == []
    assert as_(None).get("/api/search").status_code == 422


def test_every_page_leads_to_the_search(world: World) -> None:
    assert 'href="/search/"' in as_(None).get("/help/").content.decode()


def test_the_health_page_tells_how_the_index_stands(
    transactional_db: None, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    index.forget()

    def tone() -> str:
        return next(one.finding.tone for one in findings() if one.name == "text_index")

    before = tone()
    index.renew()
    after = tone()
    index.forget()

    assert (before, after) == (WAIT, GOOD)
