"""The proposer and every co-signer hear of every step they can read of; nobody is told what is not theirs."""

from collections.abc import Iterable
from typing import Any

import pytest

from shangliang.bodies.tests.world import World
from shangliang.ledger import door
from shangliang.ledger.flow import Spec
from shangliang.ledger.models import Act
from shangliang.notices.models import Notice
from shangliang.notices.topics import OTHER, topic_of
from shangliang.proposals.flows import assignments, proposals
from shangliang.proposals.models import Cosignature, Proposal
from shangliang.proposals.tests import walks
from shangliang.proposals.timeline import INSIDE, SIGNING

ALONE = "nobody else is on the draft"
OFFICE = "how the office comes to its decision; the decision itself is told"
ROUTING = "between the office and a unit; what comes of it is told"
LETTER = "inside the unit until the reply goes out"
# Steps of which the proposers are not told, each with the reason.
UNTOLD = {
    "proposals.draft": ALONE,
    "proposals.draft_for_collective": ALONE,
    "proposals.draft_from": "who adopted the clue together is asked to sign; nobody else is on the draft",
    "proposals.discard": ALONE,
    "proposals.bring_in": "a case of the past, entered long after",
    "proposals.pass_first_review": OFFICE,
    "proposals.send_back_to_first_review": OFFICE,
    "proposals.nominate_key": OFFICE,
    "proposals.consult_key": OFFICE,
    "proposals.review_publicity": OFFICE,
    "proposals.clear_secrecy": OFFICE,
    "proposals.refuse_clearance": OFFICE,
    "proposals.score_quality": OFFICE,
    "assignments.score_handling": OFFICE,
    "assignments.open": "told with the distribution or the re-routing it is part of",
    "assignments.ask_return": ROUTING,
    "assignments.refuse_return": ROUTING,
    "assignments.coordinate": ROUTING,
    "assignments.ask_extension": ROUTING,
    "assignments.refuse_extension": ROUTING,
    "assignments.remind": ROUTING,
    "assignments.escalate": ROUTING,
    "assignments.draft_reply": LETTER,
    "assignments.countersign": LETTER,
    "assignments.take_back_draft": LETTER,
    "assignments.sign_reply": LETTER,
    "assignments.approve_reply": LETTER,
    "assignments.send_back_reply": LETTER,
}
Step = tuple[str, set[int], set[int]]


def recorded() -> dict[str, Spec]:
    """Every act that leaves a row in the ledger."""
    found = [act.spec for flow in (proposals, assignments) for act in _all(flow)]
    return {spec.kind: spec for spec in found if spec.is_recorded}


def _all(flow: Any) -> list[Any]:
    return [*flow.acts.values(), *flow.openings.values()]


def proposers_of(case: Proposal) -> set[int]:
    """Asked of the tables directly: first proposers and signers of a case and of those merged into it."""
    cases = [case.pk, *Proposal.objects.filter(merged_into=case.pk).values_list("pk", flat=True)]
    signers = Cosignature.objects.filter(proposal_id__in=cases, state="signed").values_list(
        "user_id", flat=True
    )
    return {*Proposal.objects.filter(pk__in=cases).values_list("author_id", flat=True), *signers}


def walked(world: World, monkeypatch: pytest.MonkeyPatch) -> list[Step]:
    """Every step of every walk."""
    ought: list[set[int]] = []

    def look(act: Act, spec: Spec, obj: Any) -> Iterable[Any]:
        ought.append(proposers_of(obj if isinstance(obj, Proposal) else obj.proposal) - {act.actor_id})
        return []

    monkeypatch.setattr(door, "readers", [*door.readers, look])
    for walk in walks.WALKS:
        walk(world)
    heard: dict[int, set[int]] = {act_id: set() for act_id in Act.objects.values_list("id", flat=True)}
    for act_id, person in Notice.objects.values_list("act_id", "person_id"):
        heard[act_id].add(person)
    acts = Act.objects.order_by("id")
    return [(act.kind, people, heard[act.pk]) for act, people in zip(acts, ought, strict=True)]


def test_the_proposer_and_every_co_signer_hear_of_every_step(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = walked(world, monkeypatch)
    told = {kind for kind in recorded() if kind not in UNTOLD}
    assert told - {kind for kind, _ought, _heard in steps} == set()
    unheard = [(kind, ought - heard) for kind, ought, heard in steps if kind in told and ought - heard]
    assert unheard == []
    too_much = [kind for kind, ought, heard in steps if kind in UNTOLD and ought & heard]
    assert too_much == []


def test_whose_signature_falls_away_hears_of_it(world: World) -> None:
    walks.signing(world)
    act = Act.objects.get(kind="proposals.reopen_text")
    heard = Notice.objects.filter(act=act).values_list("person__username", flat=True)
    assert sorted(heard) == sorted([world.cosigner.username, "other-2"])


def test_every_step_a_proposer_reads_is_told_and_what_is_untold_has_a_reason() -> None:
    assert set(UNTOLD) - set(recorded()) == set()
    readable = INSIDE | SIGNING
    assert {kind for kind in readable & set(UNTOLD) if UNTOLD[kind] in (OFFICE, ROUTING, LETTER)} == set()


def test_every_step_belongs_to_a_topic_one_can_choose() -> None:
    told = {kind for kind, spec in recorded().items() if spec.tell}
    assert {kind for kind in told if topic_of(kind) is OTHER} == set()
