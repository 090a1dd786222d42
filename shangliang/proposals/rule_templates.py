"""How proposals are usually handled at each level: starts that a body compares with its own rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.reference.categories import national_categories
from shangliang.bodies.rule_templates import RuleTemplate, offer_rules
from shangliang.core.errors import Sentence
from shangliang.proposals.ruleset import KIND, classes_of

# What a person compares before choosing; the other values are the system's own.
COMPARED = ("return_days", "opinion_months", "reply_months", "extension_months", "cosign_hours")


def _values(classes: str, spans: tuple[int, int, int, int, int], **more: Any) -> dict[str, Any]:
    """Spans in the order of COMPARED; the names of the classes by their scheme."""
    told = [one.model_dump(mode="json") for one in classes_of(classes)]
    return {**dict(zip(COMPARED, spans, strict=True)), "reply_classes": told, **more}


def _offer(code: str, label: Sentence, levels: tuple[str, ...], values: dict[str, Any]) -> None:
    offer_rules(RuleTemplate(f"{KIND}.{code}", KIND, label, levels, values))


def declare() -> None:
    """Called when the app is ready."""
    national = [one._asdict() for one in national_categories()]
    _offer(
        "nation",
        _("National: three classes, the five national categories"),
        ("nation",),
        _values("three_classes", (10, 1, 3, 3, 72), categories=national),
    )
    _offer(
        "province",
        _("Province: three classes, ten working days to ask for return"),
        ("province",),
        _values("three_classes", (10, 2, 3, 3, 48)),
    )
    _offer(
        "city",
        _("City: four classes, five working days to ask for return"),
        ("city",),
        _values("four_classes", (5, 1, 3, 3, 24)),
    )
    _offer(
        "county",
        _("County: classes by progress, three working days to ask for return"),
        ("county",),
        _values("progress_classes", (3, 1, 3, 1, 24)),
    )
