"""Walks through the life of joint cases that together take every step proposers can read of."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.models import Unit
from shangliang.bodies.tests.world import World, member
from shangliang.core.files import CheckedFile
from shangliang.core.time import today
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Instruction, Proposal
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.tests import cases

SHEET = CheckedFile("sheet.txt", "text/plain", 1, "0" * 64, b"x")
UNHAPPY = {**cases.JUDGED, "result": "dissatisfied", "text": "没有时间表"}


def joint(world: World, author: User, *signers: User) -> Proposal:
    """Written by one, signed by others, handed to the office and passed on to its lead."""
    proposal = acts.draft(world.body, by=author)
    acts.save(proposal, by=author, is_secrecy_declared=True, category="society.housing", **cases.TEXT)
    acts.invite_to_sign(proposal, by=author, people=list(signers))
    for one in signers:
        acts.sign(proposal, by=one)
    acts.submit(proposal, by=author)
    _pass(proposal, world)
    return proposal


def _pass(proposal: Proposal, world: World) -> None:
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")


def signing(world: World) -> None:
    """Invited, signed, declined, joined, lapsed, taken back for change."""
    others = [member(world.body, f"other-{n}", f"某委员{n}") for n in range(4)]
    proposal = cases.drafted(world)
    acts.save(proposal, by=world.member, is_open_to_cosign=True)
    acts.invite_to_sign(proposal, by=world.member, people=[world.cosigner])
    acts.sign(proposal, by=world.cosigner)
    acts.invite_to_sign(proposal, by=world.member, people=others[:2])
    acts.decline_to_sign(proposal, by=others[0])
    acts.join(proposal, by=others[2])
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        acts.lapse_invitations(proposal, by=system_user(), people=[others[1].pk])
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        acts.reopen_text(proposal, by=world.member)


def decisions(world: World) -> None:
    """Every decision the office can take, one after the other, and withdrawn in the end."""
    proposal = joint(world, world.member, world.cosigner)
    acts.return_for_change(proposal, by=world.clerk, note="请补充数据")
    acts.submit(proposal, by=world.member)
    _pass(proposal, world)
    acts.turn_into_opinion(proposal, by=world.lead, note="宜作意见")
    acts.reconsider(proposal, by=world.lead, note="再议")
    acts.turn_into_information(proposal, by=world.lead, note="宜作信息")
    acts.reconsider(proposal, by=world.lead, note="再议")
    reason = proposal_rules(world.body).values.not_filed_reasons[0].code
    acts.refuse(proposal, by=world.lead, reason=reason)
    acts.reconsider(proposal, by=world.lead, note="再议")
    acts.accept(proposal, by=world.lead)
    acts.distribute(proposal, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    acts.recall(proposal, by=world.supervisor, reason="拟并案")
    acts.withdraw(proposal, by=world.member, reason="已解决")


def merged(world: World) -> Proposal:
    """A filed case that took another in, which was separated once in between."""
    guest_author, guest_signer = (member(world.body, f"guest-{n}", f"并案委员{n}") for n in range(2))
    host = joint(world, world.member, world.cosigner)
    guest = joint(world, guest_author, guest_signer)
    acts.merge(guest, by=world.lead, into=host)
    acts.unmerge(guest, by=world.lead)
    acts.merge(guest, by=world.lead, into=host)
    acts.accept(host, by=world.lead)
    return host


def handling(world: World) -> None:
    """A merged case with a lead and a joint unit, two rounds, ratings, publication, archive."""
    case = merged(world)
    plan = [{"unit": world.unit, "duty": "lead"}, {"unit": world.other_unit, "duty": "joint"}]
    acts.distribute(case, by=world.supervisor, plan=plan)  # type: ignore[arg-type]
    lead, helper = (case.assignments.get(duty=duty) for duty in ("lead", "joint"))
    acts.sign_for(lead, by=world.unit_clerk)
    acts.sign_for(helper, by=world.other_unit_clerk)
    acts.waive_opinions(lead, by=world.supervisor, reason="时间紧")
    acts.give_opinion(helper, by=world.other_unit_clerk, text="同意")
    acts.log_contact(lead, by=world.unit_clerk, day=today(), way="phone", note="已沟通")
    due = timezone.localdate(lead.deadlines.get(kind="reply").due)
    acts.ask_extension(lead, by=world.unit_clerk, until=due + timedelta(days=20), reason="需会商")
    acts.grant_extension(lead, by=world.supervisor)
    cases.answer(world, lead)
    acts.rate(lead, by=world.member, **UNHAPPY)
    cases.answer(world, lead, reply_class="B")
    acts.follow_up(lead, by=world.unit_clerk, later_class="A", text="已建成")
    acts.proxy_rate(lead, by=world.clerk, person=world.cosigner, scan=SHEET, **cases.JUDGED)
    acts.rate(lead, by=world.member, **cases.JUDGED)
    _honoured_and_published(world, Proposal.objects.get(pk=case.pk))


def _honoured_and_published(world: World, case: Proposal) -> None:
    acts.nominate_key(case, by=world.clerk)
    acts.consult_key(case, by=world.clerk)
    acts.choose_key(case, by=world.lead, leader=world.leader)
    acts.log_visit(case, by=world.clerk, day=today(), place="某小区", note="现场查看")
    acts.instruct(case, by=world.leader, leader=world.leader, day=today(), text="请抓紧办理")
    acts.record_effect(case, by=world.clerk, instruction=Instruction.objects.get(), effect="已落实")
    acts.drop_key(case, by=world.lead, reason="已办结")
    acts.name_good(case, by=world.lead)
    acts.unname_good(case, by=world.lead)
    acts.withhold(case, by=world.clerk, reason="涉及隐私")
    acts.review_publicity(case, by=world.clerk, extent="summary", title="建议", text="摘要")
    acts.clear_secrecy(case, by=world.lead)
    acts.publish(case, by=world.clerk)
    acts.unpublish(case, by=world.lead, reason="需更正")
    acts.archive(case, by=world.clerk)


def unrated(world: World) -> None:
    """Re-routed to another unit, answered, and closed because nobody rated."""
    case = joint(world, world.member, world.cosigner)
    acts.accept(case, by=world.lead)
    acts.distribute(case, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    third = Unit.objects.create(region=world.body.region, kind="housing", name="住建局")
    acts.reroute(cases.only_assignment(case), by=world.supervisor, to=third)
    acts.reroute(cases.only_assignment(case), by=world.supervisor, to=world.unit)
    assignment: Assignment = cases.only_assignment(case)
    acts.sign_for(assignment, by=world.unit_clerk)
    cases.answer(world, assignment)
    case.refresh_from_db()
    with time_machine.travel(timezone.now() + timedelta(days=60), tick=False):
        acts.close_unrated(case, by=world.clerk)


WALKS = (signing, decisions, handling, unrated)
