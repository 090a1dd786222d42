"""Papers of a case in the layout of official documents: the proposal, replies, joint opinions."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from shangliang.core import documents
from shangliang.core.documents import Heading, OfficialDocument
from shangliang.proposals.formal import formal_number, formal_session
from shangliang.proposals.models import Cosignature, Proposal
from shangliang.proposals.reading import reading_of
from shangliang.proposals.reading_nouns import Handling, Letter, Reading

# The standard of official documents is in Chinese, and so is every word in them, whatever the page speaks.
CHINESE = "zh-hans"
_HEADINGS = ("一、问题", "二、分析", "三、建议")


def addressees(proposal: Proposal) -> list[str]:
    """To whom a reply is addressed: every proposer of the case and of those merged into it, each once."""
    found: dict[str, None] = {}
    for one in (proposal, *proposal.merged.all()):
        found[str(one.collective) if one.collective else f"{one.author}委员"] = None
        signed = (c for c in one.cosignatures.all() if c.state == Cosignature.State.SIGNED)
        found.update(dict.fromkeys(f"{c.user}委员" for c in signed))
    return list(found)


def chinese_reading(proposal: Proposal, user: Any) -> Reading:
    """What this person reads of the case, with every word in the language of documents."""
    with override(CHINESE):
        return reading_of(proposal, user)


def case_name(proposal: Proposal) -> str:
    """How documents name the case: 南湖区政协九届二次会议第0001号提案."""
    session = formal_session(proposal.session)
    meeting = f"{session}会议" if session else ""
    return f"{proposal.body}{meeting}{formal_number(proposal.number)}提案"


def proposal_paper(proposal: Proposal, reading: Reading) -> bytes:
    """The proposal as a document: particulars in a table, then its parts under their headings."""
    blocks: list[documents.Block] = []
    for heading, part in zip(_HEADINGS, reading.parts, strict=False):
        blocks += [Heading(heading), *part.paragraphs]
    if not reading.is_inside:
        blocks = [line for part in reading.parts for line in part.paragraphs]
    return documents.render(
        OfficialDocument(
            title=reading.title, subtitle=case_name(proposal), meta=_particulars(reading), blocks=blocks
        )
    )


def _particulars(reading: Reading) -> list[tuple[str, str]]:
    rows = [
        ("案号", formal_number(reading.number)),
        ("流水号", formal_number(reading.serial)),
        ("提案人", reading.names),
        ("提案形式", reading.kind),
        ("分类", reading.category),
        ("状态", reading.state),
        ("建议承办单位", "、".join(reading.suggested_units)),
        ("承办单位", "、".join(reading.units)),
        ("提交日期", told_date(reading.submitted)),
        ("立案日期", told_date(reading.filed)),
    ]
    return [(label, value) for label, value in rows if value]


def told_date(moment: datetime | None) -> str:
    """A day as documents write it."""
    day = _day(moment)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def reply_letter(
    proposal: Proposal, reading: Reading, handling: Handling, letter: Letter, addressee: str
) -> bytes:
    """The unit's answer to one proposer: number, class, text, contact, signature of the unit, date."""
    name = case_name(proposal)
    notes = (
        [f"联系人：{letter.contact_name}；联系电话：{letter.contact_phone}"] if letter.contact_name else []
    )
    return documents.render(
        documents.Letter(
            title=f"关于{name}的答复",
            addressee=addressee,
            paragraphs=letter.paragraphs,
            signer=handling.unit,
            date=_day(letter.delivered),
            number=letter.number,
            header_lines=(handling.unit,),
            mark=f"（{letter.reply_class.partition(' ')[0]}）" if letter.reply_class else "",
            notes=[*notes, *([f"签发人：{letter.signer}"] if letter.signer else [])],
            copies_to=(reading.body,),
        )
    )


def joint_opinion(proposal: Proposal, reading: Reading, handling: Handling, letter: Letter) -> bytes:
    """What a joint unit tells the lead unit."""
    return documents.render(
        documents.Letter(
            title=f"关于{case_name(proposal)}的会办意见",
            addressee=reading.leads,
            paragraphs=letter.paragraphs,
            signer=handling.unit,
            date=_day(letter.delivered),
            header_lines=(handling.unit,),
            copies_to=(reading.body,),
        )
    )
