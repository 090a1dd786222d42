"""The vault's door: a reason, a second person, a record, and the citizen is told."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.jobs.queue import run_all
from shangliang.ledger.models import Act
from shangliang.opinions import acts, vault
from shangliang.opinions.models import Disclosure
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_
from shangliang.opinions.timeline import acts_of, for_the_citizen

WHO = vault.Envelope("王小明", "wang@example.org")


@pytest.fixture
def asked(world: World) -> Disclosure:
    """A clerk has asked who spoke."""
    return acts.ask_disclosure(cases.received(world, speaker=WHO), by=world.clerk, reason="有人身危险")


def test_two_persons_open_an_envelope_and_the_citizen_reads_of_it(world: World, asked: Disclosure) -> None:
    acts.grant(asked, by=world.lead)
    assert acts.open_envelope(asked, by=world.clerk) == WHO
    told = [entry["what"] for entry in for_the_citizen(acts_of(asked.suggestion))]
    assert len(told) == 4
    run_all()
    assert [one.to for one in mail.outbox] == [["wang@example.org"], ["wang@example.org"]]
    assert "王小明" not in mail.outbox[0].body


def test_nobody_grants_the_own_request(world: World) -> None:
    own = acts.ask_disclosure(cases.received(world, speaker=WHO), by=world.lead, reason="有人身危险")
    with pytest.raises(NotAllowed):
        acts.grant(own, by=world.lead)


def test_an_envelope_opens_for_whoever_asked_alone_and_not_for_ever(world: World, asked: Disclosure) -> None:
    acts.grant(asked, by=world.auditor)
    with pytest.raises(NotAllowed):
        acts.open_envelope(asked, by=world.lead)
    Disclosure.objects.update(until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(Conflict):
        acts.open_envelope(asked, by=world.clerk)


def test_without_an_envelope_there_is_nothing_to_ask(world: World) -> None:
    with pytest.raises(Conflict):
        acts.ask_disclosure(cases.received(world), by=world.clerk, reason="有人身危险")


def test_the_page_shows_the_envelope_on_that_one_answer(world: World, asked: Disclosure) -> None:
    acts.grant(asked, by=world.lead)
    clerk, page = as_(world.clerk), reverse("opinions:disclosure", args=[asked.pk])
    assert "王小明" not in clerk.get(page).content.decode()
    opened = clerk.post(reverse("opinions:open_envelope", args=[asked.pk]))
    assert "王小明" in opened.content.decode()
    assert opened["Cache-Control"] == "private, no-store"
    assert Act.objects.filter(kind="disclosures.open").count() == 1


@pytest.mark.parametrize("who", ["unit_lead", "leader", "member", "supervisor", "stranger"])
def test_the_vault_has_no_door_for_others(world: World, asked: Disclosure, who: str) -> None:
    acts.grant(asked, by=world.lead)
    browser = as_(getattr(world, who))
    for name in ("disclosure", "open_envelope"):
        url = reverse(f"opinions:{name}", args=[asked.pk])
        assert browser.post(url).status_code in (403, 404)
