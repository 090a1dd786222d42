"""How cases begin: drafts, signatures, submission, review, and the ways that do not lead to a case."""

from typing import Any

from shangliang.bodies.models import Unit
from shangliang.demo.stories.stage import Steps, Teller
from shangliang.demo.texts import remarks

CONSENTS = 0.93


def write(t: Teller) -> Steps:
    """A draft with its text; a collective's with its sealed sheet."""
    if t.collective:
        t.case = t.do("draft_for_collective", t.hand.begin(), t.author, collective=t.collective)
    else:
        t.case = t.do("draft", t.hand.begin(), t.author)
    yield 0.03
    t.do("save", t.case, t.author, **typed(t))
    if t.collective:
        t.do("attach", t.case, t.author, upload=t.hand.sheet(), kind="seal")
    yield t.wait(0.1, 0.25)


def typed(t: Teller) -> dict[str, Any]:
    """What the form holds."""
    consents = t.chance(CONSENTS)
    contact = f"\n（调研联系人：{t.author.name}，电话{t.author.phone}）" if t.chance(0.15) else ""
    return {
        "title": t.text.title,
        "problem": t.text.problem,
        "analysis": t.text.analysis + contact,
        "suggestion": t.text.suggestion,
        "category": t.text.category,
        "contact_phone": t.author.phone,
        "is_secrecy_declared": True,
        "is_public_consented": consents,
        "publicity_reason": "" if consents else "内容涉及尚在研究的方案，暂不宜公开",
        "suggested_units": units_for(t)[:2],
    }


def units_for(t: Teller) -> list[Unit]:
    """The units the matter falls to, the leading one first."""
    by_kind = {desk.unit.kind: desk.unit for desk in t.cast.desks}
    found = [by_kind[kind] for kind in t.text.unit_kinds if kind in by_kind]
    return list(dict.fromkeys(found)) or [t.cast.desks[0].unit]


def gather(t: Teller) -> Steps:
    """Invitations and their answers, all within the hours a sitting plenary leaves."""
    t.do("invite_to_sign", t.case, t.author, people=t.cosigners)
    for one in t.cosigners:
        yield 0.1 / len(t.cosigners) * 0.9
        answer = t.rng.choices(("sign", "decline_to_sign", ""), (80, 8, 12))[0]
        if answer:
            t.do(answer, t.case, one)
    yield 0.01


def join(t: Teller) -> Steps:
    """A case open to all: others add their names."""
    t.do("save", t.case, t.author, is_open_to_cosign=True)
    t.do("invite_to_sign", t.case, t.author, people=t.cosigners[:1])
    for one in t.cosigners:
        yield 0.01
        t.do("join", t.case, one)


def submit(t: Teller) -> Steps:
    """To the office; with signatures where others were asked."""
    yield from write(t)
    if t.cosigners and not t.collective:
        yield from join(t) if t.chance(0.1) else gather(t)
    t.do("submit", t.case, t.author)
    yield t.wait(0.8, 6)


def pass_on(t: Teller, opinion: str) -> Steps:
    """The clerk's first review."""
    note = remarks.review_note(t.rng, t.text) if opinion == "file" else ""
    clerk = t.one_of(t.cast.clerks)
    t.do("pass_first_review", t.case, clerk, opinion=opinion, category=t.text.category, note=note)
    yield t.wait(0.5, 5)


def filed(t: Teller) -> Steps:
    """Up to the case number."""
    yield from submit(t)
    if t.chance(0.05):
        yield from mended(t)
    yield from pass_on(t, "file")
    t.do("accept", t.case, t.one_of(t.cast.leads))
    yield t.wait(2, 12)


def mended(t: Teller) -> Steps:
    """Sent back once and submitted again, a little longer."""
    note = "请补充具体数据和办理建议，一事一案后重新提交。"
    t.do("return_for_change", t.case, t.one_of(t.cast.clerks), note=note)
    yield t.wait(1, 5)
    longer = f"{t.text.suggestion}\n以上建议，请有关部门研究采纳。"
    t.do("save", t.case, t.author, suggestion=longer)
    t.do("submit", t.case, t.author)
    yield t.wait(0.8, 4)


def into_opinion(t: Teller) -> Steps:
    """Passed to a unit as an opinion."""
    yield from submit(t)
    yield from pass_on(t, "opinion")
    note = "内容为一般性工作建议，转有关单位作为意见参考办理。"
    t.do("turn_into_opinion", t.case, t.one_of(t.cast.leads), note=note)


def into_information(t: Teller) -> Steps:
    """Used as an information report."""
    yield from submit(t)
    yield from pass_on(t, "information")
    note = "反映情况时效性强，转社情民意信息编报。"
    t.do("turn_into_information", t.case, t.one_of(t.cast.leads), note=note)


def refused(t: Teller, reason: str) -> Steps:
    """Not filed, for one of the ten reasons."""
    yield from submit(t)
    yield from pass_on(t, "refuse")
    note = remarks.not_filed_note(t.rng, reason)
    t.do("refuse", t.case, t.one_of(t.cast.leads), reason=reason, note=note)


def reconsidered(t: Teller) -> Steps:
    """An opinion that was filed after all."""
    yield from into_opinion(t)
    yield t.wait(2, 8)
    lead = t.one_of(t.cast.leads)
    t.do("reconsider", t.case, lead, note="提案人补充了调研材料，予以复议。")
    yield t.wait(0.5, 2)
    t.do("accept", t.case, lead)
    yield t.wait(2, 12)


def withdrawn(t: Teller) -> Steps:
    """Taken back by its author."""
    yield from submit(t)
    t.do("withdraw", t.case, t.author, reason=remarks.withdraw_reason(t.rng))


def returned(t: Teller) -> Steps:
    """Back with its author for change."""
    yield from submit(t)
    note = "一份提案只提一个问题：请将第一、二条建议与其余内容分开，分别提交。"
    t.do("return_for_change", t.case, t.one_of(t.cast.clerks), note=note)


def merged(t: Teller, host: Teller) -> Steps:
    """Merged into a case on the same matter, if that one is still open to it."""
    yield from submit(t)
    yield from pass_on(t, "merge")
    open_states = ("submitted", "final_review", "filed", "distributed")
    lead = t.one_of(t.cast.leads)
    if host.case and t.hand.row_of(host.case).state in open_states:
        t.do("merge", t.case, lead, into=host.case)
    else:
        t.do("turn_into_opinion", t.case, lead, note="与已办提案内容相同，转有关单位参考。")
