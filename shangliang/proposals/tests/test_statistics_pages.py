"""The statistics pages: numbers for everybody, rows for those who may read them, both as tables."""

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World, county
from shangliang.ledger.figures import figures
from shangliang.proposals import acts
from shangliang.proposals.figures import APP
from shangliang.proposals.statistics import ORDER
from shangliang.proposals.tests import cases
from shangliang.proposals.tests.test_lists import published
from shangliang.proposals.views.numbers import told_value

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
