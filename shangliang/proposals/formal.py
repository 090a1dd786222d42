"""Numbers and sessions as official documents write them: 九届二次, 第0012号."""

from shangliang.bodies.models import Session
from shangliang.core.text import chinese_number


def formal_session(session: Session | None) -> str:
    """A session by term and number; nothing for none."""
    if session is None:
        return ""
    return f"{chinese_number(session.term.ordinal)}届{chinese_number(session.ordinal)}次"


def formal_number(number: int | None) -> str:
    """A case number as printed; nothing for none."""
    return f"第{number:04d}号" if number else ""
