"""The words of a notice: made of the act when it is read, in the reader's language."""

from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from shangliang.ledger.door import role_label
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act


def what_happened(act: Act) -> str:
    """The act in words: "filed"."""
    spec = spec_of(act.kind)
    return str(spec.past) if spec else act.kind


def by_whom(act: Act) -> str:
    """The role that acted; persons are not named."""
    return role_label(act.role)


def where(act: Act) -> str:
    """The page of the case, if its activity has one: named after the noun, or `show` for its first noun."""
    model: Any = apps.get_model(act.case_type)
    app, noun = model._meta.app_label, model._meta.model_name
    for name in (f"{app}:{noun}", f"{app}:show"):
        try:
            return reverse(name, args=[act.case_id])
        except NoReverseMatch:
            continue
    return ""
