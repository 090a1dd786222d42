"""Hints on the pages of a draft: shown on the server's own answer, to its writer alone, blocking nothing."""

from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World
from shangliang.proposals import acts
from shangliang.proposals.tests import cases

PHONE = "居民王某，电话13800001234。"


def test_a_draft_with_hints_is_saved_shown_and_can_be_submitted(world: World, client: Client) -> None:
    proposal = cases.drafted(world)
    acts.save(proposal, by=world.member, problem=PHONE)
    client.force_login(world.member)
    for name in ("edit", "preview", "hints"):
        page = client.get(reverse(f"proposals:{name}", args=[proposal.pk]))
        assert "疑似手机号码" in page.content.decode()
        assert next(one["is_serious"] for one in page.context["hints"])
    acts.submit(proposal, by=world.member)
    assert proposal.state == "submitted"


def test_while_writing_the_hints_are_of_what_is_typed_and_nothing_is_saved(
    world: World, client: Client
) -> None:
    proposal = cases.drafted(world)
    client.force_login(world.member)
    page = reverse("proposals:hints", args=[proposal.pk])
    answer = client.post(page, {"problem": PHONE}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert ("疑似手机号码" in text, "13800001234" in text, "<html" in text) == (True, False, False)
    proposal.refresh_from_db()
    assert proposal.problem == cases.TEXT["problem"]


def test_hints_are_told_in_english_too(world: World, client: Client) -> None:
    proposal = cases.drafted(world)
    acts.save(proposal, by=world.member, problem=PHONE)
    client.force_login(world.member)

    page = client.get(reverse("proposals:hints", args=[proposal.pk]), headers={"Accept-Language": "en"})
    assert "This looks like a mobile number." in page.content.decode()


def test_nobody_else_reads_hints_on_a_draft(world: World, client: Client) -> None:
    proposal = cases.drafted(world)
    page = reverse("proposals:hints", args=[proposal.pk])
    assert client.get(page).status_code == 302
    for other in (world.clerk, world.cosigner):
        client.force_login(other)
        assert client.get(page).status_code == 404
