"""Reports of the office in the layout of official documents: on the review, and the list of filed cases."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from shangliang.core import documents
from shangliang.core.documents import Heading, OfficialDocument, Signature, TableBlock
from shangliang.core.errors import Invalid
from shangliang.ledger.figures import Scope
from shangliang.proposals import counted
from shangliang.proposals.cards import Card, all_cards
from shangliang.proposals.figures import APP
from shangliang.proposals.formal import formal_session
from shangliang.proposals.letters import CHINESE
from shangliang.proposals.statistics import Statistic, statistics

# A document of more rows takes minutes to build; the list as a table holds them all.
MOST_LISTED = 1_000


def review_report(scope: Scope) -> bytes:
    """The report on the review of a session's proposals; every number in it is a figure of the registry."""
    with override(CHINESE):
        found = {one["name"].removeprefix(APP): one for one in statistics(scope, is_public=False)}
        title = f"关于{scope.body}{_session(scope)}提案审查情况的报告"
        blocks = [*_text(scope, found), *_tables(found), _signature(scope)]
    return documents.render(OfficialDocument(title=title, blocks=blocks))


def _session(scope: Scope) -> str:
    return f"{formal_session(scope.session)}会议" if scope.session else ""


def _signature(scope: Scope) -> Signature:
    return Signature(f"{scope.body}提案委员会", timezone.localdate())


def _text(scope: Scope, found: dict[str, Statistic]) -> list[documents.Block]:
    n = {name: "—" if one["value"] is None else one["value"] for name, one in found.items()}
    day = timezone.localdate()
    told = {**n, "day": f"{day.year}年{day.month}月{day.day}日", "session": _session(scope) or "历次会议"}
    return [
        Heading("一、提案提交情况"),
        (
            "{session}以来，截至{day}，共收到提案{received}件。其中，集体提案{collective}件，占{collective_share}%；"
            "委员个人提案{individual}件，联名提案{joint}件。闭会期间提交{between_sessions}件。"
        ).format(**told),
        Heading("二、审查立案情况"),
        (
            "经审查，立案{filed}件，立案率{filing_rate}%；并案{merged}件；转为意见{opinions}件；转为社情民意信息{information}件；"
            "退回修改{returned}件；不予立案{not_filed}件；撤回{withdrawn}件；尚在审查{pending}件。以上合计{received}件。"
        ).format(**told),
        _shares("按类别分，立案提案中，", found["filed"]["groups"]["national"], found["filed"]["value"]),
        Heading("三、交办办理情况"),
        (
            "立案提案共形成承办任务{assignments}件，其中主办{assignments_lead}件、分办{assignments_separate}件、"
            "会办{assignments_joint}件。已全部答复{replied}件，办复率{replied_rate}%；平均办理用时{days_to_reply}个工作日；"
            "逾期{late}件。列为重点提案{key}件，评为优秀提案{good}件，公开{published}件。"
        ).format(**told),
    ]


def _shares(lead: str, lines: list[dict[str, Any]], whole: int) -> str:
    """One sentence that names every part with its share."""
    if not whole:
        return "尚无立案提案。"
    parts = [f"{line['label']}{line['value']}件，占{100 * line['value'] / whole:.1f}%" for line in lines]
    return lead + "；".join(parts) + "。"


def _tables(found: dict[str, Statistic]) -> list[documents.Block]:
    tables = (
        ("附表1 立案提案分类统计", "类别", found["filed"]["groups"]["category"]),
        ("附表2 收到提案形式统计", "形式", found["received"]["groups"]["kind"]),
        ("附表3 承办单位统计", "单位", found["assignments"]["groups"]["unit"]),
        ("附表4 不予立案原因统计", "原因", found["not_filed"]["groups"]["reason"]),
    )
    return [_table(*one) for one in tables if one[2]]


def _table(caption: str, heading: str, lines: list[dict[str, Any]]) -> TableBlock:
    whole = sum(line["value"] for line in lines)
    rows = [(line["label"], str(line["value"]), f"{100 * line['value'] / whole:.1f}%") for line in lines]
    return TableBlock((heading, "件数", "占比"), [*rows, ("合计", str(whole), "100%")], caption, (3, 1, 1))


def filed_list(scope: Scope, user: Any) -> bytes:
    """The filed cases by number: title, proposer, category, units."""
    rows = counted.received(scope).filter(state__in=counted.FILED).order_by("number", "pk")
    count = rows.count()
    if count > MOST_LISTED:
        told = {"count": count, "most": MOST_LISTED}
        sentence = _(
            "These are %(count)s cases; a document lists %(most)s. Fetch the list as a table instead."
        )
        raise Invalid(sentence % told)
    with override(CHINESE):
        table = TableBlock(
            ("案号", "案由", "提案人", "类别", "承办单位"),
            _listed(all_cards(rows, user, scope.body)),
            "",
            (2, 6, 3, 3, 4),
        )
        title = f"{scope.body}{_session(scope)}立案提案目录"
    return documents.render(OfficialDocument(title=title, subtitle=f"（共{count}件）", blocks=[table]))


def _listed(cards: Iterable[Card]) -> list[tuple[str, ...]]:
    return [
        (
            f"{one.number:04d}" if one.number else "",
            one.title,
            one.proposer,
            one.category,
            "、".join(one.units),
        )
        for one in cards
    ]
