"""Keys by which installations know each other: made, told in letters, compared by fingerprint, signed with."""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext as _

from shangliang.core.errors import Invalid

# The name of the way of signing stands before the key, so that another way can come beside it.
KIND = "ed25519:"
_LENGTH = 32


def new_key() -> str:
    """A private key, as it is sealed."""
    return _told(Ed25519PrivateKey.generate().private_bytes_raw())


def public_of(private: str) -> str:
    """The public key that belongs to it, as the other side is told."""
    return _told(_private(private).public_key().public_bytes_raw())


def checked(public: str) -> str:
    """A public key as somebody pasted it; Invalid if it is none."""
    told = "".join(public.split())
    try:
        Ed25519PublicKey.from_public_bytes(_raw(told))
    except (ValueError, binascii.Error):
        raise Invalid(_("This is no public key of an installation."), "key") from None
    return told


def fingerprint(public: str) -> str:
    """Short enough to be compared on the telephone."""
    digest = hashlib.sha256(public.encode()).hexdigest()[:32].upper()
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def signature(private: str, sent: str, envelope: bytes) -> str:
    """Of the moment of sending and the bytes as they travel, in hexadecimal."""
    return _private(private).sign(_signed_part(sent, envelope)).hex()


def is_signed(public: str, sent: str, envelope: bytes, given: str) -> bool:
    """Whether the owner of the key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(_raw(public)).verify(
            bytes.fromhex(given), _signed_part(sent, envelope)
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed_part(sent: str, envelope: bytes) -> bytes:
    return sent.encode() + b"\n" + envelope


def _private(told: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_raw(told))


def _told(raw: bytes) -> str:
    return KIND + base64.b64encode(raw).decode()


def _raw(told: str) -> bytes:
    if not told.startswith(KIND):
        raise ValueError("another way of signing")
    raw = base64.b64decode(told.removeprefix(KIND), validate=True)
    if len(raw) != _LENGTH:
        raise ValueError("another length")
    return raw
