"""What authors are credited with for their reports, as their own pages say it."""

from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.telling import told_day
from shangliang.opinions.crediting import told_role
from shangliang.opinions.models import Report
from shangliang.opinions.queries_reports import credit_in_all, credit_of


def credit_facts(user: User, report: Report) -> list[dict[str, Any]]:
    """Each credit for one report with its day, and the part where it is not the whole. One query."""
    return [
        {
            "label": told_role(one.role),
            "value": " · ".join(
                part for part in (told_day(timezone.localdate(one.act.happened)), _part(one.weight)) if part
            ),
        }
        for one in credit_of(user, report)
    ]


def credit_table(user: User) -> list[dict[str, Any]]:
    """All of one's credit for reports: what for, how often, the sum. One query."""
    rows = sorted(credit_in_all(user), key=lambda one: (-one["times"], one["role"]))
    return [
        {"label": told_role(one["role"]), "times": one["times"], "weight": _number(one["weight"])}
        for one in rows
    ]


def _part(weight: Any) -> str:
    return "" if weight == 1 else _("part: %(weight)s") % {"weight": _number(weight)}


def _number(weight: Any) -> str:
    return number_format(round(weight, 2).normalize())
