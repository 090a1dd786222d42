"""What one act does: all of it, once, or nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from shangliang.ledger.flow import Flow
from shangliang.ledger.models import Act, Credit, Link, Tally
from shangliang.notices.models import Notice

TODAY = ["testing.rename", "", 1], ["testing.rename", "author", 1], ["testing.rename", "helper", 1]


def test_an_act_leaves_one_row_with_who_what_where_and_allowed_facts(world: World, flow: Flow[Body]) -> None:
    flow.acts["rename"](world.body, by=world.clerk, name="新名", secret="not for the record")
    act = Act.objects.get(kind="testing.rename")
    assert (act.actor_id, act.role, act.body_id, act.title) == (
        world.clerk.pk, "office_clerk", world.body.pk, "新名"
    )  # fmt: skip
    assert act.facts == {"name": "新名", "old": "南湖区政协"}
    assert (act.subject_type, act.subject_id, act.case_id) == ("bodies.body", world.body.pk, world.body.pk)


def test_credits_notices_and_counts_go_with_it(world: World, flow: Flow[Body]) -> None:
    flow.acts["rename"](world.body, by=world.clerk, name="新名")
    act = Act.objects.get(kind="testing.rename")
    shares = [(c.person_id, c.role, float(c.weight)) for c in Credit.objects.filter(act=act).order_by("id")]
    counts = sorted([t.kind, t.role, t.count] for t in Tally.objects.filter(kind="testing.rename"))
    assert shares == [(world.member.pk, "author", 1.0), (world.cosigner.pk, "helper", 0.5)]
    assert counts == sorted(TODAY)
    assert sorted(Notice.objects.values_list("person_id", "act_id")) == [
        (world.member.pk, act.pk),
        (world.cosigner.pk, act.pk),
    ]


def test_nobody_is_told_of_their_own_act(world: World, flow: Flow[Body]) -> None:
    flow.acts["rename"].spec.__dict__["tell"] = lambda body: [world.clerk.pk, world.cosigner.pk]
    flow.acts["rename"](world.body, by=world.clerk, name="新名")
    assert list(Notice.objects.values_list("person_id", flat=True)) == [world.cosigner.pk]


def test_more_people_are_told_than_one_statement_can_take(world: World, flow: Flow[Body]) -> None:
    # Seven values a notice; PostgreSQL takes 65,535 in one statement.
    people = User.objects.bulk_create(User(username=f"reader-{n}") for n in range(9_400))
    flow.acts["rename"].spec.__dict__["tell"] = lambda body: [one.pk for one in people]
    flow.acts["rename"](world.body, by=world.clerk, name="新名")
    assert Notice.objects.filter(act__kind="testing.rename").count() == 9_400


def test_an_act_reaches_postgresql_as_one_statement(world: World, flow: Flow[Body]) -> None:
    with CaptureQueriesContext(connection) as asked:
        flow.acts["rename"](world.body, by=world.clerk, name="新名")
    writing = [one["sql"] for one in asked if "ledger_tally" in one["sql"]]
    tables = ("bodies_body", "ledger_act", "ledger_credit", "notices_notice")
    together = all(f'"{table}"' in writing[0] for table in tables)
    assert (len(writing), together) == (1, connection.vendor == "postgresql")


def test_the_refused_learn_why_and_nothing_is_written(world: World, flow: Flow[Body]) -> None:
    with pytest.raises(NotAllowed, match=r"^Only clerks\.$"):
        flow.acts["rename"](world.body, by=world.member, name="新名")
    assert (Body.objects.get(pk=world.body.pk).short_name, Act.objects.count()) == ("南湖区政协", 0)


def test_the_wrong_moment_is_a_conflict_with_its_reason(world: World, flow: Flow[Body]) -> None:
    Body.objects.filter(pk=world.body.pk).update(is_active=False)
    with pytest.raises(Conflict, match=r"^Only bodies in use\.$"):
        flow.acts["rename"](world.body, by=world.clerk, name="新名")


def test_the_row_is_read_anew_under_the_lock(world: World, flow: Flow[Body]) -> None:
    stale = Body.objects.get(pk=world.body.pk)
    Body.objects.filter(pk=world.body.pk).update(short_name="renamed meanwhile")
    flow.acts["rename"](stale, by=world.clerk, name="新名")
    assert Act.objects.get(kind="testing.rename").facts["old"] == "renamed meanwhile"


def test_a_form_drawn_before_the_last_act_is_stale_and_told_who_was_faster(
    world: World, flow: Flow[Body]
) -> None:
    version = world.body.version
    flow.acts["rename"](world.body, by=world.clerk, name="first")
    with pytest.raises(Conflict, match=r"周文书.*renamed"):
        flow.acts["rename"].given(version=version)(world.body, by=world.clerk, name="second")
    assert Body.objects.get(pk=world.body.pk).short_name == "first"


def test_what_vanished_is_not_visible(world: World, flow: Flow[Body]) -> None:
    gone = Body(pk=999_999)
    with pytest.raises(NotVisible):
        flow.acts["rename"](gone, by=world.clerk, name="x")


def test_a_failing_consequence_takes_the_whole_act_back(world: World, flow: Flow[Body]) -> None:
    with pytest.raises(ZeroDivisionError):
        flow.acts["stumble"](world.body, by=world.clerk)
    assert (Body.objects.get(pk=world.body.pk).short_name, Act.objects.count(), Tally.objects.count()) == (
        "南湖区政协", 0, 0
    )  # fmt: skip


def test_consequences_stand_after_their_cause_and_links_hang_on_it(world: World, flow: Flow[Body]) -> None:
    flow.acts["grow"](world.body, by=world.clerk)
    kinds = list(Act.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["testing.grow", "testing.rename"]
    assert list(Link.objects.values_list("act__kind", "relation")) == [("testing.grow", "grew out of")]


def test_private_work_goes_through_the_door_without_a_ledger_row(world: World, flow: Flow[Body]) -> None:
    version = world.body.version
    flow.acts["jot"](world.body, by=world.clerk, name="Nanhu")
    fresh = Body.objects.get(pk=world.body.pk)
    assert (fresh.name_en, fresh.version, Act.objects.count()) == ("Nanhu", version + 1, 0)


def test_a_paper_act_keeps_when_it_happened_and_when_it_was_recorded(world: World, flow: Flow[Body]) -> None:
    then_ = timezone.now() - timedelta(days=40)
    flow.acts["rename"].given(happened=then_)(world.body, by=world.clerk, name="新名")
    act = Act.objects.get()
    assert (act.happened, act.recorded > then_) == (then_, True)
    assert Tally.objects.get(role="").day == timezone.localdate(then_)


def test_nothing_can_have_happened_in_the_future(world: World, flow: Flow[Body]) -> None:
    with pytest.raises(Invalid):
        flow.acts["rename"].given(happened=timezone.now() + timedelta(hours=1))(
            world.body, by=world.clerk, name="新名"
        )
    assert Act.objects.count() == 0


def test_a_key_makes_one_act_of_two_calls(world: World, flow: Flow[Body]) -> None:
    for _ in range(2):
        flow.acts["rename"].given(key="k")(world.body, by=world.clerk, name="新名")
    assert Act.objects.count() == 1


def test_a_key_used_for_other_words_is_refused(world: World, flow: Flow[Body]) -> None:
    flow.acts["rename"].given(key="k")(world.body, by=world.clerk, name="one")
    with pytest.raises(Invalid):
        flow.acts["rename"].given(key="k")(world.body, by=world.clerk, name="two")


def test_the_same_key_of_two_people_is_two_keys(world: World, flow: Flow[Body]) -> None:
    flow.acts["rename"].given(key="k")(world.body, by=world.clerk, name="one")
    world.lead.posts.update(role="office_clerk")
    flow.acts["rename"].given(key="k")(world.body, by=world.lead, name="two")
    assert Act.objects.count() == 2


def test_offers_say_what_is_open_and_why_not(world: World, flow: Flow[Body]) -> None:
    offers = {o.act.spec.name: o.reason for o in flow.open_to(world.member, world.body)}
    assert offers == dict.fromkeys(["rename", "grow", "stumble", "jot"], "Only clerks.")
    assert [o.is_open for o in flow.open_to(world.clerk, world.body)] == [True] * 4


def test_the_table_of_a_flow_names_kind_states_rule_and_facts(flow: Flow[Body]) -> None:
    assert flow.as_table()[0] == (
        "testing.rename", "Rename", "*", "=", "is_clerk", "name, old", "Give it another short name."
    )  # fmt: skip
