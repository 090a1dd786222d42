"""The demo world holds every state a case can be in, and work on every desk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.bodies.queries import all_posts_of
from shangliang.core.errors import Conflict
from shangliang.core.homes import Home, Rows, Visit, part_named
from shangliang.demo import loading
from shangliang.demo.people import SIGN_INS
from shangliang.ledger.models import Act, Credit
from shangliang.ledger.tallies import differences
from shangliang.opinions.models import Code, Referral, Report, Suggestion
from shangliang.proposals.desks import office, supervision, units
from shangliang.proposals.models import Assignment, AssignmentDeadline, Cosignature, Proposal, Rating

HOME = "330400"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[list[str]]:
    """The small demo, loaded once for all tests here."""
    told: list[str] = []
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    quick |= {"DEMO": True, "MEDIA_ROOT": tmp_path_factory.mktemp("files")}
    with django_db_blocker.unblock(), override_settings(**quick), transaction.atomic():
        loading.load_once(told.append, loading.SMALL)
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def home(loaded: list[str], db: None) -> Body:
    """The body of the sign-ins."""
    return Body.objects.get(region__code=HOME)


def person(username: str) -> User:
    """One of the sign-ins, in the post they act in."""
    user = User.objects.get(username=username)
    user.acting_post_id = next((post.pk for post in all_posts_of(user)), None)
    return user


def states(model: Any, name: str) -> set[str]:
    return set(model.objects.values_list(name, flat=True).distinct())


def test_the_whole_country_is_on_the_map(home: Body) -> None:
    assert Body.objects.count() > 3_100
    codes = Body.objects.filter(is_active=True).order_by("path").values_list("region__code", flat=True)
    assert list(codes) == ["330000", "330400", "330402"]


def test_every_state_of_a_proposal_is_present(home: Body) -> None:
    assert states(Proposal, "state") == set(Proposal.State.values)
    assert states(Proposal, "publicity") == set(Proposal.Publicity.values)
    assert states(Proposal, "key_state") == set(Proposal.KeyState.values)
    assert states(Proposal, "kind") == set(Proposal.Kind.values)


def test_every_state_of_an_assignment_is_present(home: Body) -> None:
    assert states(Assignment, "state") == set(Assignment.State.values)
    assert states(Assignment, "transfers") == {0, 1, 2, 3}
    assert states(Cosignature, "state") >= {"invited", "signed", "lapsed"}
    assert states(AssignmentDeadline, "kind") == set(AssignmentDeadline.Kind.values)


def test_all_ten_reasons_not_to_file_occur(home: Body) -> None:
    refused = Proposal.objects.filter(state="not_filed").values_list("decision_reason", flat=True)
    assert len(set(refused)) == 10


def test_both_ends_of_a_second_round_occur(home: Body) -> None:
    second = Rating.objects.filter(round=2).values_list("result", flat=True)
    assert {"satisfied", "dissatisfied"} <= set(second)


def test_the_late_ones_were_escalated(home: Body) -> None:
    late = Act.objects.filter(kind="assignments.escalate").values_list("facts__clock", flat=True)
    assert set(late) >= {"sign_for", "reply"}


def test_the_counts_are_those_of_the_ledger(home: Body) -> None:
    assert differences() == []


@pytest.mark.parametrize("username", ["demo-clerk", "demo-lead"])
def test_work_waits_on_the_desk_of_the_office(home: Body, username: str) -> None:
    waiting = dict.fromkeys(("submitted", "final_review", "filed"), 0)
    rows = Proposal.objects.inside(person(username)).filter(state__in=waiting)
    assert set(rows.values_list("state", flat=True)) == set(waiting)
    assert office.QUEUES


def test_work_waits_on_the_supervision_desk(home: Body) -> None:
    assert [name for name, count in supervision.counts(home).items() if not count] == []


@pytest.mark.parametrize("username", ["demo-unit-clerk", "demo-unit-lead"])
def test_work_waits_on_the_desk_of_the_unit(home: Body, username: str) -> None:
    counts = units.counts(person(username))
    assert [name for name, count in counts.items() if not count and name not in ("soon", "follow_up")] == []


def test_work_waits_for_the_members(home: Body) -> None:
    mine = Proposal.objects.filter(author__username="demo-member").values_list("state", flat=True)
    assert set(mine) >= {"draft", "cosigning", "submitted", "returned", "distributed", "replied", "rework"}
    asked = Cosignature.objects.filter(user__username="demo-cosigner", state="invited")
    assert asked.count() >= 3


def test_work_waits_for_the_leader(home: Body) -> None:
    led = Proposal.objects.filter(key_leader__username="demo-leader", key_state="key", state="distributed")
    assert led.exists()
    visit = Visit(Home.LEADER, User.objects.get(username="demo-leader"), home)
    for name in ("to_read", "report_directions"):
        part = part_named(visit, name)
        assert isinstance(part, Rows) and len(part.rows) == 1


@pytest.mark.parametrize("username", ["demo-point", "demo-informant"])
def test_contact_points_and_informants_find_their_own_simple_desk(
    home: Body, client: Client, username: str
) -> None:
    client.force_login(User.objects.get(username=username))
    first = client.get("/").content.decode()
    assert reverse("opinions:report_begin") in first
    desk = client.get(reverse("opinions:reports")).content.decode()
    assert Report.objects.filter(author__username=username).first().title in desk
    assert client.get(reverse("opinions:report_desk")).status_code == 403


def test_a_report_climbed_to_the_province_and_its_author_is_credited(home: Body) -> None:
    roles = Credit.objects.filter(person__username="demo-member", act__case_type="opinions.report")
    assert {"issued_city", "instructed_city", "adopted_province"} <= set(roles.values_list("role", flat=True))


def test_one_person_has_two_posts(home: Body) -> None:
    held = all_posts_of(User.objects.get(username="demo-contact"))
    assert [post.role for post in held] == ["contact", "member"]


def test_no_two_bodies_publish_the_same_words(home: Body) -> None:
    texts = list(Suggestion.objects.published().values_list("public_text", flat=True))
    assert len(texts) == 12
    assert len(set(texts)) == len(texts)


def test_the_sign_in_page_says_of_everybody_what_they_are(home: Body) -> None:
    with override_settings(DEMO=True):
        shown = Client().get(reverse("sign_in")).context["demo_people"]
    assert [one["name"] for one in shown if not one["role"]] == ["平台管理员"]


def test_everybody_shown_can_sign_in(home: Body) -> None:
    rows = loading.sign_ins()
    assert [name for name, _p, _r in rows] == list(SIGN_INS)
    assert [name for name, password, _r in rows if not authenticate(username=name, password=password)] == []


def test_a_second_load_does_nothing(loaded: list[str], db: None) -> None:
    before = Act.objects.count()
    loading.load_once(loaded.append, loading.SMALL)
    assert Act.objects.count() == before


def test_the_tour_shows_its_steps_and_sign_ins(home: Body, client: Client) -> None:
    text = client.get(reverse("demo:tour")).content.decode()
    assert text.count('value="demo-member"') == 3
    assert Proposal.objects.filter(author__username="demo-member", state="draft").first().title in text


def test_loading_is_refused_where_this_is_no_demo(db: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(Conflict, match="SHANGLIANG_DEMO=1"):
        loading.load_once(print, loading.SMALL)


def test_loading_is_refused_among_real_people(db: None, settings: Any) -> None:
    settings.DEMO = True
    User.objects.filter(username="demo-platform").update(username="gone")
    User.objects.create_user("real", password="orange-lamp-42", name="林知远")
    with pytest.raises(Conflict):
        loading.load_once(print, loading.SMALL)


def test_there_is_no_tour_where_this_is_no_demo(db: None, client: Client, settings: Any) -> None:
    settings.DEMO = False
    assert client.get(reverse("demo:tour")).status_code == 404


def test_the_public_has_spoken_and_its_words_stand_in_every_state(home: Body) -> None:
    said = set(Suggestion.objects.filter(body=home).values_list("state", flat=True))
    assert said == set(Suggestion.State.values) - {"merged"}
    assert Suggestion.objects.published().filter(body=home).count() == 4
    assert Referral.objects.desk_of(person("demo-unit-clerk")).count() == 2
    assert Code.objects.published().filter(body=home).count() == 2
