"""A small country for tests: one county body with its office, members, units and leaders."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Membership, Post, Region, Session, Term, Unit
from shangliang.core.time import today

Role = Post.Role


@dataclass
class World:
    """The people and places of one body."""

    body: Body
    session: Session
    member: User
    cosigner: User
    contact: User
    clerk: User
    lead: User
    supervisor: User
    leader: User
    auditor: User
    admin: User
    unit: Unit
    unit_clerk: User
    unit_lead: User
    other_unit: Unit
    other_unit_clerk: User
    other_unit_lead: User
    party: Collective
    stranger: User


def person(username: str, name: str) -> User:
    """A person who can sign in with the password "orange-lamp-42"."""
    return User.objects.create_user(username, password="orange-lamp-42", name=name)


def hold(user: User, body: Body, role: str, **more: object) -> User:
    """Give a person a post from a month ago on."""
    Post.objects.create(user=user, body=body, role=role, starts=today() - timedelta(days=30), **more)
    return user


def county(code: str = "330402", name: str = "南湖", parent: Body | None = None) -> Body:
    """A body with its region, in use."""
    region = Region.objects.create(code=code, name=f"{name}区", level="county")
    path = (parent.path if parent else "000000/") + f"{code}/"
    return Body.objects.create(
        region=region, name=f"中国人民政治协商会议{name}区委员会", short_name=f"{name}区政协", level="county",
        parent=parent, path=path, is_active=True,
    )  # fmt: skip


def session_in(body: Body) -> Session:
    """A running session that takes proposals within its window."""
    day, now = today(), timezone.now()
    term = Term.objects.create(body=body, ordinal=9, starts=day - timedelta(400), ends=day + timedelta(1400))
    return Session.objects.create(
        body=body, term=term, ordinal=2, opens=day - timedelta(10), closes=day - timedelta(6),
        accepts_from=now - timedelta(60), cutoff=now + timedelta(5),
    )  # fmt: skip


def member(body: Body, username: str, name: str) -> User:
    """A member with a membership in the body's term."""
    user = hold(person(username, name), body, Role.MEMBER)
    Membership.objects.create(post=user.posts.get(), term=body.terms.get())
    return user


def make_world(code: str = "330402", name: str = "南湖") -> World:
    """One body with everybody a case meets on its way."""
    body = county(code, name)
    session = session_in(body)
    education = Unit.objects.create(region=body.region, kind="education", name=f"{name}区教育局")
    transport = Unit.objects.create(region=body.region, kind="transport", name=f"{name}区交通运输局")
    party = Collective.objects.create(body=body, kind="party", code="minmeng", name=f"民盟{name}区基层委员会")

    def staff(role: str, called: str, **more: object) -> User:
        return hold(person(f"{role}-{code}-{len(more)}{called}", called), body, role, **more)

    return World(
        body=body,
        session=session,
        member=member(body, f"member-{code}", "林知远"),
        cosigner=member(body, f"cosigner-{code}", "苏明月"),
        contact=staff(Role.CONTACT, "何联络", collective=party),
        clerk=staff(Role.OFFICE_CLERK, "周文书"),
        lead=staff(Role.OFFICE_LEAD, "郑主任"),
        supervisor=staff(Role.SUPERVISOR, "吴督查"),
        leader=staff(Role.LEADER, "冯主席"),
        auditor=staff(Role.AUDITOR, "陈审计"),
        admin=staff(Role.ADMIN, "褚管理"),
        unit=education,
        unit_clerk=staff(Role.UNIT_CLERK, "卫科员", unit=education),
        unit_lead=staff(Role.UNIT_LEAD, "蒋局长", unit=education),
        other_unit=transport,
        other_unit_clerk=staff(Role.UNIT_CLERK, "沈科员", unit=transport),
        other_unit_lead=staff(Role.UNIT_LEAD, "韩局长", unit=transport),
        party=party,
        stranger=person(f"stranger-{code}", "杨路人"),
    )
