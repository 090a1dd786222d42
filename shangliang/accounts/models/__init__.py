"""People, their factors, sessions, letters, and what happened to their accounts."""

from shangliang.accounts.models.erasure import ErasureRequest
from shangliang.accounts.models.events import SecurityEvent
from shangliang.accounts.models.factors import CodeKey, Passkey, RecoveryCode
from shangliang.accounts.models.letters import Letter
from shangliang.accounts.models.people import DEMO_PREFIX, PUBLIC_NAME, User
from shangliang.accounts.models.sessions import Brake, KnownDevice, OpenSession

__all__ = [
    "DEMO_PREFIX",
    "PUBLIC_NAME",
    "Brake",
    "CodeKey",
    "ErasureRequest",
    "KnownDevice",
    "Letter",
    "OpenSession",
    "Passkey",
    "RecoveryCode",
    "SecurityEvent",
    "User",
]
