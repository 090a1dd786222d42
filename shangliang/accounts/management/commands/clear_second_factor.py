"""`shangliang clear_second_factor USERNAME`: for who lost device and codes, once it is sure who they are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shangliang.accounts import acts
from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.accounts.where import Where


class Command(BaseCommand):
    """Clears all second factors of one person; the next sign-in asks to set one up."""

    help = "Clear the second factors of one person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it in the system's name; the security log shows it."""
        user = User.objects.filter(username=options["username"], is_system=False).first()
        if user is None:
            raise CommandError(f"no such user: {options['username']}")
        acts.clear_factors(user, by=system_user(), where=Where(device="console"))
        self.stdout.write(f"cleared: {user.username}")
