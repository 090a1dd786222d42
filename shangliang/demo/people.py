"""The people of the demo, all invented: members, offices, units, leaders, one to sign in as for each role."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from shangliang.accounts import policy
from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Membership, Post, Unit
from shangliang.bodies.reference.divisions import usual_name
from shangliang.demo import names
from shangliang.demo.bulk import Cast, Desk
from shangliang.demo.world import HOME, Years

PASSWORD = "shangliang-demo"  # noqa: S105  shown to everybody, for invented people only
Role = Post.Role
UNIT_OF_SIGN_INS = "education"
PARTY_OF_SIGN_INS = "democratic_league"
# Sign-in name → what it is called on the first page, in the order a case meets them.
SIGN_INS = {
    "demo-member": _("member"),
    "demo-cosigner": _("member asked to sign"),
    "demo-contact": _("contact of a party, also a member"),
    "demo-point": _("contact point"),
    "demo-informant": _("invited informant"),
    "demo-clerk": _("office clerk"),
    "demo-lead": _("office lead"),
    "demo-supervisor": _("supervision office"),
    "demo-unit-clerk": _("unit clerk"),
    "demo-unit-lead": _("unit lead"),
    "demo-leader": _("leader"),
    "demo-auditor": _("auditor"),
    "demo-admin": _("body administrator"),
    "demo-platform": _("platform administrator"),
}


def tell_sign_ins() -> None:
    """Who holds no post is described by what they are called on the first page."""
    by_posts = policy.described

    def described(user: Any) -> str:
        called = str(SIGN_INS.get(user.username, ""))
        return by_posts(user) or (called if called != user.name else "")

    policy.described = described


@dataclass(frozen=True)
class Size:
    """How many people a body of the demo has."""

    members: int
    units: int


def make_platform() -> User:
    """Whoever operates the installation, in whose name the bodies are put in use."""
    user = User(
        username="demo-platform", name="平台管理员", password=make_password(PASSWORD), is_superuser=True
    )
    user.save()
    return user


class Crowd:
    """Makes the people of one body; in the home of the sign-ins, the first of each role is one of them."""

    def __init__(self, body: Body, years: Years, rng: random.Random, password: str) -> None:
        self.body, self.years, self.rng = body, years, rng
        self.place = usual_name(body.region.name)
        self.code = body.region.code
        self.since: date = years.session.term.starts
        self._password = password
        self._made: list[User] = []
        self._posts: list[tuple[User, dict[str, Any]]] = []

    def person(self, sign_in: str = "") -> User:
        """A new person; a sign-in only at home."""
        is_known = bool(sign_in) and self.code == HOME
        username = sign_in if is_known else f"{self.code}-{len(self._made) + 1:04d}"
        password = self._password if is_known else "!"
        user = User(username=username, name=names.person_name(self.rng), password=password)
        user.phone = names.mobile(self.rng)
        self._made.append(user)
        return user

    def give(self, user: User, role: str, **more: Any) -> User:
        """A post for the person."""
        self._posts.append((user, {"role": role, **more}))
        return user

    def staff(self, role: str, sign_in: str, count: int, title: str) -> list[User]:
        """The people of an office."""
        made = [self.person(sign_in if place == 0 else "") for place in range(count)]
        return [self.give(one, role, title=title) for one in made]

    def save(self) -> list[Post]:
        """Write people and posts; returns the posts."""
        User.objects.bulk_create(self._made, batch_size=500)
        rows = [Post(user=user, body=self.body, starts=self.since, **more) for user, more in self._posts]
        return Post.objects.bulk_create(rows, batch_size=500)


def populate(body: Body, years: Years, size: Size, rng: random.Random, password: str) -> Cast:
    """Everybody of one body, with posts and memberships."""
    crowd = Crowd(body, years, rng, password)
    members = _members(crowd, size.members)
    contacts = _contacts(crowd)
    cast = Cast(
        body=body,
        session=years.session,
        past_sessions=years.past,
        members=members,
        contacts=contacts,
        clerks=crowd.staff(Role.OFFICE_CLERK, "demo-clerk", 3, "提案委干部"),
        leads=crowd.staff(Role.OFFICE_LEAD, "demo-lead", 1, "提案委主任"),
        supervisors=crowd.staff(Role.SUPERVISOR, "demo-supervisor", 2, "督查室干部"),
        leaders=crowd.staff(Role.LEADER, "demo-leader", 4, "党政领导"),
        desks=_desks(crowd, size.units),
    )
    crowd.staff(Role.AUDITOR, "demo-auditor", 1, "审计员")
    crowd.staff(Role.ADMIN, "demo-admin", 1, "系统管理员")
    _enrol(crowd.save(), members, contacts, years, rng)
    # Notices and credits reach them by id, which they have by now.
    cast.__post_init__()
    return cast


def _members(crowd: Crowd, count: int) -> list[User]:
    sign_ins = {0: "demo-member", 1: "demo-cosigner"}
    return [crowd.give(crowd.person(sign_ins.get(place, "")), Role.MEMBER) for place in range(count)]


def _contacts(crowd: Crowd) -> list[tuple[Collective, User]]:
    """One for every party, and for a few committees and organisations."""
    rows = list(Collective.objects.filter(body=crowd.body, is_active=True))
    parties = [one for one in rows if one.kind == Collective.Kind.PARTY]
    others = [one for one in rows if one.kind in (Collective.Kind.COMMITTEE, Collective.Kind.ORGANISATION)]
    parties.sort(key=lambda one: one.code != PARTY_OF_SIGN_INS)
    chosen = [*parties, *others[:5]]
    found = [(one, crowd.person("demo-contact" if place == 0 else "")) for place, one in enumerate(chosen)]
    for collective, user in found:
        crowd.give(user, Role.CONTACT, collective=collective, title="联络员")
    crowd.give(found[0][1], Role.MEMBER)
    return found


def _desks(crowd: Crowd, count: int) -> list[Desk]:
    units = list(Unit.objects.of(crowd.body))
    units.sort(key=lambda one: (one.kind != UNIT_OF_SIGN_INS, one.kind not in USUAL, one.pk))
    return [_desk(crowd, unit, is_first=place == 0) for place, unit in enumerate(units[:count])]


def _desk(crowd: Crowd, unit: Unit, *, is_first: bool) -> Desk:
    clerk = crowd.person("demo-unit-clerk" if is_first else "")
    lead = crowd.person("demo-unit-lead" if is_first else "")
    crowd.give(clerk, Role.UNIT_CLERK, unit=unit, title="经办人")
    crowd.give(lead, Role.UNIT_LEAD, unit=unit, title="负责人")
    return Desk(unit, clerk, lead)


USUAL = frozenset(
    (
        *("culture_tourism", "urban_management", "commerce", "agriculture", "housing", "civil_affairs"),
        *("health", "data", "justice", "industry", "human_resources", "public_security"),
        *("development_reform", "natural_resources", "finance", "water", "transport", "science"),
    )
)


def _enrol(
    posts: list[Post],
    members: list[User],
    contacts: list[tuple[Collective, User]],
    years: Years,
    rng: random.Random,
) -> None:
    """What a membership adds: sector, committee, party, standing, work."""
    body = years.session.body
    kinds = {
        kind: list(Collective.objects.filter(body=body, kind=kind, is_active=True))
        for kind in ("sector", "committee", "party")
    }
    rows = [_membership(post, years, kinds, rng) for post in posts if post.role == Role.MEMBER]
    Membership.objects.bulk_create(rows, batch_size=500)


def _membership(
    post: Post, years: Years, kinds: dict[str, list[Collective]], rng: random.Random
) -> Membership:
    sector = rng.choice(kinds["sector"])
    party = next((one for one in kinds["party"] if one.code == sector.code), None)
    if party is None and rng.random() < 0.2:
        party = rng.choice(kinds["party"])
    place = usual_name(years.session.body.region.name)
    return Membership(
        post=post,
        term=years.session.term,
        sector=sector,
        committee=rng.choice(kinds["committee"]),
        party=party,
        is_standing=rng.random() < 0.16,
        employer=names.employer(rng, place, sector.name),
        job_title=names.job_title(rng, sector.name),
    )


def sign_in_rows() -> Iterable[tuple[str, str, str]]:
    """(sign-in name, password, role) of every role."""
    return [(username, PASSWORD, str(label)) for username, label in SIGN_INS.items()]
