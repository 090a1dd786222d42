"""What accounts ask about posts: who needs a second factor, whom auditors audit, what is kept of people."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.accounts import policy, privacy
from shangliang.bodies.models import ImportDraft, Membership, Post
from shangliang.bodies.queries import all_posts_of, bodies_as
from shangliang.bodies.rulesets import RuleValues, declare_rules, rules_in_force

Role = Post.Role
STAFF = (
    Role.OFFICE_CLERK,
    Role.OFFICE_LEAD,
    Role.UNIT_CLERK,
    Role.UNIT_LEAD,
    Role.SUPERVISOR,
    Role.LEADER,
    Role.AUDITOR,
    Role.ADMIN,
)


class AccountRules(RuleValues):
    """How people of a body sign in."""

    second_factor_roles: tuple[Role, ...] = STAFF


KIND = "accounts"
declare_rules(
    KIND,
    AccountRules,
    label=_("Signing in"),
    names={"second_factor_roles": _("roles that sign in with a second factor")},
)


def needs_second_factor(user: Any) -> bool:
    """The platform administrator, and who holds a post whose body asks it of that role."""
    if getattr(user, "is_superuser", False):
        return True
    return any(_is_asked(post) for post in all_posts_of(user))


def _is_asked(post: Post) -> bool:
    return post.role in rules_in_force(post.body, KIND).values.second_factor_roles


def audited_people(user: Any) -> Iterable[int]:
    """Ids of everybody who holds or held a post in a body the person audits."""
    audited = bodies_as(user, Role.AUDITOR)
    return Post.objects.filter(body_id__in=audited).values_list("user_id", flat=True) if audited else ()


def described(user: Any) -> str:
    """The person's posts in a few words."""
    return "; ".join(str(post) for post in all_posts_of(user)[:2])


def declare() -> None:
    """Called when the app is ready."""
    policy.second_factor_needed = needs_second_factor
    policy.audited_people = audited_people
    policy.described = described
    privacy.register("posts", _("Posts"), lambda user: privacy.rows_of(Post.objects.filter(user=user)))
    privacy.register("memberships", _("Memberships"), _memberships, _forget_employer)
    privacy.register("imports", _("Tables being imported"), _imports, _drop_imports)


def _imports(user: Any) -> list[privacy.Row]:
    return privacy.rows_of(ImportDraft.objects.filter(owner=user), ("rows", "newcomers"))


def _drop_imports(user: Any) -> None:
    ImportDraft.objects.filter(owner=user).delete()


def _memberships(user: Any) -> list[privacy.Row]:
    return privacy.rows_of(Membership.objects.filter(post__user=user))


def _forget_employer(user: Any) -> None:
    """What the roll of the conference does not need."""
    Membership.objects.filter(post__user=user).update(employer="", job_title="")
    Post.objects.filter(user=user).update(title="")
