"""Idempotency keys: the same key with the same words is answered by the act already done."""

import hashlib
import json
from typing import Any

from django.db import connection
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict, Invalid
from shangliang.ledger.facts import _plain
from shangliang.ledger.models import Receipt


def receive(actor: Any, key: str, what: tuple[Any, ...], kwargs: dict[str, Any]) -> Receipt:
    """The receipt for this key: new (without act) or, on a repeat, the earlier one with its act.

    Raises Invalid (same key, other words) or Conflict (the first call is still under way, PostgreSQL)."""
    if len(key) > 80:
        raise Invalid(_("An idempotency key has at most 80 characters."))
    _claim(actor, key)
    fingerprint = _fingerprint(what, kwargs)
    # Nobody else can write it meanwhile: the key is claimed, or the database writes one after another.
    receipt = Receipt.objects.filter(actor_id=actor.pk, key=key).first()
    if receipt is None:
        return Receipt.objects.create(actor=actor, key=key, fingerprint=fingerprint)
    if receipt.fingerprint != fingerprint:
        raise Invalid(_("This idempotency key was used for something else."))
    return receipt


def was_done(actor: Any, key: str) -> bool:
    """Whether this person's call under this key has been carried out: a second press of the same button."""
    return bool(key) and Receipt.objects.filter(actor_id=actor.pk, key=key, act__isnull=False).exists()


def _claim(actor: Any, key: str) -> None:
    """On PostgreSQL, only one transaction at a time holds a key; SQLite writes one after another anyway."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{actor.pk}:{key}"])
        if not cursor.fetchone()[0]:
            raise Conflict(_("The same request is being carried out at this moment."))


def _fingerprint(what: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    words = {k: _words(v) for k, v in kwargs.items() if k != "by"}
    return hashlib.sha256(json.dumps([what, words], sort_keys=True, default=str).encode()).hexdigest()


def _words(value: Any) -> Any:
    if isinstance(value, FieldFile) or hasattr(value, "chunks"):
        return [value.name, value.size]
    return hashlib.sha256(value.encode()).hexdigest() if isinstance(value, str) else _plain(value)
