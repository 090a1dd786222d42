"""Two installations with a database each: messages get lost, come twice and in disorder, and count once in order."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from shangliang.opinions import ladder
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.reports.sides import Side, connected

COUNTY, CITY = "330402", "330400"
SCHEMA = Path(settings.BASE_DIR) / "docs" / "exchange.schema.json"
two_files = pytest.mark.skipif(connection.vendor != "sqlite", reason="two files stand for two installations")


@pytest.fixture
def sides(ladder: Ladder, tmp_path: Path) -> Iterator[tuple[Side, Side]]:
    """The county's installation and the city's."""
    county, city = Side(tmp_path / "county", COUNTY), Side(tmp_path / "city", CITY)
    yield county, city
    for one in (county, city):
        one.close()


@pytest.mark.once
@two_files
def test_lost_and_doubled_messages_are_applied_once_and_in_order(sides: tuple[Side, Side]) -> None:
    county, city = sides
    connected(county, city)
    county.ask("send_up", code=COUNTY)
    up = county.ask("waiting")
    assert len(up) == 1
    forged = [up[0][0].replace("充电", "停车"), *up[0][1:]]
    assert city.take(forged) != [""] and city.ask("standing")["reports"] == []
    assert city.take(up[0], up[0]) == ["", ""]
    assert city.ask("standing")["reports"] == [["below", "submitted"]]
    city.ask("issue", code=CITY)
    down = city.ask("waiting")
    assert [json.loads(one[0])["content"]["kind"] for one in down] == ["moved", "became"]
    before = county.ask("standing")
    assert county.take(down[1]) == [""] and county.ask("standing") == before
    assert county.take(down[0], down[1], down[1], down[0]) == [""] * 4
    after = county.ask("standing")
    assert (after["dispatches"], after["heard"]) == (["used"], 1)
    assert after["credits"] == ["author", "issued_county", "adopted_city"]


@pytest.mark.once
@two_files
def test_a_report_goes_up_over_http_and_verdict_and_credit_come_back(sides: tuple[Side, Side]) -> None:
    county, city = sides
    connected(county, city)
    with city.serving():
        county.ask("send_up", code=COUNTY)
        assert county.ask("deliver") == 2
        assert city.ask("standing")["reports"] == [["below", "submitted"]]
        county.ask("forget_taken")
        assert county.ask("deliver") == 2
        assert city.ask("standing")["reports"] == [["below", "submitted"]]
    city.ask("issue", code=CITY)
    with county.serving():
        assert city.ask("deliver") == 3
    after = county.ask("standing")
    assert (after["dispatches"], after["heard"]) == (["used"], 1)
    assert after["credits"] == ["author", "issued_county", "adopted_city"]


@pytest.mark.once
@two_files
def test_keys_change_while_messages_wait_and_a_parted_side_is_heard_no_more(sides: tuple[Side, Side]) -> None:
    county, city = sides
    connected(county, city)
    county.ask("send_up", code=COUNTY)
    assert county.ask("deliver") == 0
    assert (county.ask("peer")["is_reached"], county.ask("peer")["failures"]) == (False, 1)
    before = county.ask("peer")["own"]
    county.ask("rotate", days=7)
    with city.serving():
        assert county.ask("deliver") == 3
        found, told = city.ask("peer"), county.ask("peer")
        assert (found["key"], found["earlier"]) == (told["own"], before)
        assert told["own"] != before and told["is_reached"]
        county.ask("forget_taken")
        assert county.ask("deliver") == 3
        city.ask("disconnect")
        county.ask("forget_taken")
        assert county.ask("deliver") == 0
    assert all("403" in error for error in county.ask("peer")["waiting"])
    assert city.ask("standing")["reports"] == [["below", "submitted"]]


def test_the_written_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text()) == ladder.Envelope.model_json_schema()
