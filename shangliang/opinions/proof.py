"""Proof that somebody took a moment: a browser's work, or without scripts a small sum. No third party is asked."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from altcha.v1 import ChallengeOptions, PayloadType, create_challenge, extract_params, verify_solution
from django.conf import settings
from django.utils import timezone

from shangliang.opinions import vault

VALID_FOR = timedelta(hours=2)
LONGEST = 2000


@dataclass(frozen=True)
class Sum:
    """A question of the first form, the same for one sending whenever it is asked."""

    first: int
    second: int


def challenge_for(key: str) -> dict[str, object]:
    """What the browser works on; the solution is good for this one sending and no other."""
    made = create_challenge(
        ChallengeOptions(
            max_number=settings.PROOF_OF_WORK,
            hmac_key=_signing_key(),
            expires=timezone.now() + VALID_FOR,
            params={"key": key},
        )
    )
    return {
        "salt": made.salt,
        "challenge": made.challenge,
        "signature": made.signature,
        "most": made.max_number,
    }


def is_worked_out(payload: str, key: str) -> bool:
    """Whether a browser did the work for this sending."""
    if not payload or len(payload) > LONGEST:
        return False
    try:
        told = cast(PayloadType, {**json.loads(payload), "algorithm": "SHA-256"})
        is_right, _why = verify_solution(told, _signing_key())
        return is_right and extract_params(told).get("key") == [key]
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def sum_for(key: str) -> Sum:
    """The question of a sending."""
    digits = vault.digest("sum", key)
    return Sum(int(digits[0], 16) % 9 + 1, int(digits[1], 16) % 9 + 1)


def is_summed_up(typed: str, key: str) -> bool:
    """Whether the sum was done, in whatever digits."""
    asked = sum_for(key)
    text = typed.strip()
    return text.isdecimal() and len(text) < 4 and int(text) == asked.first + asked.second


def _signing_key() -> str:
    return vault.digest("proof", "challenge")
