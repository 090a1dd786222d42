"""Brakes against guessing, kept in the database so that all processes share them; nobody is ever locked out.

A try counts before it is looked at. Waits grow per (account, device or network); the brake of a whole account
or network slows only those who come from where the account was never signed in before."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.models import Brake, KnownDevice, User
from shangliang.accounts.sealing import digest
from shangliang.accounts.where import Where
from shangliang.core.errors import Refusal

FORGOTTEN_AFTER = timedelta(hours=1)
KNOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Pace:
    """How many tries go free in an hour, and how long the wait may grow, in seconds."""

    free: int
    longest: int


PAIR, ACCOUNT, NETWORK = Pace(4, 900), Pace(20, 60), Pace(100, 60)
# Letters cost their reader's patience, and each code gives five guesses.
LETTERS = Pace(8, 900)
Brakes = dict[str, Pace]


class TooFast(Refusal):
    """Too many tries; `seconds` says when the next is looked at (429)."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(_("Too many tries. Please try again in %(seconds)s seconds.") % {"seconds": seconds})
        self.seconds = seconds


def brakes_for(purpose: str, typed: str, user: User | None, where: Where) -> Brakes:
    """The brakes one try meets: on what was typed, so that known and unknown accounts brake alike."""
    name = f"{purpose}|{typed.strip().lower()}"
    device, is_known = _acquaintance(user, where)
    pair = digest("brake", f"pair|{name}|{device or where.network}")
    if is_known:
        return {pair: PAIR}
    return {
        pair: PAIR,
        digest("brake", f"account|{name}"): LETTERS if purpose == "letter" else ACCOUNT,
        digest("brake", f"network|{purpose}|{where.network}"): NETWORK,
    }


def _acquaintance(user: User | None, where: Where) -> tuple[str, bool]:
    """The digest of the device if the person used it before, and whether at least its network is known."""
    mine = digest("device", where.token)
    here = Q(digest=mine) | Q(network=where.network) if where.network else Q(digest=mine)
    of_late = Q(user_id=user.pk if user else 0, seen__gt=timezone.now() - KNOWN_FOR)
    met = list(KnownDevice.objects.filter(of_late, here).values_list("digest", flat=True))
    return (mine if mine in met else ""), bool(met)


def press(brakes: Brakes) -> None:
    """Count one try on every brake; raises TooFast, and then counts on none."""
    with transaction.atomic():
        for key in sorted(brakes):
            _press(key, brakes[key])


def _press(key: str, pace: Pace) -> None:
    if _is_first(key):
        return
    brake = _ours(key)
    now = timezone.now()  # only now that the row is ours: waiting for it took time
    if brake.tries and brake.opens > now:
        raise TooFast(ceil((brake.opens - now).total_seconds()))
    brake.tries = 1 if brake.last < now - FORGOTTEN_AFTER else brake.tries + 1
    over = min(brake.tries - pace.free, 12)
    brake.last, brake.opens = now, now + timedelta(seconds=min(2**over, pace.longest) if over > 0 else 0)
    brake.save(update_fields=["tries", "last", "opens"])


def _is_first(key: str) -> bool:
    """Whether nobody tried here before; then the try is counted. Most brakes are new, and this is all of them."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    sql = (
        "INSERT INTO accounts_brake (key, tries, last, opens) VALUES (%s, 1, %s, %s) "
        "ON CONFLICT (key) DO NOTHING RETURNING id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [key, now, now])
        return cursor.fetchone() is not None


def _ours(key: str) -> Brake:
    """The brake, its row locked."""
    fresh = timezone.now()
    sql = (
        "INSERT INTO accounts_brake (key, tries, last, opens) VALUES (%s, 0, %s, %s) "
        "ON CONFLICT (key) DO UPDATE SET key = excluded.key RETURNING id, key, tries, last, opens"
    )
    return next(iter(Brake.objects.raw(sql, [key, fresh, fresh])))


def release(brakes: Brakes) -> None:
    """After a success the brake of the pair is as new; those of the account and the network stay."""
    Brake.objects.filter(key__in=[key for key, pace in brakes.items() if pace is PAIR]).delete()
