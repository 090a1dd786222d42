"""The list of cases: whose rows, how many of each, in what order, and never more than one may read."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World, county, hold, person
from shangliang.ledger.kept import Keeper
from shangliang.proposals import acts
from shangliang.proposals.counted import last_replies
from shangliang.proposals.facets import TOTAL, counts_for
from shangliang.proposals.keyset import stretch
from shangliang.proposals.lists import Asked, narrowed
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.shelves import shelf_for
from shangliang.proposals.tests import cases, walks

UNKEPT = Keeper(0, None)


def publish(world: World, proposal: Proposal, title: str = "关于充电设施的建议（公开）") -> Proposal:
    """Everybody may read it under this title."""
    proposal.refresh_from_db()
    acts.review_publicity(proposal, by=world.clerk, extent="summary", title=title, text="摘要")
    acts.clear_secrecy(proposal, by=world.lead)
    acts.publish(proposal, by=world.clerk)
    return proposal


def published(world: World, title: str = "关于充电设施的建议（公开）") -> Proposal:
    """A closed case that everybody may read."""
    return publish(world, cases.closed(world), title)


@pytest.fixture
def full(world: World) -> World:
    """Cases of every sort: drafts, open ones, closed ones, published ones, in two bodies."""
    other = county("330411", "秀洲")
    hold(world.supervisor, other, Post.Role.MEMBER)
    cases.drafted(world)
    signing = cases.drafted(world)
    acts.save(signing, by=world.member, is_open_to_cosign=True)
    acts.invite_to_sign(signing, by=world.member, people=[world.cosigner])
    cases.submitted(world)
    acts.refuse(cases.reviewed(world), by=world.lead, reason="empty")
    cases.distributed(world)
    cases.replied(world)
    cases.closed(world)
    published(world)
    acts.draft(other, by=world.supervisor)
    return world


def readers(world: World) -> dict[str, Any]:
    """One of each kind of reader."""
    names = ("member", "cosigner", "contact", "clerk", "lead", "supervisor", "leader", "auditor", "admin")
    units = ("unit_clerk", "other_unit_clerk", "stranger")
    return {"visitor": AnonymousUser(), **{name: getattr(world, name) for name in (*names, *units)}}


def test_a_shelf_holds_exactly_what_its_reader_may_open(full: World) -> None:
    for name, user in readers(full).items():
        seen = set(Proposal.objects.visible_to(user).filter(body=full.body).values_list("pk", flat=True))
        shelf = shelf_for(full.body, user)
        assert (name, set(shelf.rows().values_list("pk", flat=True))) == (name, seen)


def test_a_shelf_too_wide_to_keep_in_mind_holds_the_same(
    full: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shangliang.proposals.shelves._MOST_OWN", 0)
    shelf = shelf_for(full.body, full.member)
    seen = set(Proposal.objects.visible_to(full.member).filter(body=full.body))
    assert (shelf.own, set(shelf.rows())) == (None, seen)


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(kind="individual"),
        Asked(state="closed"),
        Asked(category="society"),
        Asked(category="society.housing", state="not_filed"),
        Asked(publicity="published"),
        Asked(reply_class="A"),
        Asked(words="充电"),
        Asked(sort="number"),
        Asked(sort="waiting", kind="individual"),
        Asked(unit="0"),
        Asked(unit="nonsense"),
        Asked(mark="good"),
    ],
)
def test_counts_are_what_choosing_would_show(full: World, asked: Asked) -> None:
    for name, user in readers(full).items():
        shelf = shelf_for(full.body, user)
        counts = counts_for(shelf, asked, None, UNKEPT)
        shown = narrowed(shelf.found(asked.words, None), asked)
        assert (name, counts.total) == (name, shown.count())
        for group in ("state", "kind", "publicity"):
            for code in Proposal.objects.values_list(group, flat=True).distinct():
                chosen = asked.having(**{group: code})
                rows = narrowed(shelf.found(asked.words, None), chosen)
                assert (name, group, code, counts.by[group][code]) == (name, group, code, rows.count())


def test_units_and_classes_are_counted_by_case(full: World) -> None:
    counts = counts_for(shelf_for(full.body, full.clerk), Asked(), full.session, UNKEPT)
    assert (dict(counts.by["unit"]), dict(counts.by["reply_class"])) == ({full.unit.pk: 4}, {"A": 3})
    by_visitor = counts_for(shelf_for(full.body, AnonymousUser()), Asked(), full.session, UNKEPT)
    assert (dict(by_visitor.by["unit"]), by_visitor.by.get("reply_class")) == ({full.unit.pk: 1}, None)


def test_a_class_is_that_of_the_last_reply_sent_by_any_unit_that_answers(world: World) -> None:
    walks.handling(world)  # A, in the second round B, followed up to A; and an opinion of a joint unit
    both = cases.filed(world)
    plan = [{"unit": one, "duty": "separate"} for one in (world.unit, world.other_unit)]
    acts.distribute(both, by=world.supervisor, plan=plan)
    first, second = both.assignments.order_by("id")
    acts.sign_for(first, by=world.unit_clerk)
    acts.sign_for(second, by=world.other_unit_clerk)
    cases.answer(world, first, reply_class="B")

    def told() -> tuple[dict[str, int], dict[str, int]]:
        shelf = shelf_for(world.body, world.clerk)
        counts = counts_for(shelf, Asked(), None, UNKEPT).by["reply_class"]
        shown = {code: narrowed(shelf.rows(), Asked(reply_class=code)).count() for code in "ABC"}
        return dict(counts), {code: count for code, count in shown.items() if count}

    assert told() == ({"B": 2}, {"B": 2})
    second.refresh_from_db()
    acts.draft_reply(second, by=world.other_unit_clerk, **{**cases.LETTER, "reply_class": "C"})
    assert told() == ({"B": 2}, {"B": 2})  # a draft is no reply
    kept = dict(Assignment.objects.exclude(reply_class="").values_list("pk", "reply_class"))
    assert kept == dict(last_replies().values_list("assignment_id", "reply_class"))


def test_replies_sent_before_are_counted_as_those_sent_since(world: World) -> None:
    walks.handling(world)
    cases.answer(world, cases.signed_for(world), reply_class="C")
    rows = Assignment.objects.order_by("pk").values_list("pk", "reply_class")
    kept = list(rows)
    Assignment.objects.update(reply_class="")

    import_module("shangliang.proposals.migrations.0005_class_of_the_last_reply").fill(apps, None)

    assert (list(rows), {code for _, code in kept}) == (kept, {"", "B", "C"})


def test_national_categories_hold_their_local_ones(full: World) -> None:
    counts = counts_for(shelf_for(full.body, full.clerk), Asked(category="society"), None, UNKEPT)
    assert counts.by["category"]["society"] == counts.by["category"]["society.housing"] == counts.total


def test_another_session_counts_only_in_the_group_of_sessions(full: World) -> None:
    counts = counts_for(shelf_for(full.body, full.clerk), Asked(state="closed"), full.session, UNKEPT)
    assert (counts.by["session_id"][full.session.pk], counts.by[TOTAL][TOTAL]) == (2, 2)


def test_outsiders_find_and_read_public_titles_only(world: World, client: Client) -> None:
    published(world, "关于公开题目的建议")
    page = client.get(reverse("proposals:index"), {"q": "公开题目"}).content.decode()
    inner = client.get(reverse("proposals:index"), {"q": "老旧小区"}).content.decode()
    assert "关于公开题目的建议" in page
    assert ("老旧小区增设" in page, "公开题目的建议" in inner) == (False, False)


def test_a_proposer_finds_the_inner_title_too(world: World) -> None:
    proposal = published(world, "关于公开题目的建议")
    shelf = shelf_for(world.body, world.member)
    assert list(shelf.found("老旧小区", None)) == list(shelf.found("公开题目", None)) == [proposal]


@pytest.mark.parametrize("words", ["%", "_", "'", '"; DROP TABLE x; --', "\\", "x" * 5000, "\x00建议", "<b>"])
def test_strange_words_find_nothing_and_break_nothing(world: World, client: Client, words: str) -> None:
    published(world)
    client.force_login(world.clerk)
    answer = client.get(reverse("proposals:index"), {"q": words})
    assert answer.status_code == 200
    assert ("关于在老旧小区" in answer.content.decode()) == (words == "\x00建议")
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"session": "9-99"},
        {"session": "nonsense"},
        {"body": "000000"},
        {"body": "x" * 300},
    ],
)
def test_places_and_sessions_that_are_not_there_are_not_found(
    world: World, client: Client, query: Any
) -> None:
    assert client.get(reverse("proposals:index"), query).status_code == 404


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"after": "1~2~3"}, {"before": "9" * 40}, {"sort": "x"}, {"unit": "9" * 40}]
)
def test_cursors_that_make_no_sense_are_no_cursors(world: World, client: Client, query: Any) -> None:
    published(world)
    assert client.get(reverse("proposals:index"), query).status_code == 200


@pytest.mark.parametrize("keys", [("-pk",), ("pk",), ("number", "pk"), ("submitted_at", "pk")])
def test_pages_onward_and_back_show_every_row_once(world: World, keys: tuple[str, ...]) -> None:
    found = [cases.filed(world).pk for _ in range(7)]
    rows = Proposal.objects.filter(pk__in=found)
    first = stretch(rows, keys, size=3)
    second = stretch(rows, keys, after=first.after, size=3)
    third = stretch(rows, keys, after=second.after, size=3)
    whole = [*first.rows, *second.rows, *third.rows]
    assert whole == list(rows.order_by(*keys))
    assert (first.before, third.after) == ("", "")
    assert stretch(rows, keys, before=third.before, size=3).rows == second.rows
    back = stretch(rows, keys, before=second.before, size=3)
    assert (back.rows, back.before) == (first.rows, "")


@pytest.mark.parametrize("role", ["visitor", "member", "clerk", "unit_clerk"])
def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(world: World, role: str) -> None:
    client = Client()
    if role != "visitor":
        client.force_login(getattr(world, role))
    address = reverse("proposals:index")
    published(world)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(address)
    publish(world, cases.closed(world))
    publish(world, cases.closed(world))
    with CaptureQueriesContext(connection) as three:
        assert client.get(address).content.decode().count('class="item"') == 3
    assert len(three) == len(one)


def test_all_state_of_the_list_is_in_its_address(world: World, client: Client) -> None:
    asked = Asked(body="330402", session="9-2", state="closed", words="a b", reply_class="A", after="7")
    assert asked.query() == "body=330402&session=9-2&state=closed&class=A&q=a+b"
    assert asked.query(after="3", state="") == "body=330402&session=9-2&class=A&q=a+b&after=3"


def test_who_has_no_post_chooses_a_place_when_there_are_several(world: World, client: Client) -> None:
    county("330411", "秀洲")
    page = client.get(reverse("proposals:index")).content.decode()
    assert ("?body=330402" in page, "?body=330411" in page) == (True, True)
    found = client.get(reverse("proposals:index"), {"place": "秀洲"}).content.decode()
    assert ("?body=330402" in found, "?body=330411" in found) == (False, True)


def test_the_table_holds_exactly_the_rows_of_the_list(world: World) -> None:
    published(world, "=1+1")
    cases.submitted(world)
    client = Client()
    address = reverse("proposals:export", args=["csv"])
    public = b"".join(client.get(address)).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert len(public) == 2
    assert "'=1+1" in public[1]
    client.force_login(world.clerk)
    inside = b"".join(client.get(address)).decode("utf-8-sig")  # type: ignore[arg-type]
    assert (inside.count("关于在老旧小区"), "=1+1" in inside) == (2, False)


def test_a_workbook_is_refused_where_it_would_be_too_large(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(world)
    address = reverse("proposals:export", args=["xlsx"])
    assert client.get(address).content[:2] == b"PK"
    monkeypatch.setattr("shangliang.proposals.exports.MOST_SHEET_ROWS", 0)
    assert client.get(address).status_code == 422
    assert client.get(reverse("proposals:export", args=["pdf"])).status_code == 404


def test_cards_tell_what_the_reading_tells(full: World) -> None:
    from shangliang.proposals.cards import card_rows, cards_of
    from shangliang.proposals.reading import reading_of

    names = ("pk", "title", "is_inside", "number", "serial", "kind", "category", "session", "state", "units")
    more = ("is_key", "is_good", "submitted", "filed", "published")
    for user in readers(full).values():
        rows = list(card_rows(shelf_for(full.body, user).rows()))
        for card in cards_of(rows, user, full.body):
            reading = reading_of(Proposal.objects.get(pk=card.pk), user)
            for name in (*names, *more):
                assert getattr(card, name) == getattr(reading, name)


def test_a_person_from_elsewhere_reads_what_is_published(full: World) -> None:
    stranger: User = person("elsewhere", "远客")
    rows = shelf_for(full.body, stranger).rows()
    assert {one.publicity for one in rows} == {"published"}


@pytest.mark.parametrize("told", ["7", "0007", "第7号", "第0007号提案", "No. 7"])
def test_a_case_is_found_by_the_number_people_call_it_by(world: World, client: Client, told: str) -> None:
    wanted, other = published(world, "关于甲的建议"), published(world, "关于乙的建议")
    Proposal.objects.filter(pk=wanted.pk).update(number=7)
    Proposal.objects.filter(pk=other.pk).update(number=70, serial=7)
    for user in (None, world.clerk, world.member, world.stranger):
        if user is not None:
            client.force_login(user)
        page = client.get(reverse("proposals:index"), {"q": told, "body": world.body.region.code})
        assert [one["href"] for one in page.context["items"]] == [reverse("proposals:show", args=[wanted.pk])]


def test_before_it_has_a_number_the_office_finds_a_case_by_its_serial(world: World, client: Client) -> None:
    waiting = cases.submitted(world)
    Proposal.objects.filter(pk=waiting.pk).update(serial=520)
    client.force_login(world.clerk)
    assert "老旧小区" in client.get(reverse("proposals:index"), {"q": "0520"}).content.decode()
    client.force_login(world.stranger)
    assert "老旧小区" not in client.get(reverse("proposals:index"), {"q": "0520"}).content.decode()
