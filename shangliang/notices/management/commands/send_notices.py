"""`shangliang send_notices`: routes and sends what is due now, and tells how far it is."""

from typing import Any

from django.core.management.base import BaseCommand

from shangliang.notices.models import Delivery, Way
from shangliang.notices.queueing import queue_digests
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting


class Command(BaseCommand):
    """The same work as the worker's, once, beside it or without it."""

    help = "Route and send the notices that are due now, telling the progress."

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything due, batch by batch."""
        print(f"{route_waiting()} notices routed, {queue_digests()} digests written", flush=True)
        sent = send_waiting(_told)
        left = Delivery.objects.filter(state=Delivery.State.WAITING).count()
        print(f"{sent} sent, {left} wait for their time or for a server that is down", flush=True)


def _told(way: str, sent: int) -> None:
    print(f"{Way(way).name.lower()}: {sent} sent", flush=True)
