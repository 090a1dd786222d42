"""The pages: how one is told, the logs, unsubscribing, the calendar; and who must not see what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from shangliang.accounts import privacy
from shangliang.accounts.models import SecurityEvent, User
from shangliang.bodies.tests.world import World, make_world
from shangliang.notices.models import CalendarLink, Choice, Delivery, Habit, Notice
from shangliang.notices.queries import habit_of, topics_for
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting
from shangliang.notices.tests.adapters import recorded
from shangliang.notices.unsubscribing import token_for
from shangliang.proposals import acts
from shangliang.proposals.tests import cases

HABIT = {"has_digest": "on", "rhythm": "yes", "digest_hour": "9", "quiet_from": "21", "quiet_until": "6"}


def signed_in(user: User, **more: bool) -> Client:
    client = Client(headers={"accept-language": "en"}, **more)  # type: ignore[arg-type]
    client.force_login(user)
    return client


def test_the_matrix_shows_the_usual_and_what_is_required(world: World) -> None:
    page = signed_in(world.member).get("/notices/settings/").content.decode()
    assert 'name="proposals.decisions-mail" disabled' in page.replace(
        '" id="id_proposals.decisions-mail"', '"'
    )
    assert "Cannot be switched off: The rules on proposals ask" in page
    assert "What waits on my desk" not in page
    assert "What waits on my desk" in signed_in(world.clerk).get("/notices/settings/").content.decode()


def test_choices_are_kept_where_they_differ_from_the_usual(world: World) -> None:
    client, ticked = signed_in(world.member), {"proposals.steps-here": "on", "proposals.steps-sms": "on"}
    for topic in topics_for(world.member):
        if topic.name != "proposals.steps":
            ticked |= {f"{topic.name}-{way}": "on" for way in topic.usual}
    assert client.post("/notices/settings/", {**ticked, **HABIT}).status_code == 302
    kept = set(Choice.objects.values_list("person", "topic", "way", "is_on"))
    pk = world.member.pk
    assert kept == {(pk, "proposals.steps", "digest", False), (pk, "proposals.steps", "sms", True)}
    habit = habit_of(world.member)
    assert (habit.digest_hour, habit.quiet_from, habit.quiet_until, habit.by_workdays) == (9, 21, 6, True)


def test_leaving_out_what_is_required_does_not_switch_it_off(world: World) -> None:
    signed_in(world.member).post("/notices/settings/", HABIT)
    assert not Choice.objects.filter(
        topic__in=["proposals.decisions", "proposals.replies"], way="mail"
    ).exists()


def test_no_day_chosen_is_told_and_loses_nothing(world: World) -> None:
    answer = signed_in(world.member).post("/notices/settings/", {**HABIT, "rhythm": "no"})
    assert (answer.status_code, Habit.objects.count()) == (422, 0)
    assert b"Please choose at least one day" in answer.content


def test_ones_own_log_shows_outcomes_and_no_contents(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded(monkeypatch)
    proposal = cases.filed(world)
    route_waiting()
    send_waiting()
    page = signed_in(world.member).get("/notices/sent/").content.decode()
    assert "Decisions on proposals" in page and proposal.title not in page and world.member.email not in page
    assert "Nothing was sent" in signed_in(world.cosigner).get("/notices/sent/").content.decode()


def test_the_administrator_sees_who_was_sent_what_of_the_own_body_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(monkeypatch)
    proposal = cases.filed(world)
    route_waiting()
    send_waiting()
    page = signed_in(world.admin).get("/notices/sent/in-my-bodies/").content.decode()
    assert str(world.member) in page and proposal.title not in page and world.member.email not in page
    other = make_world("330411", "秀洲")
    assert str(world.member) not in signed_in(other.admin).get("/notices/sent/in-my-bodies/").content.decode()
    assert signed_in(world.clerk).get("/notices/sent/in-my-bodies/").status_code == 403


def test_the_log_asks_as_often_for_one_row_as_for_three(
    world: World, django_assert_num_queries: object
) -> None:
    people, client = [world.member, world.clerk, world.lead], signed_in(world.admin)
    client.get("/notices/sent/in-my-bodies/")

    def add(person: User) -> None:
        Delivery.objects.create(
            person=person, body=world.body, way="mail", topic="other", key=f"k{person.pk}"
        )

    add(people[0])
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/sent/in-my-bodies/")
    add(people[1])
    add(people[2])
    with django_assert_num_queries(len(one)):  # type: ignore[operator]
        client.get("/notices/sent/in-my-bodies/")


def test_one_click_unsubscribes_without_a_session_and_looking_does_not(world: World) -> None:
    link = reverse("notices:unsubscribe", args=[token_for(world.member, "proposals.steps")])
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(link).status_code == 200
    assert Choice.objects.count() == 0
    answer = stranger.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert set(Choice.objects.values_list("person", "topic", "way", "is_on")) == {
        (world.member.pk, "proposals.steps", way, False) for way in ("mail", "digest")
    }


def test_the_link_never_switches_off_what_is_required(world: World) -> None:
    link = reverse("notices:unsubscribe", args=[token_for(world.member, "proposals.replies")])
    page = signed_in(world.member).post(link, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert "cannot be switched off" in page
    assert Choice.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "WzEsIm90aGVyIl0:1abcde:forged"])
def test_a_forged_link_changes_nothing(world: World, token: str) -> None:
    answer = Client().post(reverse("notices:unsubscribe", args=[token]))
    assert (answer.status_code, Choice.objects.count()) == (404, 0)


def test_the_link_of_a_digest_ends_digests(world: World) -> None:
    cases.submitted(world)
    route_waiting()
    Client().post(reverse("notices:unsubscribe", args=[token_for(world.clerk, "digest")]))
    assert not habit_of(world.clerk).has_digest
    waiting = Notice.objects.filter(awaits_digest=True).values_list("person", flat=True)
    assert list(waiting) == [world.lead.pk]


def test_mails_carry_the_one_click_header_but_not_the_required_ones(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder = recorded(monkeypatch)
    Choice.objects.create(person=world.member, topic="proposals.steps", way="mail", is_on=True)
    cases.distributed(world)
    route_waiting()
    send_waiting()
    headers = [one.headers for one in recorder.sent if one.to == world.member.email]
    assert [sorted(one) for one in headers] == [[], ["List-Unsubscribe", "List-Unsubscribe-Post"]]
    assert headers[1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def calendar_link(user: User) -> str:
    client = signed_in(user)
    page = client.post("/notices/calendar/").content.decode()
    return page.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")


def summaries(link: str) -> list[str]:
    answer = Client().get(link)
    assert answer.status_code == 200
    return [str(one["SUMMARY"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_the_calendar_holds_due_days_sessions_and_time_to_sign(world: World) -> None:
    User.objects.update(language="en")
    cases.distributed(world)
    invited = cases.drafted(world)
    acts.invite_to_sign(invited, by=world.member, people=[world.cosigner])
    title, cutoff = cases.TEXT["title"], "last moment for proposals"
    assert [s for s in summaries(calendar_link(world.unit_clerk)) if s.startswith("Due")] == [
        f"Due: sign for – {title}",
        f"Due: reply – {title}",
    ]
    mine = summaries(calendar_link(world.member))
    assert f"{world.unit}: reply due – {title}" in mine and any(cutoff in one for one in mine)
    assert f"Last moment to sign: {title}" in summaries(calendar_link(world.cosigner))
    assert not any(title in one for one in summaries(calendar_link(world.other_unit_clerk)))


def test_the_feed_asks_as_often_for_three_cases_as_for_one(
    world: World, django_assert_num_queries: object
) -> None:
    cases.distributed(world)
    link = calendar_link(world.unit_clerk)
    with CaptureQueriesContext(connection) as one:
        Client().get(link)
    cases.distributed(world)
    cases.distributed(world)
    with django_assert_num_queries(len(one)):  # type: ignore[operator]
        Client().get(link)


def test_a_renewed_or_ended_link_opens_nothing(world: World) -> None:
    first = calendar_link(world.member)
    second = calendar_link(world.member)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    signed_in(world.member).post("/notices/calendar/end/")
    assert Client().get(second).status_code == 404
    kinds = SecurityEvent.objects.filter(user=world.member, kind__startswith="calendar")
    assert kinds.count() == 3


def test_the_calendar_of_a_closed_account_is_closed(world: World) -> None:
    link = calendar_link(world.member)
    User.objects.filter(pk=world.member.pk).update(is_active=False)
    assert Client().get(link).status_code == 404


def test_the_secret_is_not_kept(world: World) -> None:
    secret = calendar_link(world.member).rpartition("/")[2].removesuffix(".ics")
    assert secret not in CalendarLink.objects.get().digest
    told = str(privacy.my_data(world.member)["calendar_link"])
    assert CalendarLink.objects.get().digest not in told and secret not in told


def test_erasure_forgets_how_one_was_reached(world: World) -> None:
    calendar_link(world.member)
    Choice.objects.create(person=world.member, topic="other", way="sms", is_on=True)
    Habit.objects.create(person=world.member)
    cases.filed(world)
    route_waiting()
    privacy.forget(world.member)
    left = [
        model.objects.filter(person=world.member).count() for model in (Choice, Habit, CalendarLink, Delivery)
    ]
    assert left == [0, 0, 0, 0]
    assert Notice.objects.filter(person=world.member).exists()
