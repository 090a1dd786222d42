"""Words and reports in the API: what the pages can do, to whom the pages show it, and to nobody else."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.flow import flows
from shangliang.ledger.models import Act
from shangliang.opinions import acts
from shangliang.opinions.models import Code, Dispatch, Informant, Issue, Referral, Report, Suggestion
from shangliang.opinions.tests import cases as words
from shangliang.opinions.tests.reports import cases

ROOT = "/api/opinions"
LISTS = (
    *("suggestions", "clues", "referrals", "codes"),
    *("reports", "dispatches", "periodicals", "issues", "informants"),
)


def as_(user: User | None) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def post(client: Client, path: str, data: dict[str, Any], **headers: str) -> Any:
    """One call."""
    return client.post(ROOT + path, json.dumps(data), content_type="application/json", headers=headers)


def got(client: Client, path: str) -> Any:
    """What a reading answers."""
    answer = client.get(ROOT + path)
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def test_a_report_goes_its_way_by_the_api_alone(world: World) -> None:
    member, clerk, lead, leader = (as_(one) for one in (world.member, world.clerk, world.lead, world.leader))
    made = post(member, "/reports", {"body": "330402"}).json()
    written = {"title": cases.TITLE, "text": cases.TEXT, "is_secrecy_declared": True}
    assert post(member, f"/reports/{made['id']}/save", written).status_code == 200
    assert post(member, f"/reports/{made['id']}/submit", {}).json()["state"] == "submitted"
    assert [one["id"] for one in got(clerk, "/reports?queue=new")["items"]] == [made["id"]]
    for who, name in ((clerk, "edit"), (lead, "check"), (lead, "sign")):
        assert post(who, f"/reports/{made['id']}/{name}", {}).status_code == 200
    periodical = post(lead, "/periodicals", {"body": "330402", "name": "社情民意信息"}).json()
    chosen = {"reports": [made["id"]]}
    issued = post(lead, f"/periodicals/{periodical['id']}/issues", chosen)
    assert issued.status_code == 201
    assert [one["reports"] for one in got(clerk, "/issues")["items"]] == [[made["id"]]]
    assert post(clerk, f"/reports/{made['id']}/send", {"addressee": "party"}).status_code == 200
    sent = got(leader, "/dispatches")["items"][0]
    assert (sent["title"], sent["text"]) == (cases.TITLE, cases.TEXT)
    assert post(leader, f"/dispatches/{sent['id']}/instruct", {"text": "请速办。"}).status_code == 200
    whole = got(member, f"/reports/{made['id']}")
    assert [one["outcome"] for one in whole["results"]] == ["instructed"]
    assert [one["role"] for one in whole["credit"]] == ["author", "issued_county", "instructed_county"]
    assert whole["sent"] == [] and "请速办" not in json.dumps(whole, ensure_ascii=False)
    assert [one["addressee"] for one in got(clerk, f"/reports/{made['id']}")["sent"]] == ["party"]


def test_several_reports_are_combined_by_the_api(world: World) -> None:
    parts = [cases.submitted(world), cases.submitted(world, world.cosigner)]
    asked = {"body": "330402", "reports": [one.pk for one in parts], "title": cases.TITLE}
    made = post(as_(world.clerk), "/reports/combine", asked)
    assert made.status_code == 201
    assert got(as_(world.clerk), f"/reports/{made.json()['id']}")["originals"] == [one.pk for one in parts]
    assert post(as_(world.member), "/reports/combine", asked).status_code == 422
    assert (
        post(as_(world.clerk), "/reports/combine", {**asked, "reports": [999]}).json()["field"] == "reports"
    )


def test_an_informant_is_invited_and_reports_by_the_api(world: World) -> None:
    asked = {"body": "330402", "kind": "point", "account": world.stranger.username, "name": "东栅联系点"}
    assert post(as_(world.clerk), "/informants", asked).status_code == 403
    assert post(as_(world.lead), "/informants", asked).status_code == 201
    begun = {"body": "330402", "as_informant": True}
    assert post(as_(world.stranger), "/reports", begun).status_code == 201
    assert post(as_(world.cosigner), "/reports", begun).status_code == 403
    contact = as_(world.contact)
    mine = {"body": "330402", "collective": world.party.pk}
    assert post(contact, "/reports", mine).status_code == 201
    kinds = Report.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["informant", "collective"]


def test_sent_twice_with_one_key_is_begun_once(world: World) -> None:
    member = as_(world.member)
    answers = [post(member, "/reports", {"body": "330402"}, **{"Idempotency-Key": "k1"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Report.objects.count() == 1


def test_a_code_is_made_and_retired_by_the_api(world: World) -> None:
    clerk = as_(world.clerk)
    made = post(clerk, "/codes", {"body": "330402", "label": "和平社区"}).json()
    assert post(clerk, f"/codes/{made['id']}/retire", {}).json()["state"] == "retired"
    assert post(as_(world.unit_clerk), "/codes", {"body": "330402", "label": "某处"}).status_code == 403
    assert Code.objects.get().label == "和平社区"


@pytest.fixture
def full(world: World) -> World:
    """One of everything, in one body; a neighbour with nothing."""
    make_world("330411", "秀洲")
    words.forwarded(world)
    words.offered(world)
    acts.make_code(world.body, by=world.clerk, label="和平社区")
    acts.invite(world.body, by=world.lead, kind="invited", account=world.contact.username)
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    acts.send(report, by=world.clerk, addressee="party")
    return world


# Who finds how much in which list; whoever is not named finds nothing anywhere.
SEEN = {
    "clerk": dict.fromkeys(("referrals", "codes", "reports", "periodicals", "issues", "informants"), 1)
    | {"suggestions": 2},
    "member": {"clues": 1, "reports": 1},
    "unit_clerk": {"referrals": 1, "dispatches": 1},
    "leader": {"dispatches": 1},
    "supervisor": {"referrals": 1},
    "contact": {"informants": 1},
}


def test_every_list_tells_each_person_what_their_pages_do(full: World) -> None:
    people: dict[str, Any] = {name: getattr(full, name) for name in (*SEEN, "stranger", "admin")}
    people |= {
        "other_unit_clerk": full.other_unit_clerk,
        "beside": User.objects.get(username="member-330411"),
    }
    found: dict[str, dict[str, int]] = {}
    for name, user in people.items():
        client = as_(user)
        counted = {one: len(got(client, f"/{one}")["items"]) for one in LISTS}
        if any(counted.values()):
            found[name] = {one: many for one, many in counted.items() if many}
    assert found == SEEN


def test_what_is_not_theirs_answers_as_what_is_not_there(full: World) -> None:
    named = {
        "suggestions": Suggestion.objects.first(),
        "referrals": Referral.objects.first(),
        "reports": Report.objects.first(),
        "dispatches": Dispatch.objects.first(),
    }
    for user in (full.stranger, full.other_unit_clerk, full.admin, full.auditor):
        for kind, one in named.items():
            answers = [as_(user).get(f"{ROOT}/{kind}/{pk}") for pk in (one.pk, 999)]  # type: ignore[union-attr]
            assert [answer.status_code for answer in answers] == [404, 404], kind
            assert answers[0].content == answers[1].content
    assert {as_(None).get(f"{ROOT}/{one}").status_code for one in LISTS} == {401}


def test_every_act_somebody_signed_in_can_do_has_its_operation(full: World) -> None:
    """But those of the vault, which has no door here, and of the operator."""
    described = as_(full.clerk).get("/api/openapi.json").json()["paths"]
    operations = {one["operationId"] for path in described.values() for one in path.values()}
    ours = {
        name: flow for name, flow in flows.items() if flow.model.__module__.startswith("shangliang.opinions")
    }
    kinds = {
        act.spec.kind.replace(".", "_")
        for name, flow in ours.items()
        for act in flow.acts.values()
        if name not in ("disclosures", "peers") and act.spec.who.name not in ("is_system", "is_public")
    }
    assert sorted(kinds - operations) == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_as_often_with_three_rows_as_with_one(world: World, name: str) -> None:
    user = {"clues": world.member, "dispatches": world.unit_clerk}.get(name, world.lead)
    counts = []
    for many in (1, 2):
        for _row in range(many):
            _one_more(world)
        client = as_(user)
        got(client, f"/{name}")
        with CaptureQueriesContext(connection) as asked:
            rows = got(client, f"/{name}")["items"]
        counts.append((len(asked), len(rows)))
    assert counts[0][0] == counts[1][0]
    assert counts[0][1] < counts[1][1]


def _one_more(world: World) -> None:
    words.forwarded(world)
    words.offered(world)
    acts.make_code(world.body, by=world.clerk, label="某处")
    acts.found(world.body, by=world.lead, name=f"刊物{timezone.now().isoformat()}")
    report = cases.issued(world, cases.submitted(world))
    acts.send(report, by=world.clerk, addressee="unit", unit=world.unit)
    number = Informant.objects.count()
    person = User.objects.create_user(f"person-{number}", name="某人")
    acts.invite(world.body, by=world.lead, kind="invited", account=person.username)
    assert Issue.objects.exists() and Act.objects.exists()
