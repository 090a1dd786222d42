"""Codes that change every thirty seconds (RFC 6238): secrets, codes, and which step a code belongs to."""

import base64
import hashlib
import hmac
import secrets
import struct
import time
from urllib.parse import quote, urlencode

PERIOD = 30
DIGITS = 6


def new_secret() -> str:
    """160 random bits as authenticator apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of one step."""
    # The algorithm's SHA-1 is what all authenticator apps speak; inside HMAC it stands.
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = mac[-1] & 15
    number: int = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def current_step() -> int:
    """The thirty seconds we are in."""
    return int(time.time()) // PERIOD


def step_of(secret: str, typed: str) -> int | None:
    """The step whose code this is, one before and one after now included; None if none."""
    now = current_step()
    right = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(code_at(secret, step), typed)]
    return right[-1] if right else None


def address_of(secret: str, account: str, issuer: str) -> str:
    """What the QR code says."""
    query = urlencode(
        {"secret": secret, "issuer": issuer, "digits": DIGITS, "period": PERIOD}, quote_via=quote
    )
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"
