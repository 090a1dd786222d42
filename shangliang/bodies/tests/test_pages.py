"""Pages of bodies: what they show, and that lists cost the same for one row and for three."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.country import load_country
from shangliang.bodies.models import Body, Membership, Post
from shangliang.bodies.tests.world import World, county, hold, member, person
from shangliang.core.time import today
from shangliang.ledger.models import Act

pytestmark = pytest.mark.django_db


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def text_of(answer: Any) -> str:
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


# The tree


def test_the_tree_leads_from_the_nation_to_the_county(client: Client) -> None:
    load_country()
    tree = client.get(reverse("bodies:index")).context["tree"]
    assert [(one["body"].short_name, len(one["below"])) for one in tree] == [("全国政协", 31)]
    province = Body.objects.get(region__code="330000")
    below = client.get(reverse("bodies:show", args=[province.pk])).context["below"]
    cities = {one["body"].short_name: [sub.short_name for sub in one["below"]] for one in below}
    assert len(cities) == 11
    assert "南湖区政协" in cities["嘉兴市政协"]


def test_a_body_is_found_by_a_part_of_its_name(client: Client) -> None:
    load_country()
    found = client.get(reverse("bodies:index"), {"q": "南湖"}).context["found"]
    assert [one.short_name for one in found] == ["南湖区政协"]
    many = client.get(reverse("bodies:index"), {"q": "政协"}).context
    assert (len(many["found"]), many["is_more"]) == (50, True)
    assert client.get(reverse("bodies:index"), {"q": "%"}).context["found"] == []


def test_the_page_of_a_body_shows_its_terms_units_and_collectives(world: World, client: Client) -> None:
    answer = client.get(reverse("bodies:show", args=[world.body.pk]))
    shown = answer.context
    assert [row["sessions"] for row in shown["terms"]] == [[world.session]]
    assert [row["collective"] for row in shown["collectives"][0]["rows"]] == [world.party]
    assert set(shown["units"]) == {world.unit, world.other_unit}
    assert "林知远" not in text_of(answer)


# Lists


LISTS = ("members", "posts", "collectives", "units", "terms", "record")


@pytest.mark.parametrize("name", LISTS)
def test_lists_cost_the_same_for_one_row_and_for_three(name: str, world: World, client: Client) -> None:
    client.force_login(world.admin)
    address = reverse(f"bodies:{name}", args=[world.body.pk])
    _grow(world, 0)
    queries_of(client, address)
    few = queries_of(client, address)
    for number in (1, 2):
        _grow(world, number)
    assert queries_of(client, address) == few


def _grow(world: World, number: int) -> None:
    """One more row in every list."""
    newcomer = acts.invite(world.body, by=world.admin, name=f"多{number}")
    acts.admit_member(world.body, by=world.admin, person=newcomer, term=world.session.term)
    hold(person(f"clerk-{number}", f"员{number}"), world.body, "office_clerk")
    acts.add_unit(world.body, by=world.admin, name=f"第{number}局")
    acts.add_collective(world.body, by=world.admin, kind="sector", name=f"第{number}界")
    begin = today().replace(year=today().year + 10 + number * 5, day=1)
    acts.open_term(
        world.body, by=world.admin, ordinal=20 + number, starts=begin, ends=begin.replace(year=begin.year + 4)
    )


def names(answer: Any) -> list[str]:
    return [row["membership"].post.user.name for row in answer.context["rows"]]


def test_members_are_narrowed_by_name_seat_standing_and_time(world: World, client: Client) -> None:
    sector = acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    post = world.member.posts.get()
    Membership.objects.filter(post=post).update(sector=sector, is_standing=True)
    Post.objects.filter(user=world.cosigner).update(ends=today() - timedelta(days=366), starts="2000-01-01")
    client.force_login(world.clerk)
    address = reverse("bodies:members", args=[world.body.pk])
    assert names(client.get(address)) == ["林知远"]
    assert names(client.get(address, {"when": "ended"})) == ["苏明月"]
    assert names(client.get(address, {"when": "all"})) == ["林知远", "苏明月"]
    assert names(client.get(address, {"when": "all", "q": "明"})) == ["苏明月"]
    assert names(client.get(address, {"when": "all", "sector": sector.pk})) == ["林知远"]
    assert names(client.get(address, {"when": "all", "standing": "1"})) == ["林知远"]


def test_long_lists_are_walked_page_by_page_without_losing_or_doubling_anybody(
    world: World, client: Client
) -> None:
    for number in range(58):
        member(world.body, f"many-{number}", f"员{number}")
    client.force_login(world.clerk)
    address = reverse("bodies:members", args=[world.body.pk])
    first = client.get(address, {"when": "all"})
    second = client.get(address + first.context["next"])
    together = names(first) + names(second)
    assert (len(together), len(set(together)), second.context["next"]) == (60, 60, "")


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "１"])
def test_a_nonsensical_cursor_shows_the_beginning(world: World, client: Client, after: str) -> None:
    client.force_login(world.clerk)
    address = reverse("bodies:members", args=[world.body.pk])
    assert len(names(client.get(address, {"after": after}))) == 2


def test_a_person_is_shown_with_everything_held_here_and_nothing_elsewhere(
    world: World, client: Client
) -> None:
    hold(world.member, county("330411", "秀洲"), "office_clerk")
    acts.change_membership(
        world.body, by=world.admin, post=world.member.posts.get(role="member"), is_standing=True
    )
    client.force_login(world.clerk)
    answer = client.get(reverse("bodies:person", args=[world.body.pk, world.member.pk]))
    assert [row["post"].role for row in answer.context["rows"]] == ["member", "member"]
    gone = client.get(reverse("bodies:person", args=[world.body.pk, world.stranger.pk]))
    assert gone.status_code == 404


# Acts over HTTP


def test_an_act_begun_from_a_list_knows_what_it_is_about(world: World, client: Client) -> None:
    client.force_login(world.admin)
    post = world.clerk.posts.get()
    address = reverse("bodies:perform", args=[world.body.pk, "end_post"])
    form = client.get(address, {"post": post.pk}).context["form"]
    assert list(form.fields["post"].queryset) == [post]
    data = {"post": post.pk, "ends": today().isoformat(), "reason": "resigned", "version": world.body.version}
    assert client.post(address, data).status_code == 302
    post.refresh_from_db()
    assert (post.ends, post.end_reason) == (today(), "resigned")


def test_a_stale_click_is_told_so(world: World, client: Client) -> None:
    client.force_login(world.admin)
    address = reverse("bodies:perform", args=[world.body.pk, "add_unit"])
    data = {"name": "甲局", "kind": "other", "version": world.body.version}
    answers = [
        client.post(address, data).status_code,
        client.post(address, {**data, "name": "乙局"}).status_code,
    ]
    assert answers == [302, 409]


def test_people_of_other_bodies_are_no_choice(world: World, client: Client) -> None:
    foreign = hold(person("foreign", "外人"), county("330411", "秀洲"), "office_clerk").posts.get()
    client.force_login(world.admin)
    address = reverse("bodies:perform", args=[world.body.pk, "end_post"])
    data = {"post": foreign.pk, "ends": today().isoformat(), "reason": "moved", "version": world.body.version}
    assert client.post(address, data).status_code == 422


def test_an_invitation_is_shown_once_and_works(world: World, client: Client) -> None:
    client.force_login(world.admin)
    address = reverse("bodies:perform", args=[world.body.pk, "invite"])
    data = {"name": "许新人", "version": world.body.version, "key": "k" * 32}
    first, again = client.post(address, data), client.post(address, data)
    assert (first.status_code, again.status_code) == (200, 409)
    assert User.objects.filter(name="许新人").count() == 1
    assert first.headers["Cache-Control"] == "no-store"
    client.logout()
    assert client.get(first.context["link"].removeprefix("http://testserver")).status_code == 200


def test_an_invitation_that_does_not_fit_keeps_what_was_typed(world: World, client: Client) -> None:
    client.force_login(world.admin)
    address = reverse("bodies:perform", args=[world.body.pk, "invite"])
    taken = client.post(address, {"name": "许新人", "username": world.member.username})
    empty = client.post(address, {"name": ""})
    assert (taken.status_code, empty.status_code) == (409, 422)
    assert taken.context["form"]["name"].value() == "许新人"


def test_the_calendar_form_fills_a_whole_new_year(world: World, operator: User, client: Client) -> None:
    client.force_login(operator)
    address = reverse("bodies:perform", args=[world.body.pk, "set_calendar_days"])
    data = {
        "year": "2030",
        "off": "2030-02-02 – 2030-02-08 春节\n2030-10-01 至 2030-10-07 国庆节",
        "worked": "2030-02-09 调休",
        "version": world.body.version,
    }
    assert client.post(address, data).status_code == 302
    rows = client.get(reverse("bodies:calendar"), {"year": "2030"}).context["rows"]
    assert [(row.day.isoformat(), row.is_workday, row.note) for row in rows if row.is_workday] == [
        ("2030-02-09", True, "调休")
    ]
    assert len([row for row in rows if not row.is_workday]) == 10


@pytest.mark.parametrize("line", ["2030-13-01", "soon", "2030-02-08 – 2030-02-02", "2030-01-01 – 2030-12-31"])
def test_a_line_of_the_calendar_that_is_no_day_is_named(
    world: World, operator: User, client: Client, line: str
) -> None:
    client.force_login(operator)
    address = reverse("bodies:perform", args=[world.body.pk, "set_calendar_days"])
    answer = client.post(address, {"year": "2030", "off": line, "version": world.body.version})
    assert (answer.status_code, Act.objects.count()) == (422, 0)
    assert line in text_of(answer)


# The record


def test_the_record_is_narrowed_and_names_roles_and_people(world: World, client: Client) -> None:
    acts.add_unit(world.body, by=world.admin, name="甲局")
    acts.add_collective(world.body, by=world.admin, kind="group", name="甲组")
    client.force_login(world.auditor)
    address = reverse("bodies:record", args=[world.body.pk])
    day = today().isoformat()
    kinds = [row["act"].kind for row in client.get(address, {"from": day, "to": day}).context["rows"]]
    assert kinds == ["bodies.add_collective", "bodies.add_unit"]
    rows = client.get(address, {"kind": "bodies.add_unit", "role": "admin"}).context["rows"]
    assert [(row["name"], row["act"].facts["name"]) for row in rows] == [("褚管理", "甲局")]
    assert client.get(address, {"to": "2020-01-01"}).context["rows"] == []
    assert len(client.get(address, {"from": "nonsense"}).context["rows"]) == 2


def test_entries_of_people_who_were_erased_stay_in_the_record(world: World, client: Client) -> None:
    acts.add_unit(world.body, by=world.admin, name="甲局")
    User.objects.filter(pk=world.admin.pk).update(name="")
    client.force_login(world.auditor)
    rows = client.get(reverse("bodies:record", args=[world.body.pk])).context["rows"]
    assert [(row["act"].kind, row["name"]) for row in rows] == [("bodies.add_unit", "")]


def test_the_record_goes_out_as_csv_with_voided_entries_marked(world: World, client: Client) -> None:
    acts.add_unit(world.body, by=world.admin, name="=1+1")
    acts.void_entry(world.body, by=world.admin, entry=Act.objects.get(), reason="录错")
    client.force_login(world.auditor)
    lines = text_of(client.get(reverse("bodies:record_file", args=[world.body.pk]))).splitlines()
    assert [line.rsplit(",", 1)[1] for line in lines] == ["void", "", "1"]
    assert "name==1+1" in lines[2]


def test_voiding_from_the_record_asks_for_the_entry_and_a_reason(world: World, client: Client) -> None:
    acts.add_unit(world.body, by=world.admin, name="甲局")
    entry = Act.objects.get()
    client.force_login(world.admin)
    address = reverse("bodies:perform", args=[world.body.pk, "void_entry"])
    data = {"entry": entry.pk, "reason": "录错"}
    assert client.post(address, {"entry": entry.pk}).status_code == 422
    assert client.post(address, data).status_code == 302
    rows = client.get(reverse("bodies:record", args=[world.body.pk])).context["rows"]
    assert [(row["act"].kind, row["act"].is_voided) for row in rows] == [
        ("ledger.void", False),
        ("bodies.add_unit", True),
    ]
