"""Later work: long tables are imported by the worker, all or nothing."""

from typing import Any

from django.conf import settings
from django.utils import translation

from shangliang.accounts.queries import system_user
from shangliang.bodies import acts
from shangliang.bodies.models import ImportDraft
from shangliang.bodies.progress import forget_progress
from shangliang.core.errors import Refusal
from shangliang.ledger.flow import Declared


def carry_out(draft_id: str) -> None:
    """Import a whole table."""
    _try(draft_id, acts.carry_out)


def carry_out_correct_rows(draft_id: str) -> None:
    """Import the rows of a table that have no errors."""
    _try(draft_id, acts.carry_out_correct_rows)


def _try(draft_id: str, act: Declared[ImportDraft, Any, Any]) -> None:
    """In the sender's name and language; a refusal gives the table back with its sentence."""
    draft = ImportDraft.objects.select_related("owner", "body__region").filter(pk=int(draft_id)).first()
    if draft is None or draft.state != ImportDraft.State.WAITING:
        return
    with translation.override(draft.owner.language or settings.LANGUAGE_CODE):
        try:
            act(draft, by=draft.owner)
        except Refusal as refusal:
            draft.refresh_from_db()
            # A second worker may come here after the first one's lease ran out, and find it done.
            if draft.state == ImportDraft.State.WAITING:
                forget_progress(draft.pk)
                acts.give_back(draft, by=system_user(), refused=str(refusal.sentence))
