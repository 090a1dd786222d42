"""The sentences that several checks share."""

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid


def damaged() -> Invalid:
    """The file does not hold together."""
    return Invalid(_("This file is damaged or cannot be read."), field="file")


def protected() -> Invalid:
    """Nobody here could read it."""
    return Invalid(_("This file is protected by a password. Remove the protection first."), field="file")


def has_programs() -> Invalid:
    """Something in it could run."""
    return Invalid(_("This file contains macros or programs. Save it without them."), field="file")


def too_large_inside() -> Invalid:
    """A bomb: little to send, far too much to open."""
    return Invalid(_("This file would become far too large when unpacked."), field="file")
