"""Acts on a body: what they do, what they refuse, what the ledger says."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies import acts
from shangliang.bodies.models import Body, Collective, Membership, Post, Session, Term, Unit
from shangliang.bodies.tests.world import World, county, person
from shangliang.core.errors import Conflict, Invalid, NotAllowed, NotVisible
from shangliang.core.time import today
from shangliang.ledger.models import Act, Tally
from shangliang.ledger.tallies import differences
from shangliang.notices.models import Notice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def last_act() -> tuple[str, dict[str, Any]]:
    """Kind and facts of what was done last."""
    act = Act.objects.order_by("-pk")[0]
    return act.kind, act.facts


# In use


def test_a_body_put_in_use_has_sectors_committees_parties_and_units(operator: User) -> None:
    body = county()
    Body.objects.filter(pk=body.pk).update(is_active=False)
    acts.put_in_use(body, by=operator)
    kinds = [Collective.objects.filter(body=body, kind=kind).count() for kind in Collective.Kind.values]
    units = Unit.objects.of(body)
    assert (body.is_active, kinds) == (True, [10, 8, 28, 5, 0])
    assert units.filter(name="南湖区公安局").count() == 1
    assert units.filter(kind="town").count() == 13
    assert last_act() == (
        "bodies.put_in_use",
        {"level": "county", "collectives": 51, "units": units.count()},
    )


def test_a_body_is_put_in_use_once(world: World, operator: User) -> None:
    with pytest.raises(Conflict, match="启用"):
        acts.put_in_use(world.body, by=operator)


def test_nothing_is_administered_in_a_body_that_is_not_in_use(world: World) -> None:
    Body.objects.filter(pk=world.body.pk).update(is_active=False)
    with pytest.raises(Conflict):
        acts.add_unit(world.body, by=world.admin, name="区档案馆")


# Terms and sessions


def test_terms_follow_each_other_without_overlapping(world: World) -> None:
    last = Term.objects.get(body=world.body)
    term = acts.open_term(
        world.body, by=world.admin, ordinal=10, starts=last.ends + DAY, ends=last.ends + 1800 * DAY
    )
    assert list(Term.objects.filter(body=world.body)) == [term, last]


@pytest.mark.parametrize(
    ("ordinal", "starts", "ends", "error"),
    [
        (9, 1500, 1600, Conflict),
        (10, 1400, 1600, Invalid),
        (10, 1600, 1500, Invalid),
        (8, 1500, 1600, Invalid),
    ],
)
def test_terms_that_do_not_fit_are_refused(
    world: World, ordinal: int, starts: int, ends: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        acts.open_term(
            world.body,
            by=world.admin,
            ordinal=ordinal,
            starts=today() + starts * DAY,
            ends=today() + ends * DAY,
        )
    assert Term.objects.filter(body=world.body).count() == 1


def session_days(**other: Any) -> dict[str, Any]:
    """A session next year that fits."""
    opens = today() + 300 * DAY
    moment = timezone.now() + 290 * DAY
    fitting = {
        "ordinal": 3,
        "opens": opens,
        "closes": opens + 4 * DAY,
        "accepts_from": moment,
        "cutoff": moment + 12 * DAY,
    }
    return {**fitting, **other}


def test_a_session_is_entered_with_its_window(world: World) -> None:
    term = Term.objects.get(body=world.body)
    made = acts.open_session(world.body, by=world.admin, term=term, **session_days())
    assert list(Session.objects.filter(body=world.body)) == [made, world.session]
    assert last_act()[0] == "bodies.open_session"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"ordinal": 2}, Conflict),
        ({"closes": today() + 299 * DAY}, Invalid),
        ({"opens": today() + 9000 * DAY, "closes": today() + 9001 * DAY}, Invalid),
        ({"opens": today() - 8 * DAY, "closes": today() - 7 * DAY}, Invalid),
        ({"accepts_from": timezone.now() + 400 * DAY, "cutoff": timezone.now() + 500 * DAY}, Invalid),
        ({"cutoff": timezone.now() + 280 * DAY}, Invalid),
        ({"cutoff": timezone.now() + 291 * DAY}, Invalid),
        ({"accepts_from": timezone.now() + DAY}, Invalid),
    ],
)
def test_sessions_that_do_not_fit_are_refused(
    world: World, wrong: dict[str, Any], error: type[Exception]
) -> None:
    term = Term.objects.get(body=world.body)
    with pytest.raises(error):
        acts.open_session(world.body, by=world.admin, term=term, **session_days(**wrong))
    assert Session.objects.filter(body=world.body).count() == 1


def test_the_term_of_another_body_takes_no_session(world: World) -> None:
    other = county("330411", "秀洲")
    term = Term.objects.create(body=other, ordinal=9, starts=today() - DAY, ends=today() + 1000 * DAY)
    with pytest.raises(NotVisible):
        acts.open_session(world.body, by=world.admin, term=term, **session_days())


def test_moving_the_cutoff_keeps_the_old_one_and_the_reason_on_record(world: World) -> None:
    before, cutoff = world.session.cutoff, timezone.now() + 9 * DAY
    acts.change_cutoff(world.body, by=world.admin, session=world.session, cutoff=cutoff, reason="会期延长")
    assert Session.objects.get(pk=world.session.pk).cutoff == cutoff
    assert last_act() == (
        "bodies.change_cutoff",
        {
            "session": world.session.pk,
            "before": before.isoformat(),
            "cutoff": cutoff.isoformat(),
            "reason": "会期延长",
        },
    )


@pytest.mark.parametrize(("days", "reason"), [(9, " "), (-1, "会期缩短")])
def test_a_cutoff_without_reason_or_in_the_past_is_refused(world: World, days: int, reason: str) -> None:
    with pytest.raises(Invalid):
        acts.change_cutoff(
            world.body,
            by=world.admin,
            session=world.session,
            cutoff=timezone.now() + days * DAY,
            reason=reason,
        )


# Collectives and units


def test_a_collective_is_added_renamed_and_retired_and_comes_back(world: World) -> None:
    by, body = world.admin, world.body
    group = acts.add_collective(body, by=by, kind="group", name="城南委员小组")
    acts.rename_collective(body, by=by, collective=group, name="城南第一委员小组")
    acts.retire_collective(body, by=by, collective=group)
    assert list(Collective.objects.filter(kind="group").values_list("name", "is_active")) == [
        ("城南第一委员小组", False)
    ]
    again = acts.add_collective(body, by=by, kind="group", name="城南第一委员小组")
    assert (again.pk, again.is_active) == (group.pk, True)


def test_a_collective_that_people_belong_to_is_not_retired(world: World) -> None:
    with pytest.raises(Conflict, match="1"):
        acts.retire_collective(world.body, by=world.admin, collective=world.party)


def test_a_sector_that_members_sit_in_is_not_retired(world: World) -> None:
    sector = acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    acts.change_membership(world.body, by=world.admin, post=world.member.posts.get(), sector=sector)
    with pytest.raises(Conflict, match="1"):
        acts.retire_collective(world.body, by=world.admin, collective=sector)


def test_two_collectives_of_a_kind_do_not_share_a_name(world: World) -> None:
    acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    other = acts.add_collective(world.body, by=world.admin, kind="sector", name="体育界")
    with pytest.raises(Conflict):
        acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    with pytest.raises(Conflict):
        acts.rename_collective(world.body, by=world.admin, collective=other, name="教育界")


def test_a_unit_is_added_renamed_and_retired_and_comes_back(world: World) -> None:
    by, body = world.admin, world.body
    unit = acts.add_unit(body, by=by, name="南湖区档案馆")
    acts.rename_unit(body, by=by, unit=unit, name="南湖区档案局", kind="archives")
    acts.retire_unit(body, by=by, unit=unit)
    unit.refresh_from_db()
    assert (unit.name, unit.kind, unit.is_active) == ("南湖区档案局", "archives", False)
    assert acts.add_unit(body, by=by, name="南湖区档案局").pk == unit.pk


def test_a_unit_with_people_is_not_retired(world: World) -> None:
    with pytest.raises(Conflict, match="2"):
        acts.retire_unit(world.body, by=world.admin, unit=world.unit)


def test_units_of_another_region_are_not_there(world: World) -> None:
    other = county("330411", "秀洲")
    unit = Unit.objects.create(region=other.region, kind="education", name="秀洲区教育局")
    with pytest.raises(NotVisible):
        acts.rename_unit(world.body, by=world.admin, unit=unit, name="南湖区教育局二")


# Posts


def test_an_appointed_person_holds_the_post_and_hears_of_it(world: World) -> None:
    post = acts.appoint(
        world.body, by=world.admin, person=world.stranger, role="unit_lead", unit=world.unit, title="副局长"
    )
    assert list(Post.objects.active().filter(user=world.stranger)) == [post]
    assert last_act() == (
        "bodies.appoint",
        {
            "post": post.pk,
            "person": world.stranger.pk,
            "role": "unit_lead",
            "unit": world.unit.pk,
            "starts": today().isoformat(),
        },
    )
    assert list(Notice.objects.values_list("person", "act__kind")) == [(world.stranger.pk, "bodies.appoint")]


@pytest.mark.parametrize(
    ("post", "error"),
    [
        ({"role": "member"}, Invalid),
        ({"role": "king"}, Invalid),
        ({"role": "unit_clerk"}, Invalid),
        ({"role": "contact"}, Invalid),
        ({"role": "auditor"}, NotAllowed),
    ],
)
def test_posts_that_do_not_fit_are_refused(
    world: World, post: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        acts.appoint(world.body, by=world.admin, person=world.stranger, **post)
    assert not Post.objects.filter(user=world.stranger).exists()


def test_administrators_do_not_appoint_themselves(world: World) -> None:
    with pytest.raises(NotAllowed):
        acts.appoint(world.body, by=world.admin, person=world.admin, role="office_lead")


def test_one_person_does_not_administer_and_audit(world: World, operator: User) -> None:
    with pytest.raises(Conflict):
        acts.appoint(world.body, by=operator, person=world.admin, role="auditor")
    with pytest.raises(Conflict):
        acts.appoint(world.body, by=operator, person=world.auditor, role="admin")


def test_a_post_is_held_once(world: World) -> None:
    with pytest.raises(Conflict):
        acts.appoint(world.body, by=world.admin, person=world.clerk, role="office_clerk")


def test_a_post_ends_with_its_last_day_and_reason(world: World) -> None:
    post = world.clerk.posts.get()
    acts.end_post(world.body, by=world.admin, post=post, ends=today() - DAY, reason="moved")
    assert not Post.objects.active().filter(user=world.clerk).exists()
    assert last_act()[1] == {
        "post": post.pk,
        "person": world.clerk.pk,
        "ends": (today() - DAY).isoformat(),
        "reason": "moved",
    }
    with pytest.raises(Conflict):
        acts.end_post(world.body, by=world.admin, post=post, ends=today(), reason="moved")


@pytest.mark.parametrize(("days", "reason"), [(0, "tired"), (0, "changed"), (-400, "moved")])
def test_a_post_does_not_end_without_reason_or_before_it_began(world: World, days: int, reason: str) -> None:
    post = world.clerk.posts.get()
    with pytest.raises(Invalid):
        acts.end_post(world.body, by=world.admin, post=post, ends=today() + days * DAY, reason=reason)


def test_posts_of_another_body_are_not_there(world: World) -> None:
    other = county("330411", "秀洲")
    post = Post.objects.create(user=world.stranger, body=other, role="office_clerk")
    with pytest.raises(NotVisible):
        acts.end_post(world.body, by=world.admin, post=post, ends=today(), reason="moved")


# Members


def test_an_admitted_member_sits_in_the_running_term(world: World) -> None:
    sector = acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    post = acts.admit_member(
        world.body, by=world.admin, person=world.stranger, sector=sector, is_standing=True, employer="某学校"
    )
    held = Membership.objects.get(post=post)
    assert (held.term.ordinal, held.sector, held.is_standing, post.starts) == (9, sector, True, today())
    kind, facts = last_act()
    assert (kind, "employer" in facts) == ("bodies.admit_member", False)


def test_nobody_is_a_member_twice(world: World) -> None:
    with pytest.raises(Conflict):
        acts.admit_member(world.body, by=world.admin, person=world.member)


def test_a_committee_is_no_sector(world: World) -> None:
    committee = acts.add_collective(world.body, by=world.admin, kind="committee", name="提案委员会")
    with pytest.raises(Invalid) as refused:
        acts.admit_member(world.body, by=world.admin, person=world.stranger, sector=committee)
    assert refused.value.field == "sector"


def test_a_changed_seat_keeps_the_days_in_the_old_one(world: World) -> None:
    old = world.member.posts.get()
    sector = acts.add_collective(world.body, by=world.admin, kind="sector", name="教育界")
    new = acts.change_membership(world.body, by=world.admin, post=old, sector=sector, day=today() - 3 * DAY)
    intervals = Post.objects.filter(user=world.member).order_by("starts")
    assert list(intervals.values_list("pk", "ends", "end_reason", "membership__sector")) == [
        (old.pk, today() - 4 * DAY, "changed", None),
        (new.pk, None, "", sector.pk),
    ]
    assert list(Post.objects.active().filter(user=world.member)) == [new]


def test_another_employer_is_corrected_in_place(world: World) -> None:
    old = world.member.posts.get()
    held = acts.change_membership(world.body, by=world.admin, post=old, employer="某医院")
    assert held.pk == old.pk
    assert Membership.objects.get(post=old).employer == "某医院"
    assert last_act()[1]["changed"] == ["employer"]


def test_a_change_that_changes_nothing_or_lies_outside_is_refused(world: World) -> None:
    post = world.member.posts.get()
    with pytest.raises(Conflict):
        acts.change_membership(world.body, by=world.admin, post=post)
    with pytest.raises(Invalid):
        acts.change_membership(world.body, by=world.admin, post=post, is_standing=True, day=today() + DAY)


# Accounts


def test_an_invited_person_has_no_password_and_the_next_number(world: World) -> None:
    first = acts.invite(world.body, by=world.admin, name="许新人")
    second = acts.invite(world.body, by=world.admin, name="许又新", email="xu@example.org")
    assert [first.username, second.username] == ["330402-0001", "330402-0002"]
    assert (first.has_usable_password(), last_act()) == (
        False,
        ("bodies.invite", {"person": second.pk}),
    )


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"username": "member-330402"}, Conflict),
        ({"username": "a b"}, Invalid),
        ({"email": "taken@example.org"}, Conflict),
        ({"email": "nonsense"}, Invalid),
        ({"name": " "}, Invalid),
    ],
)
def test_accounts_that_do_not_fit_are_refused(
    world: World, given: dict[str, str], error: type[Exception]
) -> None:
    User.objects.filter(pk=world.member.pk).update(email="Taken@example.org")
    with pytest.raises(error):
        acts.invite(world.body, by=world.admin, **{"name": "许新人", **given})


def test_only_people_of_this_body_alone_who_never_signed_in_are_invited_again(world: World) -> None:
    newcomer = acts.invite(world.body, by=world.admin, name="许新人")
    acts.renew_invitation(world.body, by=world.admin, person=newcomer)
    other = county("330411", "秀洲")
    Post.objects.create(user=newcomer, body=other, role="office_clerk")
    stranger = User.objects.create(username="stranger", name="无名", password="!")
    for one in (world.member, newcomer, stranger):
        with pytest.raises(Conflict):
            acts.renew_invitation(world.body, by=world.admin, person=one)


# The record


def test_a_voided_entry_stays_and_no_longer_counts(world: World) -> None:
    acts.add_unit(world.body, by=world.admin, name="南湖区档案馆")
    wrong = Act.objects.get(kind="bodies.add_unit")
    acts.void_entry(world.body, by=world.admin, entry=wrong, reason="重复录入")
    assert list(Act.objects.of_case(world.body).values_list("kind", "role", "voids")) == [
        ("bodies.add_unit", "admin", None),
        ("ledger.void", "admin", wrong.pk),
    ]
    assert list(Act.objects.effective()) == []
    assert Tally.objects.get(kind="bodies.add_unit").count == 0
    assert differences() == []
    with pytest.raises(Conflict):
        acts.void_entry(world.body, by=world.admin, entry=wrong, reason="再次")


def test_entries_of_other_bodies_and_entries_without_reason_are_not_voided(world: World) -> None:
    other = county("330411", "秀洲")
    theirs = person("their-admin", "钱管理")
    Post.objects.create(user=theirs, body=other, role="admin")
    acts.add_unit(other, by=theirs, name="秀洲区档案馆")
    entry = Act.objects.get()
    with pytest.raises(NotVisible):
        acts.void_entry(world.body, by=world.admin, entry=entry, reason="越权")
    with pytest.raises(Invalid):
        acts.void_entry(other, by=theirs, entry=entry, reason=" ")


def test_days_are_written_as_days(world: World) -> None:
    """The facts of an act hold plain values that JSON keeps."""
    acts.open_term(world.body, by=world.admin, ordinal=20, starts=date(2090, 1, 1), ends=date(2094, 12, 31))
    assert datetime.fromisoformat(last_act()[1]["starts"]) == datetime(2090, 1, 1)
