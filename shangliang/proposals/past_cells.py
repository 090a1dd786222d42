"""Cells of a table of past cases as people type them: sessions, numbers, days, kinds, categories."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _t

from shangliang.bodies.models import Session
from shangliang.bodies.reference.categories import national_categories
from shangliang.core.errors import Invalid
from shangliang.core.text import chinese_number
from shangliang.core.time import today
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import ProposalRules

Kind = Proposal.Kind
_KINDS = {
    Kind.INDIVIDUAL: ("个人", "委员", "委员提案", "个人提案", "individual"),
    Kind.JOINT: ("联名", "委员联名", "联名提案", "联名件", "joint"),
    Kind.COLLECTIVE: ("集体", "集体提案", "党派", "团体", "collective"),
}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMES = re.compile(r"[、,，;；/\s]+")
_MOST_NUMBER = 99_999


def plain(cell: str) -> str:
    """Width and spaces do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).casefold()


def session_names(sessions: Sequence[Session]) -> dict[str, Session]:
    """Every usual way to write each session: 九届二次, 第九届第二次会议, 9届2次, 9-2."""
    found: dict[str, Session] = {}
    for one in sessions:
        term, number = one.term.ordinal, one.ordinal
        for said_term in (chinese_number(term), str(term)):
            for said_number in (chinese_number(number), str(number)):
                found[f"{said_term}届{said_number}次"] = one
        found[f"{term}-{number}"] = one
        found[plain(str(one))] = one
    return found


def session_in(cell: str, names: dict[str, Session]) -> Session:
    """The session a cell means."""
    wanted = plain(cell).replace("第", "").replace("全体会议", "").replace("全会", "").replace("会议", "")
    found = names.get(wanted) or names.get(wanted.replace(".", "-"))
    if found is None:
        raise Invalid(
            _t("“%(cell)s” is no session of this body; create its term and session first.") % {"cell": cell}
        )
    return found


def number_in(cell: str) -> int:
    """A case number: 第0012号 is 12."""
    digits = re.sub(r"^第|号$", "", plain(cell))
    digits = digits.removesuffix(".0")
    if not re.fullmatch(r"[0-9]{1,5}", digits) or not 0 < int(digits) <= _MOST_NUMBER:
        raise Invalid(_t("“%(cell)s” is no case number.") % {"cell": cell})
    return int(digits)


def day_in(cell: str) -> date:
    """A day that was."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or day > today() or day.year < 1949:
        raise Invalid(_t("“%(cell)s” is no day of the past.") % {"cell": cell})
    return day


def kind_in(cell: str, *, is_collective: bool, signers: int) -> str:
    """The kind a cell names; without one, what the proposers say."""
    if not cell:
        return Kind.COLLECTIVE if is_collective else Kind.JOINT if signers > 1 else Kind.INDIVIDUAL
    for kind, names in _KINDS.items():
        if plain(cell) in names:
            return kind
    raise Invalid(_t("“%(cell)s” is no kind of proposal.") % {"cell": cell})


def category_names(rules: ProposalRules) -> dict[str, str]:
    """Codes of national and local categories by code and by both names."""
    rows = [(one.code, one.zh, one.en) for one in national_categories()]
    rows += [(one.code, one.zh, one.en) for one in rules.categories]
    return {plain(name): row[0] for row in rows for name in row if name}


def category_in(cell: str, names: dict[str, str]) -> str:
    """The category a cell means; an empty cell means none."""
    if cell and plain(cell) not in names:
        raise Invalid(_t("“%(cell)s” is no category of this body.") % {"cell": cell})
    return names[plain(cell)] if cell else ""


def names_in(cell: str) -> list[str]:
    """People or collectives separated in any usual way; 张 三 is one name."""
    joined = re.sub(r"(?<=^[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff](?:$|[、,，;；]))", "", cell)
    return [one for one in _NAMES.split(joined) if one and one not in ("等", "等人")]
