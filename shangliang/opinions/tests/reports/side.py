"""One installation of two, in a process of its own: reads a line of JSON from a test, does it, answers with one."""

import json
import os
import sys
from typing import Any

import django


def main() -> None:
    """Until the test closes the pipe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
    django.setup()
    from shangliang.opinions.tests.reports import side_steps  # needs the apps

    for line in sys.stdin:
        asked: dict[str, Any] = json.loads(line)
        step = getattr(side_steps, asked.pop("step"))
        sys.stdout.write(json.dumps(step(**asked)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
