"""What the rows of a table of past cases would do, worked out before anything is saved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.accounts.models import User
from shangliang.bodies.imports import Field, Outcome, Plan, PlannedRow
from shangliang.bodies.models import Collective, Post, Session
from shangliang.core.errors import Invalid
from shangliang.core.tables import guess_columns
from shangliang.core.text import clean_line, clean_text
from shangliang.proposals import past_cells as cells
from shangliang.proposals.models import PastTable, Proposal
from shangliang.proposals.ruleset import proposal_rules

MOST_ROWS = 2_000
FIELDS = (
    Field("session", _("session"), ("届次", "会议", "届别", "session"), is_needed=True),
    Field(
        "number",
        _("case number"),
        ("案号", "编号", "提案号", "提案编号", "number", "case number"),
        is_needed=True,
    ),
    Field("title", _("title"), ("案由", "标题", "题目", "提案名称", "提案题目", "title"), is_needed=True),
    Field(
        "proposer",
        _("proposer"),
        ("提案人", "提案者", "第一提案人", "作者", "委员姓名", "proposer", "author"),
    ),
    Field("kind", pgettext_lazy("proposal", "kind"), ("提案形式", "形式", "提案类型", "类型", "kind")),
    Field("category", _("category"), ("类别", "分类", "提案分类", "category")),
    Field(
        "filed_on",
        _("day of filing"),
        ("立案日期", "立案时间", "日期", "提交日期", "date", "filed"),
        is_needed=True,
    ),
    Field("text", _("text"), ("内容", "正文", "提案内容", "建议", "text", "content")),
)
_LONGEST_TITLE = 200


def guessed_columns(headers: Sequence[str]) -> dict[str, int]:
    """Field → column, as the headings suggest."""
    return guess_columns(headers, {field.name: field.headings for field in FIELDS})


def plan_of(table: PastTable) -> Plan:
    """One planned row for each row that says something. A constant number of queries."""
    planner = _Planner(table)
    return Plan([planner.plan(number, record) for number, record in _records(table)])


def _records(table: PastTable) -> Iterator[tuple[int, dict[str, str]]]:
    """(number in the table, field → cell); the heading is row 1. Texts keep their lines."""
    for number, row in enumerate(table.rows, 2):
        raw = {name: row[place] for name, place in table.columns.items() if place < len(row)}
        record = {
            name: clean_text(cell) if name == "text" else clean_line(cell) for name, cell in raw.items()
        }
        if any(record.values()):
            yield number, record


class _Planner:
    """Remembers what the body knows, and what earlier rows said."""

    def __init__(self, table: PastTable) -> None:
        body = table.body
        sessions = Session.objects.filter(body=body).select_related("term")
        self.sessions = cells.session_names(list(sessions))
        self.categories = cells.category_names(proposal_rules(body).values)
        self.collectives = {cells.plain(one.name): one for one in Collective.objects.filter(body=body)}
        self.members = _members(body)
        known = Proposal.objects.filter(body=body, number__isnull=False)
        self.known = {(s, n): title for s, n, title in known.values_list("session_id", "number", "title")}
        self.seen: dict[tuple[int, int], int] = {}

    def plan(self, number: int, record: dict[str, str]) -> PlannedRow:
        """The end of one row."""
        label = record.get("title") or "–"
        try:
            return self._planned(number, label, record)
        except Invalid as refusal:
            return PlannedRow(number, label, Outcome.ERROR, str(refusal))

    def _planned(self, number: int, label: str, record: dict[str, str]) -> PlannedRow:
        session = cells.session_in(record.get("session", ""), self.sessions)
        case = cells.number_in(record.get("number", ""))
        title = _title_in(record.get("title", ""))
        self._refuse_repeats(number, session, case)
        known = self.known.get((session.pk, case))
        if known is not None and known != title:
            raise Invalid(_t("This number has another case already: “%(title)s”.") % {"title": known})
        values = self._values(record) | {"session": session, "number": case, "title": title}
        if known is not None:
            return PlannedRow(number, label, Outcome.SAME, _t("is there already"))
        note = "" if values["author"] or values["collective"] else _t("the proposer is not known here")
        return PlannedRow(number, label, Outcome.NEW, note, values)

    def _refuse_repeats(self, number: int, session: Session, case: int) -> None:
        before = self.seen.setdefault((session.pk, case), number)
        if before != number:
            raise Invalid(_t("The same number stands in row %(row)s.") % {"row": before})

    def _values(self, record: dict[str, str]) -> dict[str, Any]:
        """The arguments of the act; `author` is None where nobody here is meant without doubt."""
        proposer = record.get("proposer", "")
        names = cells.names_in(proposer)
        collective = self.collectives.get(cells.plain(proposer))
        author = self.members.get(names[0]) if names and collective is None else None
        kind = cells.kind_in(record.get("kind", ""), is_collective=collective is not None, signers=len(names))
        is_told = collective is not None or (author is not None and len(names) == 1)
        return {
            "author": author,
            "collective": collective,
            "kind": kind,
            "category": cells.category_in(record.get("category", ""), self.categories),
            "filed_on": cells.day_in(record.get("filed_on", "")),
            "text": _with_names(record.get("text", ""), "" if is_told else proposer),
        }


def _title_in(cell: str) -> str:
    if not cell:
        raise Invalid(_t("The title is missing."))
    if len(cell) > _LONGEST_TITLE:
        raise Invalid(_t("At most %(limit)s characters fit here.") % {"limit": _LONGEST_TITLE})
    return cell


def _with_names(text: str, names: str) -> str:
    """Names that no account stands for stay readable above the text."""
    return f"提案人：{names}\n\n{text}".strip() if names else text


def _members(body: Any) -> dict[str, User]:
    """Present and former members by name; a name that two people share means nobody."""
    people: dict[str, set[int]] = defaultdict(set)
    found: dict[str, User] = {}
    posts = Post.objects.filter(body=body, role=Post.Role.MEMBER).select_related("user")
    for post in posts:
        people[post.user.name].add(post.user_id)
        found[post.user.name] = post.user
    return {name: user for name, user in found.items() if len(people[name]) == 1}
