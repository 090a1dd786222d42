"""Draft help: what a reader of a proposal would ask about, told to its writer as hints with reasons.

A hint never blocks. Every check is a rule that can be read here; nothing is learned and nothing leaves the machine."""

from shangliang.insight.hints.draft import Draft, Hint
from shangliang.insight.hints.form import form_hints
from shangliang.insight.hints.secrets import secret_hints
from shangliang.insight.hints.wording import wording_hints

__all__ = ["Draft", "Hint", "hints_for"]


def hints_for(draft: Draft) -> list[Hint]:
    """All hints on a draft, the most serious first; none on an empty one."""
    if not draft.whole.strip():
        return []
    return [*secret_hints(draft), *wording_hints(draft), *form_hints(draft)]
