"""The field for one value of a rule set, chosen by the type that its schema gives it."""

from collections.abc import Callable
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from django import forms
from django.utils.translation import gettext as _t
from pydantic import BaseModel
from pydantic.fields import FieldInfo

Word = Callable[[str], str]
Choices = list[tuple[str, str]]


class NumbersField(forms.CharField):
    """Whole numbers with commas between them."""

    def clean(self, value: Any) -> list[int]:
        """The numbers; none means inherited."""
        text = super().clean(value).replace("，", ",").replace("、", ",")
        try:
            return [int(part) for part in text.split(",") if part.strip()]
        except ValueError as error:
            raise forms.ValidationError(_t("Whole numbers with commas between them are needed.")) from error


def row_model_of(annotation: Any) -> type[BaseModel] | None:
    """The model of the rows if the value is a list of such."""
    inside = _inside(annotation)
    is_model = isinstance(inside, type) and issubclass(inside, BaseModel)
    return inside if is_model else None


def _inside(annotation: Any) -> Any:
    """What a list holds; None if the value is no list."""
    return get_args(annotation)[0] if get_origin(annotation) in (tuple, list) else None


def value_field(info: FieldInfo, word: Word, more: dict[str, Any]) -> forms.Field:
    """A field for a number, a choice, a yes or no, several choices, a list of numbers, or a text."""
    annotation, inside = info.annotation, _inside(info.annotation)
    if annotation is bool:
        return _one_of([("true", _t("yes")), ("false", _t("no"))], more)
    if choices := _choices(annotation, word):
        return _one_of(choices, more)
    if choices := _choices(inside, word):
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **more)
    if inside is int:
        return NumbersField(**more)
    return _limited(info, more) if annotation is int else forms.CharField(**more)


def _choices(annotation: Any, word: Word) -> Choices:
    """The choices of a Literal or an Enum; none for other types."""
    if get_origin(annotation) is Literal:
        return [(str(one), word(str(one))) for one in get_args(annotation)]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [(str(one.value), str(getattr(one, "label", one.value))) for one in annotation]
    return []


def _one_of(choices: Choices, more: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", _t("as inherited")), *choices], **more)


def _limited(info: FieldInfo, more: dict[str, Any]) -> forms.IntegerField:
    least = next((mark.ge for mark in info.metadata if isinstance(mark, Ge)), None)
    most = next((mark.le for mark in info.metadata if isinstance(mark, Le)), None)
    return forms.IntegerField(min_value=least, max_value=most, **more)  # type: ignore[arg-type]
