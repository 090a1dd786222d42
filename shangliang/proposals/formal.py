"""Numbers and sessions as official documents write them: 九届二次, 第0012号."""

from shangliang.bodies.models import Session

_DIGITS = "〇一二三四五六七八九"
_TEN = 10


def chinese_number(number: int) -> str:
    """1 to 99 in words: 九, 十二, 二十一."""
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def formal_session(session: Session | None) -> str:
    """A session by term and number; nothing for none."""
    if session is None:
        return ""
    return f"{chinese_number(session.term.ordinal)}届{chinese_number(session.ordinal)}次"


def formal_number(number: int | None) -> str:
    """A case number as printed; nothing for none."""
    return f"第{number:04d}号" if number else ""
