"""The form of an act: what it asks for, checked; the object and the person are at hand."""

from typing import Any

from django import forms

from shangliang.ledger.models import Subject


class ActForm(forms.Form):
    """Base of all act forms; without fields it only asks for confirmation."""

    def __init__(self, *args: Any, obj: Subject, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obj: Any = obj
        self.user = user
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and initial values from the object; overridden by forms that need it."""
