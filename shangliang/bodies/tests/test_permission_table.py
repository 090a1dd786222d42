"""Who may do what to a body, and who sees which of its pages: the whole table."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.flows import bodies, imports
from shangliang.bodies.forms import FOR_ACT
from shangliang.bodies.models import ImportDraft, Post
from shangliang.bodies.tests.world import World, county, hold, person
from shangliang.core.tables import Table
from shangliang.core.time import today

pytestmark = pytest.mark.django_db
ROLES = (
    "member",
    "contact",
    "clerk",
    "lead",
    "supervisor",
    "leader",
    "auditor",
    "admin",
    "unit_clerk",
    "unit_lead",
)
EVERYBODY = {*ROLES, "stranger", "operator", "admin elsewhere", "former admin"}
OPERATOR_ALONE = {"put_in_use", "set_calendar_days"}
SYSTEM_ALONE = {"give_back"}


@pytest.fixture
def people(world: World, operator: User) -> dict[str, User]:
    """Everybody who could try."""
    found = {name: getattr(world, name) for name in (*ROLES, "stranger")}
    elsewhere = hold(person("elsewhere", "外地管理"), county("330411", "秀洲"), "admin")
    former = hold(person("former", "前管理"), world.body, "admin")
    Post.objects.filter(user=former).update(ends=today() - timedelta(days=1))
    return {**found, "operator": operator, "admin elsewhere": elsewhere, "former admin": former}


def test_the_table_names_everybody(people: dict[str, User]) -> None:
    assert set(people) == EVERYBODY


@pytest.mark.parametrize("name", sorted(bodies.acts))
def test_only_administrators_and_the_operator_do_acts_on_a_body(
    name: str, world: World, people: dict[str, User]
) -> None:
    rule = bodies.acts[name].spec.who
    allowed = {who for who, user in people.items() if rule.holds(user, world.body)}
    assert allowed == ({"operator"} if name in OPERATOR_ALONE else {"admin", "operator"})


@pytest.mark.parametrize("name", sorted(imports.acts))
def test_only_the_sender_goes_on_with_a_table(name: str, world: World, people: dict[str, User]) -> None:
    draft = acts.send_table(
        world.body, by=world.admin, what="units", table=Table(["单位名称"], [["甲局"]], "")
    )
    rule = imports.acts[name].spec.who
    allowed = {who for who, user in people.items() if rule.holds(user, draft)}
    seen = {who for who, user in people.items() if ImportDraft.objects.visible_to(user).exists()}
    assert (allowed, seen) == (set() if name in SYSTEM_ALONE else {"admin"}, {"admin"})


PEOPLE = {"clerk", "lead", "auditor", "admin", "operator"}
PAGES = {
    "show": EVERYBODY,
    "manage": PEOPLE,
    "members": PEOPLE,
    "posts": PEOPLE,
    "collectives": {"admin", "operator"},
    "units": {"admin", "operator"},
    "terms": {"admin", "operator"},
    "rule_kinds": {"admin", "operator"},
    "record": {"auditor", "admin", "operator"},
    "record_file": {"auditor", "admin", "operator"},
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_pages_open_to_those_they_are_for(name: str, world: World, people: dict[str, User]) -> None:
    address = reverse(f"bodies:{name}", args=[world.body.pk])
    answers = {who: _get(address, user) for who, user in people.items()}
    expected = {who: 200 if who in PAGES[name] else 403 for who in people}
    assert answers == expected


@pytest.mark.parametrize("name", [*sorted(FOR_ACT), "put_in_use"])
def test_act_pages_open_to_administrators_and_the_operator(
    name: str, world: World, people: dict[str, User]
) -> None:
    address = reverse("bodies:perform", args=[world.body.pk, name])
    answers = {who: _get(address, user) for who, user in people.items()}
    assert answers == {who: 200 if who in ("admin", "operator") else 403 for who in people}


@pytest.mark.parametrize("kind", ["members_file", "units_file"])
def test_files_go_to_administrators_and_the_operator(
    kind: str, world: World, people: dict[str, User]
) -> None:
    address = reverse(f"bodies:{kind}", args=[world.body.pk, "csv"])
    answers = {who: _get(address, user) for who, user in people.items()}
    assert answers == {who: 200 if who in ("admin", "operator") else 403 for who in people}


def _get(address: str, user: User) -> int:
    client = Client()
    client.force_login(user)
    return client.get(address).status_code


def test_visitors_are_sent_to_sign_in(world: World, client: Client) -> None:
    answer = client.get(reverse("bodies:members", args=[world.body.pk]))
    assert answer.status_code == 302
    assert client.get(reverse("bodies:show", args=[world.body.pk])).status_code == 200
    assert client.get(reverse("bodies:show", args=[999_999])).status_code == 404


def test_what_a_post_does_elsewhere_ends_with_it(world: World, client: Client) -> None:
    address = reverse("bodies:members", args=[world.body.pk])
    client.force_login(world.admin)
    before = client.get(address).status_code
    acts.end_post(
        world.body,
        by=world.admin,
        post=world.admin.posts.get(),
        ends=today() - timedelta(days=1),
        reason="moved",
    )
    assert (before, client.get(address).status_code) == (200, 403)
