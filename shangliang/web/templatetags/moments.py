"""Moments for machines and on hover. Django's `date` filter reads its format letter by letter: slow in long lists."""

from datetime import date, datetime

from django import template
from django.utils import timezone

register = template.Library()


@register.filter
def iso(moment: date | datetime) -> str:
    """For the attribute `datetime` of <time>: 2026-09-12T14:05:06+08:00, or 2026-09-12 of a day."""
    return _local(moment).isoformat()


@register.filter
def exactly(moment: date | datetime) -> str:
    """As shown on hover: 2026-09-12 14:05:06, or 2026-09-12 of a day."""
    return _local(moment).isoformat()[:19].replace("T", " ")


def _local(moment: date | datetime) -> date | datetime:
    if not isinstance(moment, datetime):
        return moment
    return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).replace(microsecond=0)
