"""Acts: what an activity offers as an act is declared, worded in both languages, seen by someone."""

import re
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from django.utils.translation import override

from shangliang.ledger.flow import Flow

CHINESE = re.compile("[\u4e00-\u9fff]")


def undeclared(acts: ModuleType) -> Iterator[str]:
    """Plain functions among what the module of acts offers: they would change rows without a ledger row."""
    for name, offered in vars(acts).items():
        is_ours = getattr(offered, "__module__", "").startswith(acts.__name__)
        if isinstance(offered, FunctionType) and is_ours and not name.startswith("_"):
            yield f"{offered.__module__}.{name} is not declared with flow.act, flow.start or flow.keep"


def unworded(flow: Flow[Any]) -> Iterator[str]:
    """Acts whose name or past is not Chinese in Chinese, or not English in English."""
    for act in [*flow.openings.values(), *flow.acts.values()]:
        for words in (act.spec.label, act.spec.past):
            with override("zh-hans"):
                chinese = str(words)
            with override("en"):
                english = str(words)
            if not CHINESE.search(chinese) or CHINESE.search(english):
                yield f"{act.spec.kind}: “{english}” reads “{chinese}” in Chinese"


def unexplained(flow: Flow[Any]) -> Iterator[str]:
    """Acts without a sentence saying what they do."""
    for act in [*flow.openings.values(), *flow.acts.values()]:
        if not act.spec.doc.strip():
            yield f"{act.spec.kind} has no docstring"


def unseen(model: type[Any]) -> Iterator[str]:
    """A model whose default manager cannot say what a person may see of it."""
    if not hasattr(model._default_manager, "visible_to"):
        yield f"{model._meta.label} has no visible_to(user) on its queryset"
