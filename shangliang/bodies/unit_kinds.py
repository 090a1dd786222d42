"""The kinds of units in the reader's language, and the kind that a word in a table means."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from shangliang.bodies.reference.units import UnitTemplate, unit_templates

OTHER = "other"
TOWN = "town"


def unit_kinds() -> dict[str, str]:
    """Kind → what it is called."""
    is_english = (get_language() or "").startswith("en")
    named = {one.kind: one.name_en if is_english else one.short for one in _templates()}
    return named | {TOWN: _t("town or subdistrict"), OTHER: _t("other unit")}


def kind_of(word: str) -> str:
    """The kind a word means: its code, or its name in either language; else the word itself."""
    for one in _templates():
        if word in (one.kind, one.short, one.name_en):
            return one.kind
    return word


def _templates() -> list[UnitTemplate]:
    return unit_templates("city")
