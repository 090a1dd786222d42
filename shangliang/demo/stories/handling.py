"""How units answer: signing for, returns, opinions, contacts, more time, letters."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from shangliang.bodies.models import Unit
from shangliang.demo.stories.beginnings import units_for
from shangliang.demo.stories.stage import Steps, Teller
from shangliang.demo.texts import remarks
from shangliang.demo.texts.replies import joint_opinion_text, reply_text, second_round_reply_text

# While a day in three and a half months lies after the due day, and not too far.
EARLY = timedelta(days=50)
WAYS = ("visit", "meeting", "phone", "letter")
CLASSES, SHARES = ("A", "B", "C", "D"), (52, 36, 9, 3)


def label_of(t: Teller) -> str:
    """How a letter addresses the proposers."""
    if t.collective:
        return t.collective.name
    return f"{t.author.name}等委员" if t.cosigners else f"{t.author.name}委员"


def distribute(t: Teller) -> Steps:
    """To one lead with joint units, or to several separately."""
    units = units_for(t)
    t.distributed = t.at
    t.do("distribute", t.case, t.one_of(t.cast.supervisors), plan=plan_of(t, units))
    yield t.wait(0.4, 3)


def plan_of(t: Teller, units: list[Unit]) -> list[dict[str, Any]]:
    """One line a unit."""
    if len(units) > 1 and not t.is_alone and t.chance(0.12):
        return [{"unit": unit, "duty": "separate"} for unit in units[:3]]
    joint = [] if t.is_alone else units[1:4] if t.chance(0.75) else []
    return [{"unit": units[0], "duty": "lead"}, *({"unit": one, "duty": "joint"} for one in joint)]


def answered(t: Teller) -> Steps:
    """Every unit signs for it; joint opinions come in, then the answers go out."""
    duties = t.hand.duties(t.case)
    if t.chance(0.12):
        # In the first days only; later a return can no longer be asked for.
        duties[0] = yield from returned(t, duties[0])
    for duty in duties:
        t.do("sign_for", duty, t.desk(duty).clerk)
        yield t.wait(7, 12) if t.chance(0.04) else t.wait(0.2, 2)
    for duty in duties:
        if is_joint(t, duty):
            yield from give_opinion(t, duty)
    for duty in duties:
        if not is_joint(t, duty):
            yield from answer(t, duty)


def is_joint(t: Teller, duty: Any) -> bool:
    """Whether the unit only helps."""
    return bool(t.hand.row_of(duty).duty == "joint")


def returned(t: Teller, duty: Any) -> Any:
    """A request to return it, and the decision."""
    other = other_unit(t, duty)
    reason = remarks.return_reason(t.rng, t.text, other.name)
    t.do("ask_return", duty, t.desk(duty).clerk, reason=reason, proposed_unit=other)
    yield t.wait(0.6, 3)
    supervisor = t.one_of(t.cast.supervisors)
    if t.chance(0.3):
        t.do("coordinate", duty, supervisor, note=f"已与{other.name}商谈职责分工，拟于本周召开协调会。")
        yield t.wait(1, 4)
    if t.chance(0.3):
        t.do("refuse_return", duty, supervisor, reason="经核对职责清单，该事项属你单位职责，请按期办理。")
    else:
        duty = t.do("reroute", duty, supervisor, to=other)
    yield t.wait(0.4, 3)
    return duty


def other_unit(t: Teller, duty: Any) -> Unit:
    """A unit that does not have the case."""
    busy = {t.unit(one).pk for one in t.hand.duties(t.case)}
    return t.rng.choice([desk.unit for desk in t.cast.desks if desk.unit.pk not in busy])


def give_opinion(t: Teller, duty: Any) -> Steps:
    """The joint unit's part, mostly within its month."""
    yield t.wait(1, 9)
    lead = next(one for one in t.hand.duties(t.case) if not is_joint(t, one))
    unit, lead_unit = t.unit(duty), t.unit(lead)
    text = joint_opinion_text(t.rng, t.text, unit.name, lead_unit.name)
    t.do("give_opinion", duty, t.desk(duty).clerk, text=text)


def answer(t: Teller, duty: Any) -> Steps:
    """Contact, perhaps more time, the letter and its way out."""
    yield from contact(t, duty)
    if t.chance(0.06) and t.at - t.distributed < EARLY:
        yield from more_time(t, duty)
    yield t.wait(12, 42)
    yield from letter(t, duty, reply_text)


def contact(t: Teller, duty: Any) -> Steps:
    """The unit speaks with the proposers."""
    yield t.wait(2, 9)
    note = remarks.contact_note(t.rng, t.text, label_of(t))
    day = timezone.localdate(t.at)
    t.do("log_contact", duty, t.desk(duty).clerk, day=day, way=t.rng.choice(WAYS), note=note)


def more_time(t: Teller, duty: Any) -> Steps:
    """A later due day, asked for in time."""
    until = timezone.localdate(t.at) + timedelta(days=105)
    reason = remarks.extension_reason(t.rng, t.text)
    t.do("ask_extension", duty, t.desk(duty).clerk, until=until, reason=reason)
    yield t.wait(0.5, 2)
    supervisor = t.one_of(t.cast.supervisors)
    if t.chance(0.75):
        t.do("grant_extension", duty, supervisor)
    else:
        t.do("refuse_extension", duty, supervisor, reason="办理期限尚充裕，请抓紧办理，按期答复。")


def letter(t: Teller, duty: Any, compose: Any) -> Steps:
    """Draft, countersign, sign, approve, send."""
    desk = t.desk(duty)
    yield from draft(t, duty, compose)
    if t.chance(0.05):
        note = "请逐条回应提案所提建议，并明确完成时限后重新报审。"
        t.do("send_back_reply", duty, t.one_of(t.cast.supervisors), note=note)
        yield t.wait(1, 4)
        yield from draft(t, duty, compose)
    t.do("approve_reply", duty, t.one_of(t.cast.supervisors))
    yield t.wait(0.3, 1)
    t.do("deliver", duty, desk.clerk)
    yield t.wait(0.5, 2)


def draft(t: Teller, duty: Any, compose: Any) -> Steps:
    """A letter up to the signature of the unit's lead."""
    desk = t.desk(duty)
    t.do("draft_reply", duty, desk.clerk, **letter_of(t, desk.unit, desk.clerk.name, compose))
    yield t.wait(0.3, 1.5)
    t.do("countersign", duty, desk.clerk)
    yield t.wait(0.3, 1.5)
    t.do("sign_reply", duty, desk.lead)
    yield t.wait(0.4, 2)


def letter_of(t: Teller, unit: Unit, clerk: str, compose: Any) -> dict[str, str]:
    """The parts of the letter; a second answer keeps class A."""
    letter_class = t.rng.choices(CLASSES, SHARES)[0]
    more = () if compose is second_round_reply_text else (letter_class,)
    text = compose(t.rng, t.text, unit.name, *more, label_of(t))
    number = f"提复〔{timezone.localdate(t.at).year}〕{t.rng.randint(1, 400)}号"
    return {
        "number": number,
        "reply_class": letter_class,
        "text": text,
        "contact_name": clerk,
        "contact_phone": "0573-00000000",
    }
