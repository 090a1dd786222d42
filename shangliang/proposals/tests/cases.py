"""Cases brought to a certain point by the acts themselves."""

from shangliang.bodies.tests.world import World
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Proposal

TEXT = {
    "title": "关于在老旧小区增设电动自行车充电设施的建议",
    "problem": "城区老旧小区电动自行车充电难，飞线充电时有发生。",
    "analysis": "物业缺位，用地不足，投资回报周期长。",
    "suggestion": "一、统一规划布点。二、给予电价优惠。三、纳入民生实事。",
}
JUDGED = {"contact_way": "visit", "attitude": "satisfied", "result": "satisfied", "relevance": "full"}
LETTER = {
    "number": "南教函〔2026〕8号",
    "reply_class": "A",
    "text": "您提出的建议收悉，现答复如下。",
    "contact_name": "卫科员",
    "contact_phone": "0573-00000000",
}


def drafted(world: World) -> Proposal:
    """A complete draft."""
    proposal = acts.draft(world.body, by=world.member)
    acts.save(proposal, by=world.member, is_secrecy_declared=True, category="society.housing", **TEXT)
    return proposal


def submitted(world: World) -> Proposal:
    """Handed to the office."""
    proposal = drafted(world)
    acts.submit(proposal, by=world.member)
    return proposal


def reviewed(world: World) -> Proposal:
    """Under final review."""
    proposal = submitted(world)
    acts.pass_first_review(proposal, by=world.clerk, opinion="file", category="society.housing")
    return proposal


def filed(world: World) -> Proposal:
    """Filed under its number."""
    proposal = reviewed(world)
    acts.accept(proposal, by=world.lead)
    return proposal


def distributed(world: World) -> Proposal:
    """Given to one lead unit."""
    proposal = filed(world)
    acts.distribute(proposal, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    return proposal


def only_assignment(proposal: Proposal) -> Assignment:
    """The one current assignment."""
    return proposal.assignments.current().get()


def signed_for(world: World) -> Assignment:
    """Being handled by the unit."""
    assignment = only_assignment(distributed(world))
    acts.sign_for(assignment, by=world.unit_clerk)
    return assignment


def answer(world: World, assignment: Assignment, **letter: str) -> Assignment:
    """Draft to delivery."""
    acts.draft_reply(assignment, by=world.unit_clerk, **{**LETTER, **letter})
    acts.countersign(assignment, by=world.unit_clerk)
    acts.sign_reply(assignment, by=world.unit_lead)
    acts.approve_reply(assignment, by=world.supervisor)
    acts.deliver(assignment, by=world.unit_clerk)
    return assignment


def replied(world: World) -> Assignment:
    """Answered, awaiting rating."""
    return answer(world, signed_for(world))


def closed(world: World) -> Proposal:
    """Rated satisfied, closed."""
    assignment = replied(world)
    acts.rate(assignment, by=world.member, **JUDGED)
    return Proposal.objects.get(pk=assignment.proposal_id)
