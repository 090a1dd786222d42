"""What the acts do and refuse: receiving once, deciding, answering, a second round."""

from typing import Any
from uuid import uuid4

import pytest

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.ledger.models import Act
from shangliang.opinions import acts, queries, vault
from shangliang.opinions.models import Identity, Suggestion
from shangliang.opinions.tests import cases

State = Suggestion.State


def test_the_ledger_knows_neither_words_nor_speaker(world: World) -> None:
    speaker = vault.Envelope("王小明", "13800000000", world.stranger.pk)
    suggestion = cases.received(world, text="斑马线没了", speaker=speaker)
    act = Act.objects.get(kind="suggestions.receive")
    assert (act.actor_id, act.role, act.title) == (public_user().pk, "public", suggestion.number)
    assert act.facts == {"kind": "suggestion", "way": "anonymous", "channel": "web"}


def test_the_envelope_says_nothing_without_the_key(world: World, settings: Any) -> None:
    suggestion = cases.received(world, speaker=vault.Envelope("王小明", "13800000000", world.stranger.pk))
    kept = Identity.objects.get(suggestion=suggestion)
    assert "13800000000" not in kept.sealed + kept.person_digest
    assert vault.unseal(kept.sealed) == vault.Envelope("王小明", "13800000000", world.stranger.pk)
    settings.VAULT_KEYS = ["another"]
    with pytest.raises(Conflict):
        vault.unseal(kept.sealed)


def test_people_find_what_they_said_themselves(world: World) -> None:
    mine = cases.received(world, speaker=vault.Envelope(person=world.stranger.pk))
    cases.received(world, speaker=vault.Envelope(person=world.member.pk))
    assert list(queries.said_by(world.stranger.pk)) == [mine]


def test_a_receipt_is_found_by_its_secret_however_it_is_typed(world: World) -> None:
    key = uuid4().hex
    said = acts.receive(world.body, by=public_user(), key=key, text=cases.TEXT)
    typed = vault.grouped(vault.secret_of(key)).lower()
    assert queries.with_secret(typed) == said
    assert queries.with_secret(said.number) is None


@pytest.mark.parametrize(("text", "field"), [("  \n ", "text"), ("字" * 1001, "text")])
def test_empty_and_endless_words_are_refused(world: World, text: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        cases.received(world, text=text)
    assert refusal.value.field == field
    assert not Suggestion.objects.exists()


def test_a_unit_answers_and_the_promise_is_kept(world: World) -> None:
    referral = cases.forwarded(world)
    acts.reply(referral, by=world.unit_clerk, answer="下周完成划线。")
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.answer) == (State.ANSWERED, "下周完成划线。")
    referral.deadline.refresh_from_db()
    assert suggestion.deadline.met and referral.deadline.met


def test_a_unit_sends_back_and_the_office_finds_another(world: World) -> None:
    referral = cases.forwarded(world)
    acts.send_back(referral, by=world.unit_clerk, reason="不属于本单位职责")
    suggestion = Suggestion.objects.get()
    acts.forward(suggestion, by=world.clerk, unit=world.other_unit, text="划线")
    states = list(suggestion.referrals.order_by("id").values_list("unit", "state"))
    assert states == [(world.unit.pk, "returned"), (world.other_unit.pk, "handling")]


def test_another_unit_cannot_answer(world: World) -> None:
    with pytest.raises(NotAllowed):
        acts.reply(cases.forwarded(world), by=world.other_unit_clerk, answer="好")


def test_a_recalled_referral_is_out_of_the_units_hands(world: World) -> None:
    referral = cases.forwarded(world)
    acts.recall(referral, by=world.clerk, reason="内容有误")
    with pytest.raises(Conflict):
        acts.reply(referral, by=world.unit_clerk, answer="好")
    assert Suggestion.objects.get().state == State.RECEIVED


def test_a_no_opens_a_second_round_once(world: World) -> None:
    suggestion = cases.answered_again(world)
    acts.rate(suggestion, by=public_user(), verdict="no", note="仍不满意")
    assert (suggestion.state, suggestion.round) == (State.CLOSED, 2)
    assert list(suggestion.ratings.values_list("round", "verdict")) == [(1, "no"), (2, "no")]


def test_a_yes_closes_it(world: World) -> None:
    suggestion = cases.answered(world)
    acts.rate(suggestion, by=public_user(), verdict="yes")
    assert (suggestion.state, suggestion.round) == (State.CLOSED, 1)


def test_nobody_of_the_house_rates_for_the_citizen(world: World) -> None:
    suggestion = cases.answered(world)
    for user in (world.lead, world.unit_lead, world.admin):
        with pytest.raises(NotAllowed):
            acts.rate(suggestion, by=user, verdict="yes")


def test_what_is_not_taken_up_says_where_to_go_and_is_never_published(world: World) -> None:
    suggestion = cases.received(world, is_public_consented=True)
    with pytest.raises(Invalid):
        acts.decline(suggestion, by=world.clerk, reason="accusation", next_step=" ")
    acts.decline(suggestion, by=world.clerk, reason="accusation", next_step="请拨打12388。")
    assert (suggestion.state, suggestion.publicity) == (State.DECLINED, "kept")


def test_what_is_handled_together_is_answered_together(world: World) -> None:
    host, other = cases.received(world), cases.received(world, text="斑马线看不清")
    acts.merge(other, by=world.clerk, into=host)
    acts.answer(host, by=world.clerk, text="已安排。")
    other.refresh_from_db()
    assert (other.state, other.answer) == (State.ANSWERED, "已安排。")
    acts.rate(other, by=public_user(), verdict="no")
    host.refresh_from_db()
    assert (other.state, other.merged_into, host.state) == (State.RECEIVED, None, State.ANSWERED)


def test_consent_is_needed_to_wait_for_publication(world: World) -> None:
    silent, open_one = cases.answered(world), cases.answered(world, is_public_consented=True)
    assert (silent.publicity, open_one.publicity) == ("kept", "pending")
