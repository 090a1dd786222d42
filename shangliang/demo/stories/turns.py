"""What leaders do beside a case, and the turns that few cases take."""

from typing import Any

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.demo.stories import beginnings, endings, handling
from shangliang.demo.stories.stage import Steps, Teller
from shangliang.demo.texts import remarks


def key(t: Teller) -> Steps:
    """A key proposal: chosen, led, visited, directed."""
    yield from beginnings.filed(t)
    clerk, lead = t.one_of(t.cast.clerks), t.one_of(t.cast.leads)
    leader = t.cast.leaders[0] if t.chance(0.5) else t.one_of(t.cast.leaders)
    t.do("nominate_key", t.case, clerk)
    yield t.wait(2, 6)
    t.do("consult_key", t.case, clerk)
    yield t.wait(1, 5)
    t.do("choose_key", t.case, lead, leader=leader)
    yield t.wait(1, 3)
    yield from handling.distribute(t)
    yield from led(t, leader)
    yield from handling.answered(t)
    yield from endings.rated(t)
    yield from endings.closed(t)


def led(t: Teller, leader: User) -> Steps:
    """A visit, a written direction, and what came of it."""
    clerk, unit = t.one_of(t.cast.clerks), t.unit(t.hand.duties(t.case)[0])
    text = remarks.instruction_text(t.rng, t.text, unit.name)
    day = timezone.localdate(t.at)
    t.do("instruct", t.case, clerk, leader=leader, day=day, text=text)
    yield t.wait(4, 15)
    note = remarks.visit_note(t.rng, t.text)
    day = timezone.localdate(t.at)
    t.do("log_visit", t.case, leader, day=day, place="提案涉及的现场", note=note)
    yield t.wait(4, 15)
    effect = f"{unit.name}已按批示要求成立专班，列出任务清单并明确完成时限。"
    t.do("record_effect", t.case, clerk, instruction=t.hand.instruction_of(t.case), effect=effect)


def recalled(t: Teller) -> Steps:
    """Distributed to the wrong units, taken back before anybody began, and distributed again."""
    yield from beginnings.filed(t)
    yield from handling.distribute(t)
    supervisor = t.one_of(t.cast.supervisors)
    t.do("recall", t.case, supervisor, reason="主办单位选择有误，重新交办。")
    yield t.wait(0.5, 2)
    others = [desk.unit for desk in t.rng.sample(t.cast.desks, 2)]
    gone = [unit for unit in others if unit not in beginnings.units_for(t)]
    plan = handling.plan_of(t, [*beginnings.units_for(t), *gone])
    t.distributed = t.at
    t.do("distribute", t.case, supervisor, plan=plan)
    yield t.wait(0.4, 3)
    yield from handling.answered(t)
    yield from endings.rated(t)


def disputed(t: Teller) -> Steps:
    """A unit asks to return it, and the routing is talked over."""
    yield from beginnings.filed(t)
    yield from handling.distribute(t)
    duty = t.hand.duties(t.case)[0]
    yield from ask_back(t, duty)
    supervisor = t.one_of(t.cast.supervisors)
    t.do("coordinate", duty, supervisor, note="已约请有关单位商谈职责分工。")
    yield t.wait(1, 3)
    t.do("refuse_return", duty, supervisor, reason="经协调，仍由你单位主办。")


def ask_back(t: Teller, duty: Any) -> Steps:
    """The request itself."""
    other = handling.other_unit(t, duty)
    reason = remarks.return_reason(t.rng, t.text, other.name)
    t.do("ask_return", duty, t.desk(duty).clerk, reason=reason, proposed_unit=other)
    yield t.wait(1, 2)


def passed_around(t: Teller) -> Steps:
    """Returned three times, as often as it can be; the fourth unit handles it."""
    t.is_alone = True
    yield from beginnings.filed(t)
    yield from handling.distribute(t)
    duty = t.hand.duties(t.case)[0]
    for _ in range(3):
        yield from ask_back(t, duty)
        duty = t.do("reroute", duty, t.one_of(t.cast.supervisors), to=handling.other_unit(t, duty))
        yield t.wait(0.5, 2)
    t.do("sign_for", duty, t.desk(duty).clerk)
    yield t.wait(1, 2)
    yield from handling.answer(t, duty)
    yield from endings.rated(t)
    yield from endings.closed(t)


def reconsidered(t: Teller) -> Steps:
    """An opinion that was filed after all, and handled like any other case."""
    yield from beginnings.reconsidered(t)
    yield from endings.handled(t)
    yield from endings.rated(t)


def asking_time(t: Teller) -> Steps:
    """A unit asks for more time."""
    yield from beginnings.filed(t)
    yield from handling.distribute(t)
    for duty in t.hand.duties(t.case):
        t.do("sign_for", duty, t.desk(duty).clerk)
        yield t.wait(0.2, 0.5)
    yield from handling.more_time(t, t.hand.duties(t.case)[0])


def without_opinions(t: Teller) -> Steps:
    """A joint unit keeps silent; the supervision office lets the reply go without it."""
    yield from beginnings.filed(t)
    lead, joint = [desk.unit for desk in t.cast.desks[:2]]
    plan = [{"unit": lead, "duty": "lead"}, {"unit": joint, "duty": "joint"}]
    t.distributed = t.at
    t.do("distribute", t.case, t.one_of(t.cast.supervisors), plan=plan)
    yield t.wait(0.4, 2)
    duty = t.hand.duties(t.case)[0]
    t.do("sign_for", duty, t.desk(duty).clerk)
    yield t.wait(20, 40)
    reason = "会办单位逾期未反馈意见，为不影响答复，同意先行办复。"
    t.do("waive_opinions", duty, t.one_of(t.cast.supervisors), reason=reason)
    yield from handling.answer(t, duty)
    yield from on_paper(t, duty)
    yield from endings.closed(t)


def on_paper(t: Teller, duty: Any) -> Steps:
    """The proposer wrote the judgement on paper; the office enters it with the sheet."""
    yield t.wait(1, 6)
    judged = {"contact_way": "visit", "attitude": "satisfied", "result": "basically", "relevance": "part"}
    clerk = t.one_of(t.cast.clerks)
    t.do("proxy_rate", duty, clerk, person=t.author, scan=t.hand.sheet(), **judged)


def unrated(t: Teller) -> Steps:
    """Nobody rated in time; the office closes it."""
    yield from beginnings.filed(t)
    yield from endings.handled(t)
    yield 40
    t.do("close_unrated", t.case, t.one_of(t.cast.clerks))
    yield from endings.closed(t)
