"""Setting up an installation, step by step, and noting its backups: everything done to the installation."""

import secrets
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.acts.door import Kind, note
from shangliang.accounts.models import User
from shangliang.accounts.where import Where
from shangliang.bodies import acts as bodies
from shangliang.bodies.country import load_country
from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.reference.divisions import divisions
from shangliang.bodies.reference.divisions import has_body as has_conference
from shangliang.bodies.rule_templates import templates
from shangliang.bodies.rules import is_platform_admin, is_system
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.installation import queries
from shangliang.installation.flows import installation as flow
from shangliang.installation.models import ONLY, Installation
from shangliang.installation.rules import has_body, has_no_operator, sets_up
from shangliang.ledger.door import then

State = Installation.State
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def begin() -> Installation:
    """The row, made if it is missing: open where nobody is yet, else finished long ago."""
    state = State.FINISHED if queries.has_people() else State.OPEN
    return Installation.objects.get_or_create(pk=ONLY, defaults={"state": state})[0]


@flow.keep("make_code", _("Make a setup code"), source=State.OPEN, who=is_system, when=has_no_operator)
def make_code(installation: Installation, *, by: User) -> str:
    """A new one-time code; an earlier one opens nothing any more. It is told once and kept as a digest."""
    code = "-".join("".join(secrets.choice(_SIGNS) for _sign in range(4)) for _group in range(4))
    installation.code_digest = queries.digest_of(code)
    return code


@flow.keep("name_site", _("Name the site"), source=State.OPEN, who=sets_up)
def name_site(installation: Installation, *, by: User, site_name: str, language: str) -> None:
    """What every page calls the site, and the language of the first administrator."""
    name = clean_line(site_name)
    if not name or len(name) > 40:
        raise Invalid(_t("Between one and 40 characters, please."), "site_name")
    installation.site_name, installation.language = name, language
    _pass(installation, "site")
    then(queries.forget_site_name)


@flow.keep(
    "open_first_account",
    _("Open the first account"),
    source=State.OPEN,
    who=is_system,
    when=has_no_operator,
)
def open_first_account(
    installation: Installation, *, by: User, name: str, username: str, email: str, password: str, where: Where
) -> User:
    """Whoever holds the setup code becomes the administrator; the code is used up."""
    person = User(
        name=clean_line(name),
        username=_checked_username(username),
        email=email,
        language=installation.language,
        is_superuser=True,
    )
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), "password") from error
    person.set_password(password)
    person.save()
    note(Kind.PASSWORD_SET, person, where)
    installation.code_digest = ""
    _pass(installation, "administrator")
    return person


def _checked_username(wanted: str) -> str:
    chosen = clean_line(wanted)
    try:
        UnicodeUsernameValidator()(chosen)
    except ValidationError as error:
        raise Invalid(str(error.message), "username") from error
    return chosen


@flow.keep("choose_body", _("Choose the body"), source=State.OPEN, who=is_platform_admin)
def choose_body(installation: Installation, *, by: User, code: str) -> None:
    """Work for a body of the country's tree; the map is loaded first if it is not there yet."""
    bodies_there = Body.objects.select_related("region__parent").filter(region__code=code)
    if code not in {place.code for place in divisions() if has_conference(place)}:
        raise Invalid(_t("There is no body with this code."), "code")
    if not bodies_there.exists():
        load_country()
    _work_for(installation, by, bodies_there.get())


@flow.keep("found_own_body", _("Found a body of one's own"), source=State.OPEN, who=is_platform_admin)
def found_own_body(
    installation: Installation, *, by: User, name: str, short_name: str, place: str, level: str
) -> None:
    """Work for a council that is not in the country's tree."""
    made = bodies.found_body(installation, by=by, name=name, short_name=short_name, place=place, level=level)
    _work_for(installation, by, made)


def _work_for(installation: Installation, by: User, body: Body) -> None:
    """The body is put in use, and the operator administers it until others are appointed."""
    if installation.body_id is not None:
        raise Conflict(_t("The body is chosen already. Further ones are put in use from their own pages."))
    installation.body = body
    _pass(installation, "body")
    then(partial(_open_body, body, by))


def _open_body(body: Body, by: User) -> None:
    if not body.is_active:
        bodies.put_in_use(body, by=by)
    forget_posts(by)
    held = Post.objects.active().filter(user=by, body=body, role=Post.Role.ADMIN)
    if not held.exists():
        bodies.appoint(body, by=by, person=by, role=Post.Role.ADMIN)
    forget_posts(by)


@flow.keep("take_rules", _("Take these rules"), source=State.OPEN, who=is_platform_admin, when=has_body)
def take_rules(installation: Installation, *, by: User, template: str) -> None:
    """Lay down the values of a template for the body, from today on."""
    chosen = templates.get(template)
    if chosen is None or installation.body is None:
        raise Invalid(_t("Choose one of the sets."), "template")
    _pass(installation, "rules")
    given: dict[str, Any] = {"kind": chosen.kind, "valid_from": today(), "values": dict(chosen.values)}
    then(partial(bodies.set_rules, installation.body, by=by, **given))


@flow.keep("enter_term", _("Enter term and session"), source=State.OPEN, who=is_platform_admin, when=has_body)
def enter_term(
    installation: Installation,
    *,
    by: User,
    term: int,
    starts: date,
    ends: date,
    session: int,
    opens: date,
    closes: date,
    accepts_from: datetime,
    cutoff: datetime,
) -> None:
    """The present term with its latest session, both or neither."""
    body = installation.body
    assert body is not None
    made = bodies.open_term(body, by=by, ordinal=term, starts=starts, ends=ends)
    window: dict[str, Any] = {
        "opens": opens,
        "closes": closes,
        "accepts_from": accepts_from,
        "cutoff": cutoff,
    }
    bodies.open_session(body, by=by, term=made, ordinal=session, **window)
    _pass(installation, "term")


@flow.keep("pass_step", _("Go on"), source=State.OPEN, who=is_platform_admin)
def pass_step(installation: Installation, *, by: User, step: str) -> None:
    """Go on without, or after what was done on other pages; it can be done later as well."""
    if step not in ("rules", "term", "units", "members", "mail"):
        raise Conflict(_t("This step cannot be left out."))
    _pass(installation, step)


@flow.keep("note_mail", _("Note the test mail"), source=State.OPEN, who=is_platform_admin)
def note_mail(installation: Installation, *, by: User) -> None:
    """A mail left this machine."""
    installation.mail_tried = timezone.now()
    _pass(installation, "mail")


@flow.act(
    "finish",
    _("Finish the setting up"),
    past=_("finished the setting up"),
    source=State.OPEN,
    target=State.FINISHED,
    who=is_platform_admin,
    when=has_body,
    facts=("passed",),
)
def finish(installation: Installation, *, by: User) -> None:
    """The pages of the first run are closed for good."""
    _pass(installation, "finish")


@flow.keep("note_backup", _("Note a backup"), source=tuple(State), who=is_system)
def note_backup(installation: Installation, *, by: User, place: str) -> None:
    """A copy was made just now."""
    installation.backed_up, installation.backup_place = timezone.now(), place[:255]


def _pass(installation: Installation, step: str) -> None:
    if step not in installation.passed:
        installation.passed = [*installation.passed, step]
