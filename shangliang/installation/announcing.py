"""Telling the setup code to whoever started the program, and to nobody else: on its console and in its log."""

import logging

from shangliang.accounts.queries import system_user
from shangliang.installation import acts, queries
from shangliang.installation.models import Installation

log = logging.getLogger(__name__)


def new_code() -> str:
    """A fresh setup code; empty where nothing is to be set up, or an administrator is there."""
    found = queries.the_installation()
    if not queries.is_open(found) or queries.has_operator():
        return ""
    return acts.make_code(found or acts.begin(), by=system_user())


def announce_code(installation: Installation) -> None:
    """Make a code and write it into the log of the server."""
    code = acts.make_code(installation, by=system_user())
    log.warning("Setup code: %s (enter it on /setup/; it opens this installation once)", code)
