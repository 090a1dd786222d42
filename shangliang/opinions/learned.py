"""What a body's own past decisions suggest for a word: kind, category, unit. Nobody but a person decides."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from shangliang.bodies.models import Body
from shangliang.insight.suggest import Likely, Sample, store
from shangliang.opinions import queries
from shangliang.opinions.models import Suggestion

# What is learned; also the names of the files.
KIND, CATEGORY, UNIT = "kind", "category", "unit"
ALL = (KIND, CATEGORY, UNIT)
MOST = 3


@dataclass(frozen=True)
class Told:
    """The likeliest first, each with its label's text; whether the first is sure; on how many decisions it rests."""

    what: str
    rows: list[tuple[str, Likely]]
    is_sure: bool
    decisions: int


def place_of(body_id: int, what: str) -> Path:
    """Where what was learned in a body is kept."""
    return Path(settings.INSIGHT_DIR) / f"opinions-{body_id}-{what}.bin"


def has_files(body: Body) -> bool:
    """Whether anything has been learned by this version: some bodies decide too little for all of it."""
    return any(store.is_sound(place_of(body.pk, what)) for what in ALL)


def sample_of(text: str, place: str) -> Sample:
    """A word as it is learned from and compared."""
    return Sample("", f"{text}\n{place}".strip())


def suggested(suggestion: Suggestion, categories: dict[str, str]) -> list[Told]:
    """Kind, category, unit, as far as anything is learned; only names that can be chosen today. One query at most."""
    kinds = {code: str(label) for code, label in Suggestion.Kind.choices}
    asked = ((KIND, lambda: kinds), (CATEGORY, lambda: categories), (UNIT, lambda: _units(suggestion.body)))
    return [told for what, names in asked if (told := _told(suggestion, what, names))]


def _units(body: Body) -> dict[str, str]:
    return {str(pk): name for pk, name in queries.units_to_choose(body)}


def _told(suggestion: Suggestion, what: str, names_of: Callable[[], dict[str, str]]) -> Told | None:
    suggester = store.load(place_of(suggestion.body_id, what))
    if suggester is None:
        return None
    # Names out of use are left out below, so a few more are asked for.
    found, names = suggester.suggest(sample_of(suggestion.text, suggestion.place), 3 * MOST), names_of()
    rows = [(names[one.label], one) for one in found.likely if one.label in names]
    if not rows:
        return None
    is_sure = found.is_sure and rows[0][1] == found.likely[0]
    return Told(what, rows[:MOST], is_sure, suggester.quality.decisions)
