"""The statistics pages: numbers for everybody, rows for those who may read them, both as tables."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World, county
from shangliang.ledger.figures import figures
from shangliang.ledger.kept import keeper_for
from shangliang.proposals import acts
from shangliang.proposals.figures import APP
from shangliang.proposals.statistics import ORDER
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_lists import published
from shangliang.proposals.views.numbers import told_value
from shangliang.proposals.views.public import front_numbers

SHOW = "proposals:statistics"


@pytest.fixture
def office(world: World, client: Client) -> Client:
    """The office's browser."""
    client.force_login(world.clerk)
    return client


@pytest.mark.parametrize("name", ORDER)
def test_every_number_leads_to_its_rows(world: World, office: Client, name: str) -> None:
    published(world)
    cases.submitted(world)
    address = reverse("proposals:statistics_rows", args=[name])
    assert address in office.get(reverse(SHOW)).content.decode()
    page = office.get(address)
    table = office.get(reverse("proposals:statistics_rows_export", args=[name, "csv"]))
    rows = b"".join(table).decode("utf-8-sig").splitlines()[1:]  # type: ignore[arg-type]
    assert page.status_code == 200
    assert len(rows) == figures[APP + name].rows(page.context["figure"] and _scope(world)).count()


def _scope(world: World) -> object:
    from shangliang.proposals.statistics import session_scope

    return session_scope(world.body, world.session)


def lines_with_rows(page: Any) -> list[tuple[str, str]]:
    """Every line of every group with its number and the address of its rows; of units too."""
    tables = [table for section in page["sections"] for table in section["tables"]]
    lines = [(one["number"], one["href"]) for table in tables for one in table["rows"] if one.get("href")]
    cells = [cell for row in page["unit_rows"] for cell in row["cells"] if cell.get("href")]
    return lines + [(str(cell["text"]), cell["href"]) for cell in cells]


@pytest.mark.parametrize("query", [{}, {"session": "all"}, {"start": "2020-01-01", "end": "2199-12-31"}])
def test_every_line_of_a_group_leads_to_as_many_rows(
    world: World, office: Client, query: dict[str, str]
) -> None:
    published(world)
    cases.submitted(world)
    acts.refuse(cases.reviewed(world), by=world.lead, reason="empty")
    cases.distributed(world)
    lines = lines_with_rows(office.get(reverse(SHOW), query).context)
    assert len(lines) >= 8
    for number, address in lines:
        page = office.get(address)
        table = b"".join(office.get(address.replace("/?", "/rows.csv?"))).decode("utf-8-sig")  # type: ignore[arg-type]
        assert (page.context["value"], len(table.splitlines()) - 1) == (number, int(number)), address


@pytest.mark.parametrize(
    "asked", [{"by": "kind", "of": "nonsense"}, {"by": "author", "of": "1"}, {"by": "unit", "of": "x"}]
)
def test_a_group_that_is_none_is_refused(world: World, office: Client, asked: dict[str, str]) -> None:
    cases.distributed(world)
    names = ("received", "assignments", "satisfied")
    assert {
        office.get(reverse("proposals:statistics_rows", args=[one]), asked).status_code for one in names
    } == {404}


def test_visitors_read_numbers_but_only_published_rows(world: World, client: Client) -> None:
    published(world, "关于公开题目的建议")
    cases.submitted(world)
    assert client.get(reverse(SHOW)).status_code == 200
    rows = client.get(reverse("proposals:statistics_rows", args=["received"])).content.decode()
    assert ("关于公开题目的建议" in rows, "老旧小区" in rows) == (True, False)
    for name in ("assignments", "replies", "ratings", "days_to_reply"):
        hidden = client.get(reverse("proposals:statistics_rows", args=[name])).content.decode()
        assert (name, "老旧小区" in hidden) == (name, False)


def test_few_judgements_are_kept_from_the_public_on_every_way(world: World, client: Client) -> None:
    acts.rate(cases.replied(world), by=world.member, **cases.JUDGED)
    names = ("satisfied", "satisfaction_rate")
    ways = [reverse("proposals:statistics_rows", args=[name]) for name in names]
    assert [client.get(way).context["value"] for way in ways] == ["–", "–"]
    table = b"".join(client.get(reverse("proposals:statistics_export", args=["csv"]))).decode()  # type: ignore[arg-type]
    assert [line.split(",")[2] for line in table.splitlines() if line.startswith(("满意", "satisf"))] == [
        "",
        "",
    ]
    client.force_login(world.clerk)
    assert [client.get(way).context["value"] for way in ways] == ["1", "100"]


def test_a_number_kept_back_says_why_and_leads_to_no_rows(world: World, client: Client) -> None:
    acts.rate(cases.replied(world), by=world.member, **cases.JUDGED)
    why, rows = "评价太少", reverse("proposals:statistics_rows", args=["satisfied"])
    page = client.get(reverse(SHOW)).content.decode()
    assert (page.count(why), rows in page) == (4, False)
    client.force_login(world.clerk)
    page = client.get(reverse(SHOW)).content.decode()
    assert (page.count(why), rows in page) == (0, True)


def test_a_share_of_nothing_is_a_dash_on_the_page_and_empty_in_the_file(world: World, office: Client) -> None:
    page = office.get(reverse(SHOW))
    stats = {one["label"]: one for part in page.context["sections"] for one in part["stats"]}
    rate = stats[figures[APP + "filing_rate"].label]
    assert (rate["number"], rate["unit"]) == ("–", "") and "note" not in rate
    table = b"".join(office.get(reverse("proposals:statistics_export", args=["csv"]))).decode("utf-8-sig")  # type: ignore[arg-type]
    lines = {line.split(",")[0]: line.split(",")[2] for line in table.splitlines()}
    assert lines[str(figures[APP + "filing_rate"].label)] == ""


def test_the_table_of_numbers_is_the_page_as_a_file(world: World, office: Client) -> None:
    cases.filed(world)
    table = b"".join(office.get(reverse("proposals:statistics_export", args=["csv"]))).decode("utf-8-sig")  # type: ignore[arg-type]
    assert len(table.splitlines()) > len(ORDER)
    assert office.get(reverse("proposals:statistics_export", args=["xlsx"])).content[:2] == b"PK"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"session": "all"}, 200),
        ({"session": "9-2"}, 200),
        ({"session": "9-7"}, 404),
        ({"start": "2020-01-01", "end": "2020-12-31"}, 200),
        ({"start": "nonsense", "end": "9999-99-99"}, 200),
        ({"start": "0001-01-01", "end": "9999-12-31"}, 200),
        ({"below": "1"}, 200),
        ({"body": "330402"}, 200),
        ({"body": "999999"}, 404),
    ],
)
def test_the_scope_is_in_the_address(
    world: World, client: Client, query: dict[str, str], status: int
) -> None:
    assert client.get(reverse(SHOW), query).status_code == status


def test_a_figure_that_is_none_is_not_found(world: World, client: Client) -> None:
    assert client.get(reverse("proposals:statistics_rows", args=["nonsense"])).status_code == 404


def test_units_stand_side_by_side_for_staff_only(world: World, client: Client) -> None:
    cases.replied(world)
    heading = "unit_rows"
    assert heading not in client.get(reverse(SHOW)).context
    client.force_login(world.leader)
    rows = client.get(reverse(SHOW)).context[heading]
    assert [[cell["text"] for cell in row["cells"]][1:] for row in rows] == [[1, 1, 0, 1, 0], [1, 1, 0, 1, 0]]


def test_the_office_elsewhere_reads_what_everybody_reads(world: World, client: Client) -> None:
    acts.rate(cases.replied(world), by=world.member, **cases.JUDGED)
    county("330411", "秀洲")
    client.force_login(world.stranger)
    answer = client.get(reverse(SHOW), {"body": "330402"})
    assert "is_office" not in answer.context


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "–"), (0, "0"), (1234, "1,234"), (100.0, "100"), (99.6, "99.6"), (98.73, "98.73"), (0.0, "0")],
)
def test_numbers_are_told_as_they_are_published(value: float | None, told: str) -> None:
    assert told_value(value) == told


def test_the_front_of_a_new_body_shows_a_dash_where_there_is_nothing_to_take_a_share_of(world: World) -> None:
    def told() -> dict[str, tuple[str, str]]:
        found = front_numbers(world.body, keeper_for(world.body.pk))
        return {one["name"]: (one["number"], str(one["unit"])) for one in found}

    rates = ("replied_rate", "settled_rate", "satisfaction_rate")
    assert [told()[name] for name in rates] == [("–", "")] * 3
    assert told()["received"][0] == "0"
    cases.filed(world)
    after = told()
    assert after["replied_rate"] == ("0", "%") and after["settled_rate"] == ("–", "")
