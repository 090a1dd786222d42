"""Who hears of an act: rows written with the act itself, mails sent by the worker after commit."""

from typing import Any

from shangliang.jobs.queue import later
from shangliang.ledger.flow import Spec
from shangliang.ledger.models import Act
from shangliang.notices.models import Notice


def tell(sender: Any, act: Act, spec: Spec, obj: Any, **more: Any) -> None:
    """Write a notice for everybody the act names, but the one who did it."""
    if spec.tell is None:
        return
    people = dict.fromkeys(spec.tell(obj))
    people.pop(act.actor_id, None)
    if not people:
        return
    Notice.objects.bulk_create([Notice(person_id=pk, act=act) for pk in people])
    later("shangliang.notices.tasks.mail_notices", act.pk)
