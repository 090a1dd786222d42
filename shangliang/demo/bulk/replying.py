"""What replies, joint opinions, ratings and second rounds leave."""

from datetime import datetime
from functools import partial

from shangliang.accounts.models import User
from shangliang.core.text import clean_line, clean_text
from shangliang.demo.bulk.case import Case, Duty, do, effect
from shangliang.demo.bulk.handling import Kind, meet, start_clock
from shangliang.demo.bulk.seals import StoredFile
from shangliang.demo.bulk.writing import add_file
from shangliang.proposals.models import Assignment, Attachment, Proposal, Rating, Reply


def _reply(duty: Duty) -> Reply:
    if duty.row.round not in duty.replies:
        made = Reply(assignment=duty.row, round=duty.row.round)
        duty.replies[duty.row.round] = duty.book.add(made)
    return duty.reply


@effect("draft_reply")
@effect("save_reply")
def write_reply(
    duty: Duty,
    *,
    at: datetime,
    by: User,
    text: str = "",
    number: str = "",
    reply_class: str = "",
    contact_name: str = "",
    contact_phone: str = "",
) -> None:
    reply = _reply(duty)
    reply.number, reply.text, reply.reply_class = clean_line(number)[:60], clean_text(text), reply_class[:8]
    reply.contact_name, reply.contact_phone = clean_line(contact_name)[:32], clean_line(contact_phone)[:32]


@effect("sign_reply")
def sign_reply(duty: Duty, *, at: datetime, by: User) -> None:
    duty.reply.signer = str(by)


@effect("send_back_reply")
def send_back_reply(duty: Duty, *, at: datetime, by: User, note: str) -> None:
    duty.reply.sent_back_note, duty.reply.signer = clean_text(note), ""


@effect("deliver")
def deliver(duty: Duty, *, at: datetime, by: User) -> None:
    duty.reply.delivered, duty.row.reply_class = at, duty.reply.reply_class
    meet(duty, Kind.REPLY, at)
    book = duty.book
    chosen = book.rules.class_coded(duty.reply.reply_class)
    if chosen and chosen.needs_follow_up:
        start_clock(duty, Kind.FOLLOW_UP, book.due("months", at, book.rules.follow_up_months), at)
    book.stated["reply_class"] = duty.reply.reply_class
    book.consequences.append(partial(_await_rating_if_all_replied, duty.case, at))


def _await_rating_if_all_replied(case: Case, at: datetime) -> None:
    case.row.reply_classes = "\n".join(sorted({one.row.reply_class for one in case.duties} - {""}))
    if all(one.row.state == Assignment.State.REPLIED for one in case.answering()):
        do("await_rating", case, at=at, by=case.book.system)


@effect("give_opinion")
def give_opinion(duty: Duty, *, at: datetime, by: User, text: str) -> None:
    reply = _reply(duty)
    reply.text, reply.delivered = clean_text(text), at
    meet(duty, Kind.OPINION, at)


@effect("follow_up")
def follow_up(duty: Duty, *, at: datetime, by: User, later_class: str, text: str) -> None:
    reply = duty.reply
    reply.later_class, reply.later_text, reply.later_at = later_class, clean_text(text), at
    meet(duty, Kind.FOLLOW_UP, at)


@effect("rate")
def rate(duty: Duty, *, at: datetime, by: User, **judged: str) -> None:
    _store(duty, at, Rating(user=by, **judged))


@effect("proxy_rate")
def proxy_rate(duty: Duty, *, at: datetime, by: User, person: User, scan: StoredFile, **judged: str) -> None:
    sheet = add_file(duty.case, by, scan, Attachment.Kind.SCAN)
    _store(duty, at, Rating(user=person, proxy=by, scan=sheet, **judged))


def _store(duty: Duty, at: datetime, rating: Rating) -> None:
    rating.assignment, rating.round, rating.given = duty.row, duty.row.round, at
    duty.book.add(rating)
    duty.rated.add((rating.user_id, rating.round))
    is_dissatisfied = rating.result == Rating.Result.DISSATISFIED
    if is_dissatisfied and duty.row.round == 1 and rating.user_id == duty.case.row.author_id:
        _start_second_round(duty, at)
    else:
        duty.book.consequences.append(partial(_close_if_all_rated, duty.case, at))


def _start_second_round(duty: Duty, at: datetime) -> None:
    book = duty.book
    duty.row.round, duty.row.state = duty.row.round + 1, Assignment.State.HANDLING
    start_clock(duty, Kind.REPLY, book.due("months", at, book.rules.second_round_months), at)
    again = partial(do, "open_second_round", duty.case, at=at, by=book.system, assignment=duty)
    book.consequences.append(again)


@effect("open_second_round")
def open_second_round(case: Case, *, at: datetime, by: User, assignment: Duty) -> None:
    case.row.round = 2


def _close_if_all_rated(case: Case, at: datetime) -> None:
    if case.row.state != Proposal.State.REPLIED:
        return
    if all((case.row.author_id, one.row.round) in one.rated for one in case.answering()):
        do("close_rated", case, at=at, by=case.book.system)


@effect("close_rated")
@effect("close_unrated")
def close(case: Case, *, at: datetime, by: User) -> None:
    case.row.closed_at = at
