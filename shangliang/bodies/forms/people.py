"""Forms for accounts, posts and memberships."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import (
    AccountField,
    NamedField,
    PostField,
    chosen_only,
    collectives_of_kind,
    day_field,
    held_posts,
    units_in_use,
)
from shangliang.bodies.models import Collective, Membership, Post, Term, Unit
from shangliang.bodies.queries import current_term
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm

ACCOUNT_HELP = _("Sign-in name, mail address or telephone number of the account.")
SEATS = ("sector", "committee", "party", "group")
ENDINGS = [one for one in Membership.Ending.choices if one[0] != Membership.Ending.CHANGED]


class InviteForm(ActForm):
    """Who gets an account."""

    name = forms.CharField(label=_("person's name"), max_length=60)
    username = forms.CharField(
        label=_("sign-in name"), max_length=150, required=False, help_text=_("Empty: a number is given.")
    )
    email = forms.EmailField(label=_("mail address"), required=False)
    phone = forms.CharField(label=_("telephone"), max_length=32, required=False)


class AccountForm(ActForm):
    """One person."""

    person = AccountField(label=_("account"), help_text=ACCOUNT_HELP)


class AppointForm(ActForm):
    """Who, as what, where, from when on."""

    person = AccountField(label=_("account"), help_text=ACCOUNT_HELP)
    role = forms.ChoiceField(
        label=_("role"), choices=[one for one in Post.Role.choices if one[0] != Post.Role.MEMBER]
    )
    unit = NamedField(
        label=_("unit"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Only for people of a unit."),
    )
    collective = NamedField(
        label=_("collective"),
        queryset=Collective.objects.none(),
        required=False,
        help_text=_("Only for contacts of a collective."),
    )
    title = forms.CharField(label=_("title of the post"), max_length=80, required=False)
    starts = day_field(_("first day"))

    def prepare(self) -> None:
        """The units and collectives of the body; from today on."""
        self.fields["unit"].queryset = units_in_use(self.obj)  # type: ignore[attr-defined]
        self.fields["collective"].queryset = collectives_of_kind(self.obj)  # type: ignore[attr-defined]
        self.initial.setdefault("starts", today())


class EndPostForm(ActForm):
    """Which post, its last day, and why it ends."""

    post = PostField(label=_("post"), queryset=Post.objects.none())
    ends = day_field(_("last day"))
    reason = forms.ChoiceField(label=_("reason"), choices=ENDINGS)

    def prepare(self) -> None:
        """Posts that are held."""
        self.fields["post"].queryset = held_posts(self.obj, self.user)  # type: ignore[attr-defined]
        chosen_only(self, "post")
        self.initial.setdefault("ends", today())


class SeatForm(ActForm):
    """Where a member sits."""

    sector = NamedField(label=_("sector"), queryset=Collective.objects.none(), required=False)
    committee = NamedField(label=_("committee"), queryset=Collective.objects.none(), required=False)
    party = NamedField(label=_("party"), queryset=Collective.objects.none(), required=False)
    group = NamedField(label=_("group"), queryset=Collective.objects.none(), required=False)
    is_standing = forms.BooleanField(label=_("standing member"), required=False)
    employer = forms.CharField(label=_("employer"), max_length=120, required=False)
    job_title = forms.CharField(label=_("position"), max_length=80, required=False)

    def prepare(self) -> None:
        """The collectives of the body by kind."""
        for name in SEATS:
            self.fields[name].queryset = collectives_of_kind(self.obj, name)  # type: ignore[attr-defined]


class AdmitForm(SeatForm):
    """Who becomes a member, of which term, from when on."""

    person = AccountField(label=_("account"), help_text=ACCOUNT_HELP)
    term = forms.ModelChoiceField(label=_("term"), queryset=Term.objects.none())
    starts = day_field(_("first day"))
    field_order = ["person", "term", "starts"]

    def prepare(self) -> None:
        """The running term, from today on."""
        super().prepare()
        self.fields["term"].queryset = Term.objects.filter(body=self.obj)  # type: ignore[attr-defined]
        self.initial.setdefault("term", current_term(self.obj))
        self.initial.setdefault("starts", today())


class ChangeMembershipForm(SeatForm):
    """Which membership, from when on."""

    post = PostField(label=_("membership"), queryset=Post.objects.none())
    day = day_field(_("holds from"), help_text=_("The days before stay on record with what held until then."))
    field_order = ["post", "day"]

    def prepare(self) -> None:
        """Filled in with what is there."""
        super().prepare()
        rows = held_posts(self.obj, self.user).filter(membership__isnull=False)
        self.fields["post"].queryset = rows  # type: ignore[attr-defined]
        chosen_only(self, "post")
        self.initial.setdefault("day", today())
        pk = str(self.initial.get("post") or "")
        if pk.isdigit():
            self._fill(Membership.objects.filter(post__in=rows, post_id=pk).first())

    def _fill(self, membership: Any) -> None:
        for name in (*SEATS, "is_standing", "employer", "job_title"):
            if membership:
                self.initial.setdefault(name, getattr(membership, name))
