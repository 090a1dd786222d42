"""Recognising people in a table: by sign-in name within the body, by mail address, by telephone number."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _t

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post
from shangliang.core.errors import Invalid

_AT_ONCE = 500


class KnownPeople:
    """Everybody that the rows could mean, fetched in a few queries."""

    def __init__(self, body: Body, records: list[dict[str, str]]) -> None:
        self.by_username = {u.username: u for u in _found("username", records)}
        self.by_email = {u.email.lower(): u for u in _found("email", records)}
        self.by_phone: dict[str, list[User]] = defaultdict(list)
        for person in _found("phone", records):
            self.by_phone[person.phone].append(person)
        self.here = set(Post.objects.filter(body=body).values_list("user_id", flat=True))
        members = Post.objects.active().filter(body=body, role=Post.Role.MEMBER)
        self.member_names = set(members.values_list("user__name", flat=True))

    def meant(self, name: str, record: dict[str, str]) -> User | None:
        """The person a row means, None for a newcomer; Invalid where the row contradicts what is known."""
        found = self._named(record) or self._with_mail(record) or self._with_phone(name, record)
        if found is not None and found.name != name:
            raise Invalid(
                _t("Sign-in name, mail address or telephone number belong to an account of another name.")
            )
        is_bare = not any(record.get(key) for key in ("username", "email", "phone"))
        if found is None and is_bare and name in self.member_names:
            raise Invalid(
                _t("There is a member of this name; add a telephone number or sign-in name to tell apart.")
            )
        return found

    def _named(self, record: dict[str, str]) -> User | None:
        person = self.by_username.get(record.get("username", ""))
        if person is None or person.pk in self.here:
            return person
        if person in (self._with_mail(record), *self.by_phone.get(record.get("phone", ""), ())):
            return person
        raise Invalid(_t("This sign-in name is taken."))

    def _with_mail(self, record: dict[str, str]) -> User | None:
        return self.by_email.get(record.get("email", ""))

    def _with_phone(self, name: str, record: dict[str, str]) -> User | None:
        """Families and offices share numbers, so among several the name decides."""
        people = self.by_phone.get(record.get("phone", ""), [])
        same = [one for one in people if one.name == name] or people
        if len(same) > 1:
            raise Invalid(_t("Several accounts have this telephone number; add the sign-in name."))
        return same[0] if same else None


def _found(field: str, records: list[dict[str, str]]) -> Iterable[User]:
    wanted = sorted({record[field] for record in records if record.get(field)})
    for start in range(0, len(wanted), _AT_ONCE):
        yield from User.objects.filter(is_system=False, **{f"{field}__in": wanted[start : start + _AT_ONCE]})
