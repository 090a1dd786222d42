"""`shangliang doctor`: what the health page says, with an exit status for programs."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from shangliang.core.errors import Refusal
from shangliang.core.health import GOOD, STOP, WAIT, findings
from shangliang.installation import trying_mail
from shangliang.installation.queries import site_name

MARKS = {GOOD: "ok  ", WAIT: "soon", STOP: "NOW "}


class Command(BaseCommand):
    """Exit status 1 if something needs to be seen to now; with --strict also if soon."""

    help = "Tell how the installation is and what to do; exit status 1 if something is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How strict, in which language, and whether to try the mail."""
        parser.add_argument("--strict", action="store_true", help="fail on what can wait, too")
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--mail", metavar="ADDRESS", help="also send a test mail there")

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each check, and one with what to do."""
        with translation.override(options["language"]):
            told = findings()
            for one in told:
                self.stdout.write(f"{MARKS[one.finding.tone]}  {one.label}: {one.finding.sentence}")
                if one.finding.advice:
                    self.stdout.write(f"      → {one.finding.advice}")
            if options["mail"]:
                self._try_mail(options["mail"])
        failing = {STOP, WAIT} if options["strict"] else {STOP}
        if count := sum(one.finding.tone in failing for one in told):
            raise CommandError(f"{count} to be seen to", returncode=1)

    def _try_mail(self, address: str) -> None:
        try:
            trying_mail.send(address, site_name())
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(f"ok    {address}")
