"""Brakes on the public's pages: by network, by the same words from one network; nobody else is slowed."""

from django.http import HttpRequest

from shangliang.accounts.throttle import Pace, press
from shangliang.accounts.where import where_of
from shangliang.opinions import vault

# One network may be a whole village behind one address: much goes free, then it goes slowly, never not at all.
SAYING, BY_HAND, SAME_WORDS, GUESSING = Pace(60, 60), Pace(10, 300), Pace(3, 900), Pace(30, 900)


def before_saying(request: HttpRequest, text: str, *, is_by_hand: bool) -> None:
    """Raises TooFast where a network says too much at once, or the same again and again."""
    network = where_of(request).network
    pace, name = (BY_HAND, "by-hand") if is_by_hand else (SAYING, "saying")
    same = vault.digest("brake", f"same|{network}|{''.join(text.split())}")
    press({vault.digest("brake", f"{name}|{network}"): pace, same: SAME_WORDS})


def after_a_wrong_secret(request: HttpRequest) -> None:
    """Raises TooFast where a network tries receipts out."""
    press({vault.digest("brake", f"guessing|{where_of(request).network}"): GUESSING})
