"""Run as a program: a world with drafts and a signed-in member in the database of the environment; prints JSON."""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from shangliang.bodies.tests.world import make_world  # noqa: E402
from shangliang.proposals.tests import cases  # noqa: E402

DRAFTS = 8


def main() -> None:
    """Migrate, fill, sign in."""
    call_command("migrate", verbosity=0)
    world = make_world()
    drafts = [cases.drafted(world).pk for _ in range(DRAFTS)]
    client = Client()
    client.force_login(world.member)
    print(json.dumps({"drafts": drafts, "session": client.cookies["sessionid"].value}))


if __name__ == "__main__":
    main()
