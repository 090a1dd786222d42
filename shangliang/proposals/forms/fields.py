"""Fields that several forms use: checked uploads, choices from the body's rules, people and units of the body."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post, Unit
from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile, check_upload
from shangliang.proposals.ruleset import Named, proposal_rules
from shangliang.proposals.telling import named


class CheckedFileField(forms.FileField):
    """A file whose content was looked at; cleans to CheckedFile."""

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        """Refuse what is not what it says it is, or could do harm."""
        upload: UploadedFile[Any] | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check_upload(str(upload.name), upload.file)  # type: ignore[arg-type]
        except Invalid as error:
            raise forms.ValidationError(str(error.sentence)) from error


def text_area(label: Any, *, required: bool = True, rows: int = 4) -> forms.CharField:
    """A field for a longer text."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}))


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A field for a day, with the browser's own picker."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


def choices(rows: tuple[Named, ...]) -> list[tuple[str, str]]:
    """Choices of codes, an empty one first."""
    return [("", "—"), *((one.code, named(one)) for one in rows)]


def category_choices(body: Body) -> list[tuple[str, str]]:
    """The body's categories."""
    return choices(proposal_rules(body).values.categories)


def class_choices(body: Body) -> list[tuple[str, str]]:
    """The body's reply classes, letter first."""
    rows = proposal_rules(body).values.reply_classes
    return [("", "—"), *((one.code, f"{one.code} · {named(one)}") for one in rows)]


def people_as(body: Body, role: str) -> Any:
    """People holding a role in a body today, for a model choice field."""
    posts = Post.objects.active().filter(body=body, role=role)
    return User.objects.filter(pk__in=posts.values("user_id")).order_by("name")


def units_for(body: Body) -> Any:
    """The units a body can assign to."""
    return Unit.objects.of(body)


UNIT_LABEL = _("unit")
