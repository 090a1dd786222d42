"""Secrets at rest: sealed where they must be read again, digested with the installation's key where not."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict


def seal(text: str) -> str:
    """Encrypted and authenticated with the installation's key."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What was sealed, also under an earlier key that the settings still name."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Conflict(_("The key of this installation was changed. Please set this up anew.")) from None


def digest(purpose: str, text: str) -> str:
    """A keyed digest: useless to who holds only the database."""
    return salted_hmac(f"shangliang.accounts.{purpose}", text, algorithm="sha256").hexdigest()


def _box() -> MultiFernet:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"shangliang.accounts.seal:" + key.encode()).digest())
