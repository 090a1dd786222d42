"""Past cases come in as a table: looked at before, all or nothing, with the same record as one by one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.imports import Outcome
from shangliang.bodies.models import Session, Term
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.core.tables import Table
from shangliang.core.text import chinese_number
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals import acts
from shangliang.proposals.models import PastTable, Proposal
from shangliang.proposals.past_cases import plan_of
from shangliang.proposals.tests import cases

HEADERS = ["届次", "案号", "案由", "提案人", "提案形式", "类别", "立案日期", "内容"]
GOOD = [
    "八届三次",
    "第0012号",
    "关于疏浚河道的建议",
    "林知远",
    "个人",
    "水利和水环境",
    "2021-03-05",
    "一、清淤。",
]


@pytest.fixture
def old(world: World) -> Session:
    """A session of the term before."""
    term = Term.objects.create(body=world.body, ordinal=8, starts=date(2017, 1, 1), ends=date(2021, 12, 31))
    return Session.objects.create(
        body=world.body, term=term, ordinal=3, opens=date(2021, 1, 10), closes=date(2021, 1, 14),
        accepts_from=timezone.now() - timedelta(2000), cutoff=timezone.now() - timedelta(1990),
    )  # fmt: skip


def row(**changes: str) -> list[str]:
    """The good row with some cells changed."""
    names = ("session", "number", "title", "proposer", "kind", "category", "filed_on", "text")
    return [changes.get(name, cell) for name, cell in zip(names, GOOD, strict=True)]


def sent(world: World, *rows: list[str]) -> PastTable:
    """A table on the way in."""
    return acts.send_past_table(world.body, by=world.clerk, table=Table(HEADERS, list(rows), "utf-8"))


def brought_in(world: World, *rows: list[str]) -> list[Proposal]:
    """What the table made."""
    acts.bring_in_all(sent(world, *rows), by=world.clerk)
    return list(Proposal.objects.filter(is_historical=True).order_by("id"))


def test_a_row_becomes_an_archived_case_of_its_session(world: World, old: Session) -> None:
    found = brought_in(world, GOOD)[0]
    assert (found.session, found.number, found.title, found.author) == (old, 12, GOOD[2], world.member)
    assert (found.kind, found.category, found.state) == ("individual", "ecology.water", "archived")
    assert (timezone.localdate(found.filed_at), found.suggestion) == (date(2021, 3, 5), "一、清淤。")


def test_a_table_leaves_the_same_record_as_bringing_in_one_by_one(world: World, old: Session) -> None:
    one = acts.bring_in(
        world.body, by=world.clerk, author=world.member, session=old, number=11, title=GOOD[2],
        kind="individual", category="ecology.water", filed_on=date(2021, 3, 5), text="一、清淤。",
    )  # fmt: skip
    other = brought_in(world, GOOD)[1]
    names = ("kind", "role", "actor_id", "body_id", "subject_type", "title")
    rows = [Act.objects.of_case(case).values(*names) for case in (one, other)]
    assert list(rows[0]) == list(rows[1])
    facts = [Act.objects.of_case(case).get().facts for case in (one, other)]
    assert facts == [{"number": 11, "session": old.pk}, {"number": 12, "session": old.pk}]
    assert differences() == []


@pytest.mark.parametrize(
    "name", ["八届三次", "第八届第三次会议", "8届3次", "八届3次", "8-3", "8.3", "八届三次全会", "八 届 三 次"]
)
def test_a_session_is_known_by_every_usual_name(world: World, old: Session, name: str) -> None:
    assert brought_in(world, row(session=name))[0].session == old


@pytest.mark.parametrize(
    "day", ["2021-3-5", "2021/03/05", "2021年3月5日", "20210305", "2021.3.5", "2021-03-05 00:00:00"]
)
def test_a_day_is_known_in_every_usual_form(world: World, old: Session, day: str) -> None:
    assert timezone.localdate(brought_in(world, row(filed_on=day))[0].filed_at) == date(2021, 3, 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": "七届一次"},
        {"session": ""},
        {"number": "十二"},
        {"number": "0"},
        {"number": "123456"},
        {"number": ""},
        {"title": ""},
        {"title": "建" * 201},
        {"filed_on": "去年"},
        {"filed_on": "2999-01-01"},
        {"filed_on": "2021-02-30"},
        {"kind": "口头"},
        {"category": "玄学"},
    ],
)
def test_a_wrong_cell_refuses_the_whole_table_and_names_its_row(
    world: World, old: Session, wrong: dict[str, str]
) -> None:
    table = sent(world, row(number="1"), row(number="2", **wrong) if "number" not in wrong else row(**wrong))
    errors = plan_of(table).errors()
    assert [one.number for one in errors] == [3]
    with pytest.raises(Conflict, match="3"):
        acts.bring_in_all(table, by=world.clerk)
    assert Proposal.objects.filter(is_historical=True).count() == 0


def test_numbers_given_twice_or_taken_by_another_case_are_errors(world: World, old: Session) -> None:
    brought_in(world, GOOD)
    plan = plan_of(sent(world, GOOD, row(number="13"), row(number="13"), row(title="关于别的事的建议")))
    assert [one.outcome for one in plan.rows] == [Outcome.SAME, Outcome.NEW, Outcome.ERROR, Outcome.ERROR]


def test_a_table_sent_twice_brings_nothing_in_twice(world: World, old: Session) -> None:
    brought_in(world, GOOD)
    assert len(brought_in(world, GOOD)) == 1


def test_unknown_proposers_stand_under_one_account_and_stay_named(world: World, old: Session) -> None:
    first, second = brought_in(
        world, row(proposer="赵无名"), row(number="13", proposer="钱不识、林知远", kind="")
    )
    assert (first.author, first.author.name, first.author.is_active) == (second.author, "历史提案人", False)
    assert first.author.has_usable_password() is False
    assert (first.suggestion.split("\n")[0], second.suggestion.split("\n")[0]) == (
        "提案人：赵无名",
        "提案人：钱不识、林知远",
    )
    assert (second.kind, User.objects.filter(name="历史提案人").count()) == ("joint", 1)


def test_two_members_of_one_name_mean_nobody(world: World, old: Session) -> None:
    world.cosigner.name = "林知远"
    world.cosigner.save()
    assert brought_in(world, GOOD)[0].author.name == "历史提案人"


def test_a_collective_is_known_by_its_name(world: World, old: Session) -> None:
    found = brought_in(world, row(proposer=world.party.name, kind=""))[0]
    assert (found.collective, found.kind) == (world.party, "collective")


def test_later_cases_of_the_session_are_numbered_behind_those_brought_in(world: World) -> None:
    brought_in(world, row(session="九届二次", number="5"), row(session="九届二次", number="3"))
    assert cases.filed(world).number == 6


def test_only_its_sender_in_the_office_goes_on_with_a_table(world: World, old: Session) -> None:
    table = sent(world, GOOD)
    for other in (world.lead, world.member, world.stranger):
        with pytest.raises(NotAllowed):
            acts.bring_in_all(table, by=other)
    with pytest.raises(NotAllowed):
        acts.send_past_table(world.body, by=world.member, table=Table(HEADERS, [GOOD], ""))


def test_tables_without_rows_or_with_too_many_are_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Invalid):
        sent(world)
    monkeypatch.setattr("shangliang.proposals.acts.past.MOST_ROWS", 1)
    with pytest.raises(Invalid):
        sent(world, GOOD, GOOD)


def upload(client: Client, text: str, encoding: str = "utf-8") -> Any:
    """The table as a browser sends it."""
    file = SimpleUploadedFile("past.csv", text.encode(encoding), "text/csv")
    return client.post(reverse("proposals:past_cases"), {"table": file})


def test_the_office_sends_looks_and_confirms(world: World, old: Session, client: Client) -> None:
    client.force_login(world.clerk)
    answer = upload(client, "\n".join([",".join(HEADERS), ",".join(GOOD)]), "gb18030")
    table = PastTable.objects.get()
    assert answer.headers["Location"] == reverse("proposals:past_table", args=[table.pk])
    page = client.get(answer.headers["Location"])
    assert (page.context["useful"], page.context["errors"], Proposal.objects.count()) == (1, 0, 0)
    confirm = reverse("proposals:past_perform", args=[table.pk, "bring_in_all"])
    form = client.get(confirm).context
    client.post(confirm, {"version": table.version, "key": form["key"]})
    table.refresh_from_db()
    assert (Proposal.objects.get().number, table.brought_in, table.rows) == (12, 1, [])
    assert client.get(answer.headers["Location"]).status_code == 200


def test_columns_that_were_not_recognised_are_chosen(world: World, old: Session, client: Client) -> None:
    client.force_login(world.clerk)
    answer = upload(client, "a,b,c,d\n" + ",".join([GOOD[0], GOOD[1], GOOD[2], GOOD[6]]))
    assert client.get(answer.headers["Location"]).context["is_complete"] is False
    table = PastTable.objects.get()
    address = reverse("proposals:past_perform", args=[table.pk, "choose_columns"])
    assert (
        client.post(address, {"session": "0", "number": "0", "title": "2", "filed_on": "3"}).status_code
        == 422
    )
    client.post(address, {"session": "0", "number": "1", "title": "2", "filed_on": "3"})
    assert client.get(answer.headers["Location"]).context["useful"] == 1


def test_a_dropped_table_is_gone(world: World, old: Session) -> None:
    table = sent(world, GOOD)
    acts.drop_past_table(table, by=world.clerk)
    assert (table.state, table.rows, table.headers) == ("dropped", [], [])


def test_another_s_table_is_not_found(world: World, old: Session, client: Client) -> None:
    table = sent(world, GOOD)
    client.force_login(world.lead)
    assert client.get(reverse("proposals:past_table", args=[table.pk])).status_code == 404


def test_a_plan_takes_as_many_queries_for_many_rows_as_for_one(
    world: World, old: Session, django_assert_num_queries: Any
) -> None:
    for rows in ([GOOD], [row(number=str(n)) for n in range(1, 30)]):
        table = PastTable.objects.select_related("body").get(pk=sent(world, *rows).pk)
        with django_assert_num_queries(5):
            plan_of(table)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九")]
)
def test_numbers_in_words(number: int, word: str) -> None:
    assert chinese_number(number) == word


@pytest.mark.parametrize("junk", ["", "x", "\x00\x01\x02"])
def test_what_is_no_table_is_refused(world: World, client: Client, junk: str) -> None:
    client.force_login(world.clerk)
    assert upload(client, junk).status_code == 422
