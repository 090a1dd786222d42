"""`shangliang setup`: prints a new setup code, as long as nobody is administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shangliang.installation.announcing import new_code


class Command(BaseCommand):
    """The code opens /setup/ once; an earlier code opens nothing any more."""

    help = "Print a new one-time code for the setting up in the browser."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        code = new_code()
        if not code:
            raise CommandError("There is an administrator already; sign in as that person.")
        self.stdout.write(f"Setup code: {code}\nEnter it on /setup/ of this site.")
