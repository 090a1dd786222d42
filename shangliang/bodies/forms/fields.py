"""Fields that several forms use: days, moments, accounts, and choices out of the body's own lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Post, Unit
from shangliang.bodies.queries import account_of, shown_name
from shangliang.core.errors import Invalid
from shangliang.core.files import check_upload
from shangliang.core.files.kinds import TABLES
from shangliang.core.tables import Table, read_table

MOST_TABLE_BYTES = 8 * 1024 * 1024


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A field for a day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def moment_field(label: Any, **more: Any) -> forms.DateTimeField:
    """A field for a day and a time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


def reason_field() -> forms.CharField:
    """Why."""
    return forms.CharField(label=_("reason"), widget=forms.Textarea(attrs={"rows": 3}))


class AccountField(forms.CharField):
    """Names a person by sign-in name, mail address or telephone number; cleans to the account."""

    default_error_messages = {
        "unknown": _("No account, or more than one, is known by this. Open an account for the person first.")
    }

    def clean(self, value: Any) -> User:
        """The one account."""
        found = account_of(super().clean(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return found


class PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post, shown with the person who holds it."""

    def label_from_instance(self, obj: Any) -> str:
        """Name, then what they hold."""
        return f"{obj.user.name} · {obj}"


class NamedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit or collective, in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name there."""
        return shown_name(obj)


def chosen_only(form: forms.Form, name: str) -> None:
    """Where the address or the sent form names one choice already, show that one alone."""
    field: Any = form.fields[name]
    pk = str(form.data.get(name) or form.initial.get(name) or "")
    if pk.isdigit():
        field.queryset = field.queryset.filter(pk=pk)
        field.empty_label = None


def held_posts(body: Body, user: Any) -> Any:
    """Posts of a body that have not ended, as far as the person sees them."""
    rows = Post.objects.visible_to(user).filter(body=body, end_reason="")
    return rows.select_related("user", "unit", "collective", "body").order_by("user__name", "id")


def collectives_of_kind(body: Body, *kinds: str) -> Any:
    """Collectives in use of these kinds (of all, if none is named)."""
    rows = Collective.objects.filter(body=body, is_active=True)
    return rows.filter(kind__in=kinds) if kinds else rows


def units_in_use(body: Body) -> Any:
    """Units in use in the body's region."""
    return Unit.objects.of(body)


class TableField(forms.FileField):
    """An uploaded table; cleans to what was read from it."""

    def clean(self, data: Any, initial: Any = None) -> Table | None:
        """Refuse what is no table, in words."""
        upload: Any = super().clean(data, initial)
        if not upload:
            return None
        try:
            checked = check_upload(str(upload.name), upload.file, allowed=TABLES, max_bytes=MOST_TABLE_BYTES)
            return read_table(checked.name, checked.content)
        except Invalid as error:
            raise forms.ValidationError(str(error.sentence)) from error
