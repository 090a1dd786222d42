"""Ten thousand people hear of one act: routed and sent in batches, each exactly once.

    .venv/bin/python -m bench.notices --people 10000

Mails go to a sink in memory, so that what is measured is our own work and not a mail server's."""

import argparse
import time
from collections import Counter

from django.conf import settings
from django.core import mail

from bench import databases
from bench.findings import Finding, report
from shangliang.accounts.models import User
from shangliang.bodies.tests.world import make_world
from shangliang.ledger.models import Act
from shangliang.notices.models import Delivery, Habit, Notice
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting
from shangliang.proposals.tests import cases

NAME = "bench_notices"
# Seconds of CPU of the worker for ten thousand: a batch of hundred within a third of a second.
ROUTING, SENDING = 10, 30


def main() -> None:
    """Build, route, send, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    many = parser.parse_args().people
    settings.EMAIL_BACKEND, mail.outbox = "django.core.mail.backends.locmem.EmailBackend", []
    databases.fresh(NAME)
    _tell(many)
    findings = [
        _measured("routing", many, ROUTING, route_waiting),
        _measured("sending", many, SENDING, lambda: send_waiting(_progress)),
        *_counted(many),
    ]
    databases.drop(NAME)
    report(findings)


def _tell(many: int) -> None:
    """One decision that this many people hear of; none of them sleeps."""
    case = cases.filed(make_world())
    act = Act.objects.of_case(case).get(kind="proposals.file")
    Notice.objects.all().delete()
    people = User.objects.bulk_create(
        (User(username=f"p{n}", name=f"众{n}", email=f"p{n}@shangliang.example") for n in range(many)),
        batch_size=1000,
    )
    Notice.objects.bulk_create((Notice(person=one, act=act) for one in people), batch_size=1000)
    Habit.objects.bulk_create(
        (Habit(person=one, quiet_from=0, quiet_until=0) for one in people), batch_size=1000
    )


def _measured(what: str, many: int, limit: float, call: object) -> Finding:
    began, cpu = time.perf_counter(), time.process_time()
    call()  # type: ignore[operator]
    used, took = time.process_time() - cpu, time.perf_counter() - began
    note = f"{many / took:,.0f} a second by the clock"
    return Finding(f"{what} notices of {many:,} people", used, "s CPU", limit * many / 10_000, note=note)


def _progress(way: str, sent: int) -> None:
    if sent % 1000 == 0:
        print(f"{way}: {sent:,} sent", flush=True)


def _counted(many: int) -> list[Finding]:
    received = Counter(message.to[0] for message in mail.outbox)
    doubled = sum(times - 1 for times in received.values())
    unsent = Delivery.objects.exclude(state="sent").count() + many - len(received)
    return [Finding("doubled", doubled, limit=0), Finding("not sent", unsent, limit=0)]


if __name__ == "__main__":
    main()
