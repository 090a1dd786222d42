"""Accounts that an administrator opens for people of a body; they choose their password by an invitation."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import needed_line, state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Post
from shangliang.bodies.numbers import next_number
from shangliang.bodies.queries import all_posts_of, forget_posts
from shangliang.bodies.rules import administers, is_in_use
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.ledger.flow import ANY
from shangliang.ledger.models import Act


@flow.act(
    "invite",
    _("Open an account"),
    past=_("opened an account"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("person",),
)
def invite(body: Body, *, by: User, name: str, username: str = "", email: str = "", phone: str = "") -> User:
    """Open an account without password; without a sign-in name, the next number of the body is taken."""
    person = User(
        name=needed_line(name, "name", 60),
        username=_username(body, username),
        email=_email(email),
        phone=clean_line(phone)[:32],
        password=make_password(None),
    )
    person.save()
    state_facts(person=person)
    return person


def _username(body: Body, wanted: str) -> str:
    chosen = clean_line(wanted) or _next_free(body)
    if User.objects.filter(username=chosen).exists():
        raise Conflict(_t("This sign-in name is taken."))
    try:
        UnicodeUsernameValidator()(chosen)
    except ValidationError as error:
        raise Invalid(str(error.message), "username") from error
    return needed_line(chosen, "username", 150)


def _next_free(body: Body) -> str:
    while True:
        chosen = f"{body.region.code}-{next_number(body, 'accounts'):04}"
        if not User.objects.filter(username=chosen).exists():
            return chosen


def _email(wanted: str) -> str:
    email = clean_line(wanted)
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(str(error.message), "email") from error
    if User.objects.filter(email__iexact=email).exists():
        raise Conflict(_t("Somebody has this e-mail address already."))
    return email


@flow.act(
    "renew_invitation",
    _("Invite once more"),
    past=_("invited once more"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("person",),
)
def renew_invitation(body: Body, *, by: User, person: User) -> None:
    """Allow a new link for somebody of this body alone who never signed in: it opens the account."""
    forget_posts(person)
    held = all_posts_of(person)
    if person.last_login is not None or person.has_usable_password():
        raise Conflict(_t("This person has signed in already; they can reset their password themselves."))
    if person.is_superuser or not _belongs(body, person) or any(post.body_id != body.pk for post in held):
        raise Conflict(_t("Only people who belong to this body alone can be invited again from here."))


def _belongs(body: Body, person: User) -> bool:
    """Has or had a post here, or got the account from here."""
    opened = Act.objects.filter(body=body, kind="bodies.invite", facts__person=person.pk)
    return Post.objects.filter(user=person, body=body).exists() or opened.exists()
