"""The public's words in the other rooms: letters, calendars, reminders, homes, help."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.bodies.models import Post
from shangliang.bodies.tests.world import World, make_world
from shangliang.core.homes import Composed, Home, Queues, Rows, Visit, composed, part_named
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act
from shangliang.notices.models import Notice
from shangliang.notices.topics import topic_of
from shangliang.notices.waiting import Counted
from shangliang.opinions import acts, calendar_dates, home, notice_topics, tasks, vault
from shangliang.opinions.models import Referral, ReferralDeadline, Suggestion, SuggestionDeadline
from shangliang.opinions.tests import cases
from shangliang.opinions.tests.test_pages import as_


def due(referral: Referral, days: int) -> None:
    """Move a unit's due day so many days from now."""
    moment = timezone.now() + timedelta(days=days)
    ReferralDeadline.objects.filter(referral=referral).update(started=moment - timedelta(60), due=moment)


def kinds() -> list[str]:
    """What the clock did."""
    rows = Act.objects.filter(kind__in=["referrals.remind", "referrals.escalate"])
    return list(rows.order_by("id").values_list("kind", flat=True))


def test_a_unit_is_reminded_once_and_its_office_told_when_the_day_was_missed(world: World) -> None:
    referral = cases.forwarded(world)
    assert tasks.watch_deadlines() == 0
    due(referral, 0)
    assert [tasks.watch_deadlines() for _look in range(2)] == [1, 0]
    due(referral, -4)
    assert [tasks.watch_deadlines() for _look in range(2)] == [1, 0]
    assert kinds() == ["referrals.remind", "referrals.escalate"]
    told = Notice.objects.filter(act__kind="referrals.escalate").values_list("person_id", flat=True)
    assert set(told) == {world.clerk.pk, world.lead.pk, world.unit_clerk.pk, world.unit_lead.pk}


def test_the_supervision_office_sees_what_is_late_and_reminds(world: World) -> None:
    referral = cases.forwarded(world, text="我叫卡纳里，斑马线没了")
    due(referral, -4)
    browser = as_(world.supervisor)
    shown = browser.get("/opinions/watched/").content.decode()
    assert "斑马线磨没了" in shown and "卡纳里" not in shown and str(world.unit) in shown
    remind = f"/opinions/watched/{referral.pk}/do/remind/"
    assert remind in shown
    assert browser.post(remind).status_code == 302
    assert kinds() == ["referrals.remind"]
    assert browser.post(f"/opinions/watched/{referral.pk}/do/recall/", {"reason": "x"}).status_code == 403
    part = part_named(at(world, Home.SUPERVISION, "supervisor"), "said")
    assert isinstance(part, Queues) and [row["count"] for row in part.queues] == [1, 1]
    assert lines(world, "supervisor") == {"/opinions/watched/?queue=late": 1}
    other = make_world("330411", "秀洲")
    assert as_(other.supervisor).get(remind).status_code == 404
    assert as_(world.unit_lead).get("/opinions/watched/").status_code == 403


def test_an_answered_word_is_called_to_nobodys_mind(world: World) -> None:
    referral = cases.forwarded(world)
    acts.reply(referral, by=world.unit_lead, answer="已划线。")
    due(referral, -4)
    assert (tasks.watch_deadlines(), kinds()) == (0, [])


def test_every_topic_names_acts_that_exist() -> None:
    for topic, told in notice_topics.KINDS.items():
        flow, _colon, names = told.partition(":")
        for kind in (f"{flow}.{name}" for name in names.split()):
            assert spec_of(kind) is not None, kind
            assert topic_of(kind) is topic


def lines(world: World, person: str) -> dict[str, int]:
    """What the daily letter says to somebody of the public's words."""
    posts = Post.objects.filter(user=getattr(world, person)).select_related("user", "body", "unit")
    found = Counted().for_posts(posts)
    return {one.href: one.many for one in found if one.href.startswith("/opinions/")}


def test_the_daily_letter_tells_each_desk_what_waits_there_alone(world: World) -> None:
    cases.received(world)
    late = cases.received(world)
    SuggestionDeadline.objects.filter(suggestion=late).update(due=timezone.now() - timedelta(days=1))
    cases.forwarded(world)
    cases.received(make_world("330411", "秀洲"))
    assert lines(world, "clerk") == {"/opinions/desk/?queue=new": 2, "/opinions/desk/?queue=late": 1}
    assert lines(world, "unit_clerk") == {"/opinions/units/?queue=open": 1}
    assert lines(world, "other_unit_clerk") == lines(world, "member") == {}


def test_the_calendar_holds_the_due_days_of_ones_own_unit(world: World) -> None:
    referral = cases.forwarded(world)
    found = list(calendar_dates.dates_of(world.unit_clerk))
    assert [one.starts for one in found] == [timezone.localdate(referral.deadline.due)]
    assert referral.suggestion.number in found[0].title
    assert list(calendar_dates.dates_of(world.other_unit_clerk)) == []
    assert list(calendar_dates.dates_of(world.clerk)) == []


def at(world: World, where: Home, person: str) -> Visit:
    """Somebody at their home."""
    return Visit(where, getattr(world, person) if person else AnonymousUser(), world.body)


def test_the_homes_show_each_role_its_own(world: World) -> None:
    cases.received(world)
    cases.forwarded(world)
    clue, public = cases.offered(world), cases.published(world)
    office = part_named(at(world, Home.OFFICE, "clerk"), "said")
    assert isinstance(office, Queues)
    assert {row["label"]: row["count"] for row in office.queues if row["count"]} == {"新增": 1}
    unit = part_named(at(world, Home.UNIT, "unit_clerk"), "words")
    member = part_named(at(world, Home.MEMBER, "member"), "clues")
    visitor = part_named(at(world, Home.PUBLIC, ""), "said")
    assert isinstance(unit, Rows) and isinstance(member, Rows) and isinstance(visitor, Rows)
    assert (len(unit.rows), [row["meta"][0] for row in member.rows]) == (1, [clue.number])
    assert [row["href"] for row in visitor.rows] == [f"/opinions/{public.pk}/"]
    assert (home.published_card(clue.pk), bool(home.published_card(public.pk))) == (None, True)


def _sealed(world: World) -> Suggestion:
    return cases.received(world, speaker=vault.Envelope(contact="13800000000"))


def test_an_envelope_waits_on_the_home_of_who_may_decide(world: World) -> None:
    from_clerk = acts.ask_disclosure(_sealed(world), by=world.clerk, reason="涉及人身安全")
    found = part_named(at(world, Home.KEEPER, "auditor"), "vault")
    assert isinstance(found, Rows)
    assert [row["title"] for row in found.rows] == [from_clerk.suggestion.number]


@pytest.mark.parametrize(
    ("where", "person", "make"),
    [
        (Home.OFFICE, "clerk", cases.received),
        (Home.UNIT, "unit_clerk", cases.forwarded),
        (Home.MEMBER, "member", cases.offered),
        (Home.PUBLIC, "", cases.published),
    ],
)
def test_a_home_takes_as_many_queries_with_three_words_as_with_one(
    world: World, where: Home, person: str, make: object
) -> None:
    numbers = []
    for more in (1, 2):
        for _row in range(more):
            make(world)  # type: ignore[operator]
        visit = at(world, where, person)
        composed(visit)
        with CaptureQueriesContext(connection) as seen:
            assert isinstance(composed(visit), Composed)
        numbers.append(len(seen))
    assert numbers[0] == numbers[1]
