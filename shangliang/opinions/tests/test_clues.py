"""Clues: offered, looked into, adopted into a proposal with the way back; supporters are asked, never moved."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from shangliang.accounts.queries import public_user
from shangliang.bodies.tests.world import World
from shangliang.core.errors import Conflict, NotAllowed
from shangliang.ledger.chains import ways_from
from shangliang.ledger.models import Act, Credit, Link
from shangliang.notices.models import Notice
from shangliang.opinions import acts, tasks, vault
from shangliang.opinions.chain import whole_chain
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_
from shangliang.proposals import acts as proposal_acts
from shangliang.proposals.models import Proposal


def test_adopting_begins_a_draft_of_the_member_with_the_way_back(world: World) -> None:
    clue = cases.offered(world, text="斑马线没了，我的电话13800000000")
    acts.claim(clue, by=world.member)
    acts.adopt(clue, by=world.member)
    draft = Proposal.objects.get()
    link = Link.objects.get(relation="grew out of")
    assert (draft.author, draft.state, draft.problem) == (world.member, "draft", clue.public_text)
    assert "13800000000" not in draft.problem + draft.title
    assert (link.from_id, link.to_type, link.to_id) == (draft.pk, "opinions.suggestion", clue.pk)


def test_two_members_adopt_together_and_the_second_is_asked_to_sign(world: World) -> None:
    clue = cases.offered(world)
    acts.claim(clue, by=world.member)
    acts.claim(clue, by=world.cosigner)
    acts.adopt(clue, by=world.member)
    asked = Proposal.objects.get().cosignatures.get()
    assert (asked.user, asked.state) == (world.cosigner, "invited")
    shares = Credit.objects.filter(act__kind="suggestions.adopt").values_list("person", flat=True)
    assert set(shares) == {world.member.pk, world.cosigner.pk}


def test_who_would_not_adopt_together_is_left_out(world: World) -> None:
    clue = cases.offered(world)
    acts.claim(clue, by=world.member)
    acts.claim(clue, by=world.cosigner, is_together=False)
    acts.adopt(clue, by=world.member)
    assert not Proposal.objects.get().cosignatures.exists()
    assert set(clue.claims.values_list("member", "state")) == {
        (world.member.pk, "adopted"),
        (world.cosigner.pk, "claimed"),
    }


def test_only_who_claimed_adopts_and_only_once(world: World) -> None:
    clue = cases.offered(world)
    with pytest.raises(NotAllowed):
        acts.adopt(clue, by=world.member)
    acts.claim(clue, by=world.member)
    acts.adopt(clue, by=world.member)
    with pytest.raises(Conflict):
        acts.adopt(clue, by=world.member)
    assert Proposal.objects.count() == 1


def test_merging_tells_supporters_and_moves_nobody(world: World) -> None:
    first, host = (cases.offered(world, is_public_consented=True) for _ in range(2))
    for clue in (first, host):
        acts.publish(clue, by=world.clerk, text="建议重新划线")
    acts.support(first, by=world.stranger)
    acts.merge(first, by=world.clerk, into=host)
    assert (first.supports.count(), host.supports.count()) == (1, 0)
    assert Notice.objects.filter(person=world.stranger, act__kind="suggestions.merge").count() == 1
    shown = as_(world.stranger).get(reverse("opinions:show", args=[first.pk]))
    assert shown.context["asked"] == host


def test_the_citizens_chain_goes_on_over_the_proposal_and_brings_its_answer_back(world: World) -> None:
    clue = cases.offered(world, speaker=vault.Envelope(person=world.stranger.pk))
    acts.claim(clue, by=world.member)
    acts.adopt(clue, by=world.member)
    draft = Proposal.objects.get()
    assert tasks.bring_outcomes_back() == 0
    proposal_acts.save(
        draft, by=world.member, suggestion="重新划线。", analysis="无", is_secrecy_declared=True
    )
    proposal_acts.submit(draft, by=world.member)
    labels = [(one.state, one.href) for one in whole_chain(clue)]
    assert ("done", "") in labels and not any("/proposals/" in href for _state, href in labels)
    _publish_reply(draft, world)
    assert tasks.bring_outcomes_back() == 1
    clue.refresh_from_db()
    assert (clue.state, clue.answer) == ("answered", "已划线。")
    assert any("/proposals/" in step.href for step in whole_chain(clue))
    acts.rate(clue, by=public_user(), verdict="yes")
    assert clue.state == "closed"


def test_a_clue_whose_proposal_was_withdrawn_comes_back_to_the_office(world: World, client: Client) -> None:
    key = uuid4().hex
    clue = acts.receive(world.body, by=public_user(), key=key, text=cases.TEXT)
    acts.offer(clue, by=world.clerk, text="建议重新划线")
    acts.claim(clue, by=world.member)
    acts.adopt(clue, by=world.member)
    draft = Proposal.objects.get()
    proposal_acts.save(draft, by=world.member, suggestion="划线。", analysis="无", is_secrecy_declared=True)
    proposal_acts.submit(draft, by=world.member)
    proposal_acts.withdraw(draft, by=world.member, reason="另行研究")
    assert [tasks.bring_outcomes_back() for _look in range(2)] == [1, 0]
    clue.refresh_from_db()
    assert clue.state == "received"
    told = Notice.objects.filter(act__kind="suggestions.return_to_office").values_list("person_id", flat=True)
    assert set(told) == {world.clerk.pk, world.lead.pk}
    shown = client.get(reverse("opinions:receipt", args=[vault.secret_of(key)])).content.decode()
    assert "chain-stop" in shown
    acts.answer(clue, by=world.clerk, text="本办直接答复：已划线。")
    assert clue.state == "answered"


def _publish_reply(draft: Proposal, world: World) -> None:
    """As its own tests tell, the proposal is answered and published; here only its end matters."""
    from shangliang.proposals.models import PublicText

    PublicText.objects.create(
        proposal=draft, extent="full", title="划线", text="划线", reply="已划线。", reviewed_by=world.lead
    )
    Proposal.objects.filter(pk=draft.pk).update(publicity="published")


def test_members_read_the_released_text_and_nothing_else(world: World) -> None:
    clue = cases.offered(world, text="我叫卡纳里，电话13955550000", speaker=vault.Envelope("卡纳里"))
    for page in (reverse("opinions:clues"), reverse("opinions:clue", args=[clue.pk])):
        shown = as_(world.member).get(page).content.decode()
        assert "卡纳里" not in shown and "13955550000" not in shown
        assert clue.number in shown


def test_a_member_presses_the_buttons_of_a_clue(world: World) -> None:
    clue = cases.offered(world)
    browser = as_(world.member)
    for name in ("claim", "adopt"):
        url = reverse("opinions:perform", args=[clue.pk, name])
        assert browser.get(url).status_code == 200
        assert browser.post(url, {"is_together": "on"}).status_code == 302
    assert Act.objects.filter(kind="suggestions.adopt").exists()
    assert Suggestion.objects.get().state == "adopted"
    assert not list(ways_from(cases.received(world)))
