"""What stands in the ledger stays; a wrong entry is voided; counts can be proved and rebuilt."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, NotVisible
from shangliang.ledger.facts import recorded_facts
from shangliang.ledger.figures import Scope, figure, figure_named, figures
from shangliang.ledger.flow import Flow
from shangliang.ledger.models import Act, Credit, Link, Tally
from shangliang.ledger.tallies import differences, rebuild
from shangliang.ledger.void import void_act


@pytest.fixture
def act(world: World, flow: Flow[Body]) -> Act:
    flow.acts["rename"](world.body, by=world.clerk, name="新名")
    flow.acts["grow"](world.body, by=world.clerk)
    return Act.objects.order_by("id")[0]


@pytest.mark.parametrize("model", [Act, Credit, Link])
@pytest.mark.parametrize("attack", ["update", "delete", "raw update", "raw delete", "truncate"])
def test_the_database_refuses_to_change_or_delete(act: Act, model: type, attack: str) -> None:
    table, rows = model._meta.db_table, model.objects.count()
    if attack == "truncate" and connection.vendor == "sqlite":
        attack = "raw delete"  # SQLite has no TRUNCATE
    if connection.vendor == "postgresql":
        connection.cursor().execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # nothing pending may refuse in our place
    statements = {
        "raw update": f"UPDATE {table} SET id = id",
        "raw delete": f"DELETE FROM {table}",
        "truncate": f"TRUNCATE {table} CASCADE",
    }
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        if attack == "update":
            model.objects.update(id=1)
        elif attack == "delete":
            model.objects.all()._raw_delete("default")
        else:
            connection.cursor().execute(statements[attack])
    assert (rows > 0, model.objects.count()) == (True, rows)


def test_a_tally_may_change_because_it_is_only_a_reading(act: Act) -> None:
    assert Tally.objects.update(count=99) > 0


def test_a_voided_act_stays_but_does_not_count(world: World, act: Act) -> None:
    before = Act.objects.count()
    void_act(act, by=world.lead, reason="typed into the wrong case")
    assert Act.objects.count() == before + 1
    assert act.pk not in Act.objects.effective().values_list("pk", flat=True)
    assert Act.objects.get(voids=act).facts["reason"] == "typed into the wrong case"
    assert differences() == []


def test_an_act_is_voided_once_and_a_voiding_never(world: World, act: Act) -> None:
    voiding = void_act(act, by=world.lead, reason="x")
    for one in (act, voiding):
        with pytest.raises(Conflict):
            void_act(one, by=world.lead, reason="y")


def test_wrong_counts_are_found_by_name_and_put_right(act: Act, capsys: pytest.CaptureFixture[str]) -> None:
    Tally.objects.filter(kind="testing.rename", role="author").update(count=5)
    Tally.objects.filter(kind="testing.grow").delete()
    assert [(key[1:3], kept, true) for key, kept, true in differences()] == [
        (("testing.grow", ""), 0, 1),
        (("testing.rename", "author"), 5, 2),
    ]
    with pytest.raises(SystemExit):
        call_command("tallies")
    call_command("tallies", rebuild=True)
    assert differences() == []


def test_rebuilding_gives_what_the_door_had_kept(act: Act) -> None:
    def kept() -> list[tuple]:
        return sorted(Tally.objects.values_list("body_id", "kind", "role", "day", "count"))

    before = kept()
    rebuild()
    assert kept() == before


def test_facts_are_plain_short_and_only_those_allowed(world: World) -> None:
    given = {"unit": world.unit, "day": date(2026, 3, 1), "text": "长" * 999, "secret": "x", "none": None}
    found = recorded_facts(("unit", "day", "text", "none", "short_name"), world.body, given)
    assert found == {
        "unit": world.unit.pk, "day": "2026-03-01", "text": "长" * 400, "short_name": "南湖区政协"
    }  # fmt: skip


def test_a_figure_is_declared_once_with_its_rows(world: World, act: Act) -> None:
    @figure("testing.acts", "acts", unit="acts", definition="every act of the body")
    def rows(scope: Scope) -> object:
        return Act.objects.filter(body=scope.body, happened__date__range=(scope.start, scope.end))

    try:
        scope = Scope(world.body, date(2020, 1, 1), date(2100, 1, 1))
        assert figure_named("testing.acts").value(scope) == Act.objects.count()
    finally:
        del figures["testing.acts"]
    with pytest.raises(NotVisible):
        figure_named("testing.acts")
