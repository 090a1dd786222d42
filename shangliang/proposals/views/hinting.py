"""Hints on a draft as its pages show them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from shangliang.insight.hints import Draft, hints_for
from shangliang.proposals.models import Proposal

PARTS = ("title", "problem", "analysis", "suggestion")


def hints_on(proposal: Proposal, typed: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """What was noticed, why it matters, the words, and the place in the draft where it is put right."""
    given = typed or {}
    draft = Draft(**{name: str(given.get(name, getattr(proposal, name))) for name in PARTS})
    edit = reverse("proposals:edit", args=[proposal.pk])
    return [
        {
            "sentence": one.sentence,
            "reason": one.reason,
            "words": one.words,
            "part": Proposal._meta.get_field(one.part).verbose_name,  # type: ignore[union-attr]
            "href": f"{edit}#id_{one.part}",
            "is_serious": one.code in SERIOUS,
        }
        for one in hints_for(draft)
    ]


# What may do harm once it is read by others; the rest is about being understood.
SERIOUS = ("secret", "identity", "card", "mobile", "mail", "plate", "home", "accusation")
