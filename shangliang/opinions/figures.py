"""The numbers this activity can state about itself."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.core.time import start_of
from shangliang.ledger.figures import Number, Scope, figure
from shangliang.ledger.growth import GREW_OUT_OF
from shangliang.ledger.models import Link
from shangliang.opinions.models import Report, Suggestion

ANSWERED_IN_TIME = Q(first_answered_at__lte=F("deadline__due"))


def within(scope: Scope, moment: str) -> Q:
    """Whether a moment lies in the days of the scope."""
    until = start_of(scope.end + timedelta(days=1))
    return Q(**{f"{moment}__gte": start_of(scope.start), f"{moment}__lt": until})


def of(scope: Scope, moment: str) -> QuerySet[Suggestion]:
    """What has its moment within the scope."""
    rows = Suggestion.objects.filter(within(scope, moment))
    if scope.is_subtree:
        return rows.filter(body__path__startswith=scope.body.path)
    return rows.filter(body=scope.body)


@figure(
    "opinions.received",
    _("words received from the public"),
    unit=_("words"),
    definition=_("Suggestions and clues received within the period, in whatever way they came."),
)
def received(scope: Scope) -> QuerySet[Suggestion]:
    """By the moment they came."""
    return of(scope, "received")


@figure(
    "opinions.answered",
    _("words from the public answered"),
    unit=_("words"),
    definition=_("Words whose first answer was given within the period, by the office or by a unit."),
)
def answered(scope: Scope) -> QuerySet[Suggestion]:
    """By their first answer."""
    return of(scope, "first_answered_at")


@figure(
    "opinions.in_time",
    _("words from the public answered in time"),
    unit=_("words"),
    definition=_(
        "Of the words answered within the period, those answered by the day promised to the citizen."
    ),
)
def in_time(scope: Scope) -> QuerySet[Suggestion]:
    """Not later than promised."""
    return of(scope, "first_answered_at").filter(ANSWERED_IN_TIME)


@figure(
    "opinions.published",
    _("words from the public published"),
    unit=_("words"),
    definition=_("Words published within the period with their speakers' consent, hidden ones left out."),
)
def published(scope: Scope) -> QuerySet[Suggestion]:
    """By the moment of publication."""
    return of(scope, "published_at").filter(publicity=Suggestion.Publicity.PUBLISHED)


@figure(
    "opinions.adopted",
    _("clues adopted by members"),
    unit=_("words"),
    definition=_("Words received within the period that members adopted into proposals."),
)
def adopted(scope: Scope) -> QuerySet[Suggestion]:
    """Whatever became of the proposals."""
    return of(scope, "received").filter(claims__state="adopted").distinct()


def _reported() -> QuerySet[Any]:
    """The words out of which issued reports grew, alone or combined with others."""
    issued = Report.objects.filter(Q(issued__isnull=False) | Q(combined_into__issued__isnull=False))
    grown = Link.objects.filter(
        relation=GREW_OUT_OF,
        to_type=Suggestion._meta.label_lower,
        from_type=Report._meta.label_lower,
        from_id__in=issued.values("pk"),
    )
    return grown.values("to_id")


def _share(rows: QuerySet[Suggestion]) -> Number:
    """Per cent, one decimal; None where nothing was received."""
    led = Q(ratings__verdict__in=["yes", "partly"]) | Q(claims__state="adopted") | Q(pk__in=_reported())
    found = rows.aggregate(all=Count("pk", distinct=True), led=Count("pk", filter=led, distinct=True))
    return round(100 * found["led"] / found["all"], 1) if found["all"] else None


@figure(
    "opinions.led_somewhere",
    _("words that led somewhere"),
    unit="%",
    definition=_(
        "Of the words received within the period, the share that a member adopted, that became an issued information "
        "report, or whose answer its speaker called helpful, wholly or partly."
    ),
    measure=_share,
)
def led_somewhere(scope: Scope) -> QuerySet[Suggestion]:
    """The words of which the share is taken."""
    return of(scope, "received")
