"""Questions about the public's words that more than one place asks."""

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post, Unit
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core.errors import NotVisible
from shangliang.core.prepared import Prepared
from shangliang.opinions import vault
from shangliang.opinions.models import Claim, Disclosure, Identity, Referral, Suggestion


def with_secret(secret: str) -> Suggestion | None:
    """The suggestion of a receipt; who knows the secret is who spoke."""
    found: Suggestion | None = _with_secret.first(vault.digest_of_secret(secret))
    return found


_with_secret = Prepared(
    lambda digest: (
        Suggestion.objects.filter(secret_digest=digest)
        .select_related("body", "deadline", "merged_into")
        .order_by()
    ),
    str,
)


_listening = Prepared(
    lambda code: bodies_that_listen().filter(region__code=code).select_related("region").order_by(), str
)


def body_that_listens(code: str) -> Body:
    """The body in use of a region; composed once, for every page on which something is said."""
    found: Body | None = _listening.first(code)
    if found is None:
        raise NotVisible(_("There is no such place, or its body is not in use."))
    return found


_of_secret = Prepared(
    lambda digest: Suggestion.objects.filter(secret_digest=digest).order_by().values_list("pk"), str
)


def was_said(secret: str) -> bool:
    """Whether a sending was received before: the one question of every submission, so it is composed once."""
    return bool(_of_secret(vault.digest_of_secret(secret)))


def way_of(person: User) -> str:
    """How a signed-in person speaks: with a verified name if the organisation's sign-in or an office vouches for it."""
    is_vouched = Post.objects.active().filter(user=person).exists()
    is_verified = is_vouched or SocialAccount.objects.filter(user=person).exists()
    return Suggestion.Way.VERIFIED if is_verified else Suggestion.Way.ACCOUNT


def said_by(person: int) -> QuerySet[Suggestion]:
    """What an account said, newest first."""
    mine = Identity.objects.filter(person_digest=vault.person_digest(person))
    return Suggestion.objects.filter(pk__in=mine.values("suggestion_id")).order_by("-id")


def office_ids(body: Body) -> list[int]:
    """The people of a body's office."""
    posts = Post.objects.active().filter(body=body, role__in=OFFICE_ROLES)
    return list(posts.values_list("user_id", flat=True))


def unit_ids(referral: Referral) -> list[int]:
    """The people of the unit."""
    return list(Post.objects.active().filter(unit_id=referral.unit_id).values_list("user_id", flat=True))


def running_referral(suggestion: Suggestion) -> Referral | None:
    """The unit's duty that is open now."""
    rows = suggestion.referrals.filter(state=Referral.State.HANDLING)
    return rows.select_related("unit", "deadline").first()


def bodies_that_listen() -> QuerySet[Body]:
    """Where the public can say something: bodies in use."""
    return Body.objects.filter(is_active=True).order_by("path")


def units_to_choose(body: Body) -> list[tuple[int, str]]:
    """Ids and names of the units in use in a body's region; every page that decides on a word offers them."""
    return _units(body.region_id)


def _named_units(region: int) -> "QuerySet[Unit, tuple[int, str]]":
    rows = Unit.objects.filter(region_id=region, is_active=True).order_by("kind", "name")
    return rows.values_list("pk", "name")


_units = Prepared(_named_units, int)


def claimant_ids(suggestion: Suggestion) -> list[int]:
    """Members who look into a clue, or adopted it."""
    rows = suggestion.claims.exclude(state=Claim.State.LEFT)
    return list(rows.order_by("id").values_list("member_id", flat=True))


def adopter_ids(suggestion: Suggestion) -> list[int]:
    """Members who adopted a clue, in the order of their claims."""
    rows = suggestion.claims.filter(state=Claim.State.ADOPTED)
    return list(rows.order_by("id").values_list("member_id", flat=True))


def supporter_ids(suggestion: Suggestion) -> list[int]:
    """Who wants a clue too."""
    return list(suggestion.supports.order_by("id").values_list("person_id", flat=True))


def decider_ids(disclosure: Disclosure) -> list[int]:
    """Who may decide whether it is told who spoke, but whoever asked."""
    roles = (Post.Role.OFFICE_LEAD, Post.Role.AUDITOR)
    posts = Post.objects.active().filter(body_id=disclosure.suggestion.body_id, role__in=roles)
    return list(posts.exclude(user_id=disclosure.asked_by_id).values_list("user_id", flat=True))
