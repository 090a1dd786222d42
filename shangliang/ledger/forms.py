"""The form of an act: what it asks for, checked; the object and the person are at hand."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from shangliang.core.text import whole_number
from shangliang.ledger.models import Subject


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows; a number longer than any column is no choice, and not an error of the database."""

    def clean(self, value: Any) -> Any:
        """The rows, as queryset; ValidationError for what is none of them."""
        for one in value or () if isinstance(value, list | tuple) else ():
            if whole_number(str(one)) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": one}
                )
        return super().clean(value)


class ActForm(forms.Form):
    """Base of all act forms; without fields it only asks for confirmation."""

    def __init__(self, *args: Any, obj: Subject, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obj: Any = obj
        self.user = user
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and initial values from the object; overridden by forms that need it."""
