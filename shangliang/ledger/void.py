"""Voiding: a wrong entry stays, and a second act says that it does not count."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict
from shangliang.ledger import door
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import add, counts_of

KIND = "ledger.void"


@transaction.atomic
def void_act(act: Act, *, by: Any, reason: str) -> Act:
    """Record that `act` does not count; its tallies go down with it. The caller has asked the rule."""
    if act.voids_id or Act.objects.filter(voids=act).exists():
        raise Conflict(_("This entry is void already, or is itself a voiding."))
    try:
        voiding = _write(act, by, reason)
    except IntegrityError as error:
        raise Conflict(_("This entry is void already, or is itself a voiding.")) from error
    add({key: -count for key, count in counts_of(act, act.credits.all()).items()})
    add(counts_of(voiding, ()))
    return voiding


def _write(act: Act, by: Any, reason: str) -> Act:
    now = timezone.now()
    return Act.objects.create(
        kind=KIND,
        actor=by,
        role=door.role_of(by, act),
        body_id=act.body_id,
        subject_type=act.subject_type,
        subject_id=act.subject_id,
        case_type=act.case_type,
        case_id=act.case_id,
        title=act.title,
        happened=now,
        recorded=now,
        facts={"reason": reason[:400], "kind": act.kind},
        voids=act,
    )
