"""Whether the first run is open, how far it is, and what the site is called."""

import hmac
import time

from shangliang.accounts.models import User
from shangliang.accounts.sealing import digest
from shangliang.installation.models import ONLY, Installation

# The way of the first run; each step is passed once and can be come back to.
STEPS = ("site", "administrator", "body", "rules", "term", "units", "members", "mail", "finish")
_NAME_KEPT_SECONDS = 30
_name: tuple[str, float] | None = None


def the_installation() -> Installation | None:
    """The row, if there is one."""
    return Installation.objects.select_related("body__region").filter(pk=ONLY).first()


def is_open(installation: Installation | None) -> bool:
    """Whether the first run can be gone on with: begun and not finished, or nobody is here yet."""
    if installation is not None:
        return installation.state == Installation.State.OPEN
    return not has_people()


def has_people() -> bool:
    """Whether anybody has an account."""
    return User.objects.filter(is_system=False).exists()


def has_operator() -> bool:
    """Whether somebody operates the installation; from then on the code opens nothing."""
    return User.objects.filter(is_superuser=True).exists()


def digest_of(code: str) -> str:
    """What is kept of a setup code, however it was typed."""
    return digest("setup", "".join(sign for sign in code.upper() if sign.isalnum()))


def is_code(installation: Installation, code: str) -> bool:
    """Whether this is the setup code."""
    kept = installation.code_digest
    return bool(kept) and hmac.compare_digest(kept, digest_of(code))


def next_step(installation: Installation) -> str:
    """The first step that was not passed yet."""
    return next((step for step in STEPS if step not in installation.passed), STEPS[-1])


def site_name() -> str:
    """What the site is called; empty if nobody named it. Asked on every page, so remembered for moments."""
    global _name
    if _name is None or time.monotonic() - _name[1] > _NAME_KEPT_SECONDS:
        row = Installation.objects.filter(pk=ONLY).values_list("site_name", flat=True).first()
        _name = (row or "", time.monotonic())
    return _name[0]


def forget_site_name() -> None:
    """After it changed."""
    global _name
    _name = None
