"""Who hears of an act: rows written with the act itself, mails sent by the worker after commit."""

from collections.abc import Iterable
from typing import Any

from shangliang.ledger.flow import Spec
from shangliang.ledger.models import Act
from shangliang.ledger.writing import ACT_ID, Statement, inserting
from shangliang.notices.models import Notice

# A statement takes some ten thousand values at most.
MANY = 1000


def notices_of(act: Act, spec: Spec, obj: Any) -> Iterable[Statement]:
    """A notice for everybody the act names, but the one who did it."""
    people = dict.fromkeys(spec.tell(obj)) if spec.tell else {}
    people.pop(act.actor_id, None)
    rows = [Notice(person_id=pk, act_id=ACT_ID) for pk in people]
    for start in range(0, len(rows), MANY):
        yield inserting(rows[start : start + MANY])
