"""What key proposals, scores and publication leave."""

from datetime import date, datetime

from shangliang.accounts.models import User
from shangliang.core.text import clean_line, clean_text
from shangliang.demo.bulk.case import Case, Duty, effect
from shangliang.proposals.models import Instruction, Proposal, PublicText, Visit

Key, Publicity = Proposal.KeyState, Proposal.Publicity


@effect("nominate_key")
def nominate_key(case: Case, *, at: datetime, by: User) -> None:
    case.row.key_state = Key.CANDIDATE


@effect("consult_key")
def consult_key(case: Case, *, at: datetime, by: User) -> None:
    case.row.key_state = Key.CONSULTED


@effect("choose_key")
def choose_key(case: Case, *, at: datetime, by: User, leader: User) -> None:
    case.row.key_state, case.row.key_leader = Key.KEY, leader


@effect("log_visit")
def log_visit(case: Case, *, at: datetime, by: User, day: date, place: str, note: str) -> None:
    visit = Visit(proposal=case.row, day=day, place=clean_line(place)[:120], note=clean_text(note))
    case.book.add(visit)


@effect("instruct")
def instruct(case: Case, *, at: datetime, by: User, leader: User, day: date, text: str) -> None:
    made = Instruction(proposal=case.row, leader=leader, day=day, text=clean_text(text))
    case.instructions.append(case.book.add(made))


@effect("record_effect")
def record_effect(case: Case, *, at: datetime, by: User, instruction: Instruction, effect: str) -> None:
    instruction.effect = clean_text(effect)


@effect("name_good")
def name_good(case: Case, *, at: datetime, by: User) -> None:
    case.row.is_good = True


@effect("score_quality")
def score_quality(case: Case, *, at: datetime, by: User, score: int) -> None:
    case.row.quality_score = score


@effect("score_handling")
def score_handling(duty: Duty, *, at: datetime, by: User, score: int) -> None:
    duty.row.handling_score = score


@effect("review_publicity")
def review_publicity(
    case: Case, *, at: datetime, by: User, extent: str, title: str, text: str, reply: str = ""
) -> None:
    public = case.public or case.book.add(PublicText(proposal=case.row))
    public.extent, public.title, public.reviewed_by = extent, clean_line(title)[:200], by
    public.text, public.reply = clean_text(text), clean_text(reply)
    case.public, case.row.publicity = public, Publicity.REVIEWED


@effect("withhold")
def withhold(case: Case, *, at: datetime, by: User, reason: str) -> None:
    case.row.publicity, case.row.publicity_reason = Publicity.WITHHELD, clean_line(reason)[:200]


@effect("clear_secrecy")
def clear_secrecy(case: Case, *, at: datetime, by: User) -> None:
    case.row.publicity = Publicity.CLEARED


@effect("publish")
def publish(case: Case, *, at: datetime, by: User) -> None:
    case.row.publicity, case.row.published_at = Publicity.PUBLISHED, at
