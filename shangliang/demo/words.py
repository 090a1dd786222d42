"""The invented public speaks: a few words in every state, and a QR code to say more by."""

from collections.abc import Callable

from shangliang.accounts.queries import public_user
from shangliang.bodies.models import Unit
from shangliang.demo.bulk import Cast
from shangliang.demo.texts.words import SEALED, Word, words_of
from shangliang.opinions import acts, vault
from shangliang.opinions.models import Suggestion

Course = Callable[[Suggestion, Cast, Word], None]


def say_all(cast: Cast) -> int:
    """Everything said to one body, and its QR codes; returns how much was said."""
    clerk = cast.clerks[0]
    park = acts.make_code(
        cast.body, by=clerk, label="滨河公园", kind="place", question="这个公园哪里可以更好？"
    )
    acts.make_code(cast.body, by=clerk, label=str(cast.body), kind="body")
    said_here = words_of(cast.body.level)
    for place, word in enumerate(said_here):
        said = acts.receive(
            cast.body,
            by=public_user(),
            key=f"demo:{cast.body.pk}:{place}",
            text=word.text,
            place=word.place,
            code=park if "公园" in word.place else None,
            is_public_consented=word.course in ("published", "offered", "answered"),
        )
        _COURSES[word.course](said, cast, word)
    _ask_who_spoke(cast)
    return len(said_here)


def _ask_who_spoke(cast: Cast) -> None:
    """Somebody left a number that is nobody's; the office asks for it, and a second person is to decide."""
    speaker = vault.Envelope(contact="13900000000")
    said = acts.receive(
        cast.body, by=public_user(), key=f"demo:{cast.body.pk}:sealed", text=SEALED, speaker=speaker
    )
    acts.ask_disclosure(
        said, by=cast.clerks[0], reason="来信反映燃气泄漏隐患，需当面核实具体位置，以便尽快处置。"
    )


def _stay(said: Suggestion, cast: Cast, word: Word) -> None:
    """It waits on the desk."""


def _answer(said: Suggestion, cast: Cast, word: Word) -> None:
    acts.sort(said, by=cast.clerks[0], kind="suggestion", category=word.category)
    acts.answer(said, by=cast.clerks[0], text=word.answer)


def _rate(said: Suggestion, cast: Cast, word: Word) -> None:
    _answer(said, cast, word)
    acts.rate(said, by=public_user(), verdict="yes", note="已经看到护栏了，谢谢。")


def _say_no(said: Suggestion, cast: Cast, word: Word) -> None:
    _answer(said, cast, word)
    acts.rate(said, by=public_user(), verdict="no", note="夏天八点天还没黑，答复等于没有答。")


def _publish(said: Suggestion, cast: Cast, word: Word) -> None:
    _rate(said, cast, word)
    acts.publish(said, by=cast.clerks[0], text=word.text, answer=word.answer)


def _forward(said: Suggestion, cast: Cast, word: Word) -> None:
    text = f"{word.text}\n{word.place}"
    acts.forward(said, by=cast.clerks[0], unit=_unit(cast), text=text, category=word.category)


def _unit(cast: Cast) -> Unit:
    """The unit one signs in as, where there is one."""
    return next((desk.unit for desk in cast.desks if desk.unit.kind == "education"), cast.desks[0].unit)


def _hand_over(said: Suggestion, cast: Cast, word: Word) -> None:
    acts.hand_over(said, by=cast.clerks[0], text=f"{word.text}\n{word.place}")


def _offer(said: Suggestion, cast: Cast, word: Word) -> None:
    acts.offer(said, by=cast.clerks[0], text=word.text, category=word.category)
    if said.is_public_consented:
        acts.publish(said, by=cast.clerks[0], text=word.text)


def _adopt(said: Suggestion, cast: Cast, word: Word) -> None:
    _offer(said, cast, word)
    acts.claim(said, by=cast.members[0])
    acts.adopt(said, by=cast.members[0])


def _decline(said: Suggestion, cast: Cast, word: Word) -> None:
    step = "请到村（社区）人民调解委员会申请调解，或拨打12348法律服务热线。"
    acts.decline(said, by=cast.clerks[0], reason="dispute", next_step=step)


def _report(said: Suggestion, cast: Cast, word: Word) -> None:
    title = "关于规范家政服务收费和纠纷处理的建议"
    acts.turn_into_report(
        said, by=cast.clerks[0], title=title, text=f"{word.text}建议公布参考价格并明确投诉渠道。"
    )


_COURSES: dict[str, Course] = {
    "new": _stay,
    "answered": _answer,
    "rated": _rate,
    "again": _say_no,
    "published": _publish,
    "forwarded": _forward,
    "hotline": _hand_over,
    "offered": _offer,
    "adopted": _adopt,
    "reported": _report,
    "declined": _decline,
}
