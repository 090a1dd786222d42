"""How cases end: ratings, second rounds, publication, follow-ups, the archive; and what leaders do beside."""

from typing import Any

from shangliang.accounts.models import User
from shangliang.core.redaction import redacted
from shangliang.demo.stories import beginnings, handling
from shangliang.demo.stories.stage import Steps, Teller
from shangliang.demo.texts import remarks
from shangliang.demo.texts.replies import follow_up_text, second_round_reply_text

RESULTS, SHARES = ("satisfied", "basically", "dissatisfied"), (87, 10, 3)
RELEVANCE = {"satisfied": "full", "basically": "part", "dissatisfied": "off"}


def handled(t: Teller) -> Steps:
    """Distribution to the last reply."""
    yield from handling.distribute(t)
    yield from handling.answered(t)


def named_good(t: Teller) -> Steps:
    """A whole case that comes on the list of good proposals."""
    yield from beginnings.filed(t)
    yield from handled(t)
    yield from rated(t)
    t.do("name_good", t.case, t.one_of(t.cast.leads))
    yield from closed(t)


def lived(t: Teller) -> Steps:
    """A whole case, as most go."""
    yield from beginnings.filed(t)
    yield from handled(t)
    yield from rated(t)
    yield from closed(t)


def late_second(t: Teller) -> Steps:
    """A proposer dissatisfied with the first answer and satisfied with the second."""
    yield from beginnings.filed(t)
    yield from handled(t)
    yield from dissatisfied(t, "satisfied")
    yield from closed(t)


def twice_dissatisfied(t: Teller) -> Steps:
    """A second answer that does not satisfy either; the case closes with both judgements."""
    yield from beginnings.filed(t)
    yield from handled(t)
    yield from dissatisfied(t, "dissatisfied")
    yield from closed(t)


def rated(t: Teller) -> Steps:
    """Signers first, then the first proposer; a dissatisfied one opens a second round."""
    yield t.wait(0.5, 8)
    for duty in t.hand.duties(t.case):
        if not handling.is_joint(t, duty):
            result = t.rng.choices(RESULTS, SHARES)[0]
            rate(t, duty, t.author, result)
            if result == "dissatisfied":
                yield from second_round(t, duty, t.rng.choice(RESULTS))
            yield t.wait(0.05, 0.2)


def dissatisfied(t: Teller, then: str) -> Steps:
    """The first answering unit is told why, answers again and is judged again; the others satisfied."""
    yield t.wait(0.5, 8)
    first, *others = [duty for duty in t.hand.duties(t.case) if not handling.is_joint(t, duty)]
    rate(t, first, t.author, "dissatisfied")
    for duty in others:
        rate(t, duty, t.author, "satisfied")
    yield from second_round(t, first, then)


def second_round(t: Teller, duty: Any, then: str) -> Steps:
    """Another answer within the shorter span."""
    yield t.wait(8, 20)
    yield from handling.letter(t, duty, second_round_reply_text)
    yield t.wait(0.5, 6)
    rate(t, duty, t.author, then)


def rate(t: Teller, duty: Any, by: User, result: str) -> None:
    """One judgement."""
    attitude = "basically" if result == "dissatisfied" else "satisfied"
    judged = {"contact_way": t.rng.choice(handling.WAYS), "attitude": attitude, "result": result}
    text = remarks.rating_comment(t.rng, result)
    t.do("rate", duty, by, **judged, relevance=RELEVANCE[result], text=text)


def closed(t: Teller) -> Steps:
    """Scored, published, followed up and put away."""
    yield t.wait(2, 9)
    t.do("score_quality", t.case, t.one_of(t.cast.clerks), score=t.rng.randint(68, 98))
    yield from publicity(t)
    yield t.wait(50, 180)
    t.do("archive", t.case, t.one_of(t.cast.clerks))


def publicity(t: Teller) -> Steps:
    """Prepared by one, cleared by another, published; now and then kept back."""
    clerk = t.one_of(t.cast.clerks)
    if t.chance(0.08):
        t.do("withhold", t.case, clerk, reason="涉及具体企业经营信息，不宜公开。")
        return
    yield t.wait(1, 6)
    t.do("review_publicity", t.case, clerk, **public_text(t))
    yield t.wait(0.5, 3)
    t.do("clear_secrecy", t.case, t.one_of(t.cast.leads))
    yield t.wait(0.5, 2)
    t.do("publish", t.case, clerk)


def public_text(t: Teller) -> dict[str, str]:
    """The whole text with the telephone left out, or the suggestions in short; with what the units answered."""
    told = {"title": t.text.title, "reply": answers_of(t)}
    if t.chance(0.75) and is_consented(t):
        row = t.hand.row_of(t.case)
        text = redacted(f"{row.problem}\n{row.analysis}\n{row.suggestion}")
        return {"extent": "full", "text": text, **told}
    first = t.text.suggestion.split("\n")[:3]
    return {"extent": "summary", "text": "\n".join(first), **told}


def answers_of(t: Teller) -> str:
    """The letters to the proposers, one after the other, as an office would put them before the public."""
    duties = [duty for duty in t.hand.duties(t.case) if not handling.is_joint(t, duty)]
    return redacted("\n\n".join(t.hand.reply_text_of(duty) for duty in duties))


def is_consented(t: Teller) -> bool:
    """Whether the proposer agreed to the full text."""
    return bool(t.hand.row_of(t.case).is_public_consented)


def followed_up(t: Teller) -> Steps:
    """A promise kept: the second class stands beside the first."""
    yield from beginnings.filed(t)
    yield from handled(t)
    yield from rated(t)
    yield t.wait(40, 90)
    for duty in t.hand.duties(t.case):
        if has_promise(t, duty):
            desk = t.desk(duty)
            text = follow_up_text(t.rng, t.text, desk.unit.name, handling.label_of(t))
            t.do("follow_up", duty, desk.clerk, later_class="A", text=text)
    yield from closed(t)


def has_promise(t: Teller, duty: Any) -> bool:
    """Whether the last letter was of a class that promises more."""
    return not handling.is_joint(t, duty) and t.hand.reply_class_of(duty) in ("B",)
