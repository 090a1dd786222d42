"""The key of the vault: sealing who spoke, and the secrets of receipts, apart from everything else."""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict

# Crockford's letters: none is mistaken for another when it is read out.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 12
_READ_AS = str.maketrans("OIL", "011", " -_")


@dataclass(frozen=True)
class Envelope:
    """Who spoke, as far as they said: a name, how to reach them, their account."""

    name: str = ""
    contact: str = ""
    person: int | None = None


def seal(envelope: Envelope) -> str:
    """Encrypted and authenticated with the vault's key."""
    return _box(*settings.VAULT_KEYS).encrypt(json.dumps(asdict(envelope)).encode()).decode()


def unseal(sealed: str) -> Envelope:
    """What was sealed, also under an earlier key that the settings still name."""
    try:
        return Envelope(**json.loads(_box(*settings.VAULT_KEYS).decrypt(sealed.encode())))
    except InvalidToken:
        raise Conflict(_("The vault's key was changed; this envelope cannot be opened.")) from None


def digest(purpose: str, text: str) -> str:
    """A keyed digest: useless to who holds only the database."""
    return _mac(purpose, text).hex()


def person_digest(person: int) -> str:
    """Under which an account finds what it said."""
    return digest("person", str(person))


def secret_of(key: str) -> str:
    """The secret of the receipt that belongs to one sending: sent twice, it is the same."""
    return _letters(_mac("receipt", key))


def digest_of_secret(secret: str) -> str:
    """As it stands with the suggestion."""
    return digest("secret", as_typed(secret))


def as_typed(secret: str) -> str:
    """A secret as somebody typed it: without gaps, capital, letters taken for what they look like."""
    return secret.upper().translate(_READ_AS)


def number_of(key: str, day: str) -> str:
    """A receipt number: the day and ten digits that say nothing of how many there were."""
    digits = f"{int.from_bytes(_mac('number', key)[:8], 'big') % 10**10:010d}"
    return f"{day}-{digits[:5]}-{digits[5:]}"


def grouped(secret: str) -> str:
    """A secret in groups of four, to be read and typed."""
    return "-".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def _letters(mac: bytes) -> str:
    number = int.from_bytes(mac[:8], "big")
    return "".join(LETTERS[number >> (5 * place) & 31] for place in range(SECRET_LENGTH))


def _mac(purpose: str, text: str) -> bytes:
    key = settings.VAULT_KEYS[-1].encode()
    return hmac.new(key, f"shangliang.opinions.{purpose}|{text}".encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _box(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"shangliang.opinions.vault:" + key.encode()).digest())
