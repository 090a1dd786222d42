"""`{% include "ui/badge.html" with … only %}` draws what it drew before for the same arguments in the same language."""

from collections.abc import Hashable
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.forms.models import ModelChoiceIteratorValue
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
# Everything a part can depend on is in its key, so what was drawn stays true; only its size is bounded.
_MOST_SIGNS = 2_000_000
# Widgets that draw their attributes, choices and value, and nothing else.
_WIDGETS = frozenset({forms.Select, forms.Textarea, forms.TextInput, forms.CheckboxInput})
_PLAIN = frozenset({SafeString, int, bool, float, type(None), date, datetime})
_drawn: dict[Hashable, SafeString] = {}
_signs = 0


class _LOOSE:
    """What says nothing of itself may change."""

    frozen = False


class _Variable(Exception):
    """An argument that may change while it stays the same object: a row, a form, a token."""


def _frozen(value: Any) -> Hashable:
    """The value with its type (1 is True, and text may be safe or not); what is made of others leaf by leaf."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind in _PLAIN:
        return kind, value
    if kind is list or kind is tuple:
        return kind, tuple([_frozen(one) for one in value])
    if kind is dict:
        return kind, tuple([(name, _frozen(one)) for name, one in value.items()])
    if getattr(kind, "__dataclass_params__", _LOOSE).frozen:
        return kind, tuple([_frozen(one) for one in vars(value).values()])
    return _frozen_besides(kind, value)


def _frozen_besides(kind: type, value: Any) -> Hashable:
    """Lazy texts, and what forms are made of."""
    if issubclass(kind, Promise):
        return str(value)
    if kind is BoundField:
        return _empty_field(value)
    if kind is ModelChoiceIteratorValue:
        return kind, _frozen(value.value)
    raise _Variable


def _empty_field(one: BoundField) -> Hashable:
    """All that a field is drawn from into which nobody wrote, nor the page: its choices, and which is chosen."""
    field, widget, value = one.field, one.field.widget, one.value()
    is_choice = type(widget) is forms.Select
    if one.form.is_bound or type(widget) not in _WIDGETS or (value and not is_choice):
        raise _Variable
    if is_choice:
        # Rows of the database are asked for once, for this and for the drawing; list() would count them as well.
        widget.choices = [row for row in widget.choices]  # noqa: C416
    told = (one.html_name, one.auto_id, one.label, one.help_text, field.required, field.disabled)
    drawn_by = (field.localize, one.form.use_required_attribute, getattr(field, "max_length", None))
    return type(widget), _frozen((*told, *drawn_by, widget.attrs, getattr(widget, "choices", ()), value))


def _keep(key: Hashable, drawn: SafeString) -> SafeString:
    global _signs
    if _signs > _MOST_SIGNS:
        forget()
    _drawn[key] = drawn
    _signs += len(drawn)
    return drawn


def forget() -> None:
    """Draw everything anew: for tests in which one language has other words than before."""
    global _signs
    _drawn.clear()
    _signs = 0


class Component(IncludeNode):
    """An included part that sees its arguments and nothing else."""

    def render(self, context: Context) -> SafeString:
        """As drawn before, if all arguments are plain values."""
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        try:
            key = self.template.var, get_language(), _frozen(values)
        except _Variable:
            return self._draw(context, values)
        return _drawn.get(key) or _keep(key, self._draw(context, values))

    def _draw(self, context: Any, values: dict[str, Any]) -> SafeString:
        kept = context.render_context.dicts[0]
        part: Any = kept.get(self)
        if part is None:
            part = kept[self] = context.template.engine.get_template(self.template.var)
        drawn: SafeString = part.render(context.new(values))
        return drawn


@register.filter
def closed(offers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of some offered acts that are not open."""
    return [one for one in offers if not one["open"]]


@register.tag
def include(parser: Parser, token: Token) -> IncludeNode:
    """Django's own, but for a named template with `only`."""
    node = do_include(parser, token)
    is_named = isinstance(node.template.var, str) and not node.template.filters
    if settings.DEBUG or not (node.isolated_context and is_named):
        return node
    return Component(node.template, extra_context=node.extra_context, isolated_context=True)
