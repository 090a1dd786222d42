"""Questions about information reports that more than one place asks."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Post
from shangliang.ledger.growth import GREW_OUT_OF
from shangliang.ledger.models import Credit, Link, label_of
from shangliang.opinions import crediting
from shangliang.opinions.models import Dispatch, Informant, Report, Result, Suggestion

OPEN = (Report.State.SUBMITTED, Report.State.KEPT)


def leaves_of(user: Any) -> QuerySet[Informant]:
    """Where a person may report on invitation or for a contact point."""
    rows = Informant.objects.filter(user_id=user.pk, state=Informant.State.ACTIVE)
    return rows.select_related("body__region").order_by("id")


def is_informant_somewhere(user: Any) -> bool:
    """Whether the person reports to some body without a post in it."""
    return bool(user.is_authenticated) and leaves_of(user).exists()


def to_combine(user: Any, body: Body) -> QuerySet[Report]:
    """What the office may still put together: not combined reports themselves."""
    rows = Report.objects.inside(user).filter(body=body, state__in=OPEN)
    return rows.exclude(kind=Report.Kind.COMBINED).order_by("-is_urgent", "id")


def to_issue(user: Any, body: Body) -> QuerySet[Report]:
    """What is signed and waits for an issue, the urgent first."""
    rows = Report.objects.inside(user).filter(body=body, state=Report.State.SIGNED)
    return rows.order_by("-is_urgent", "id")


def host_of(report: Report) -> Report:
    """The report in which it goes on: the combined one, or itself."""
    return report.combined_into or report


def results_of(report: Report) -> QuerySet[Result]:
    """What became of it, or of the combined report it is part of."""
    return host_of(report).results.order_by("day", "id")


def dispatches_of(report: Report) -> QuerySet[Dispatch]:
    """Where it was sent, each with its results."""
    rows = report.dispatches.select_related("unit", "to_body", "report").prefetch_related("results")
    return rows.order_by("id")


def leaders_of(body: Body) -> QuerySet[User]:
    """Whose instructions the office may write down."""
    held = Post.objects.active().filter(body=body, role=Post.Role.LEADER)
    return User.objects.filter(pk__in=held.values("user_id")).order_by("id")


def words_behind(report: Report) -> QuerySet[Suggestion]:
    """The words of citizens out of which a report grew, or the originals combined in it. Two queries."""
    originals = crediting.originals_of(report)
    ids = [one.pk for one in originals if one.kind == Report.Kind.PUBLIC]
    kind, _pk = label_of(report)
    grown = Link.objects.filter(from_type=kind, from_id__in=ids, relation=GREW_OUT_OF)
    return Suggestion.objects.filter(pk__in=grown.values("to_id")).order_by("pk")


def credit_of(user: User, report: Report) -> QuerySet[Credit]:
    """What somebody is credited with for a report, and for the combined one it went into."""
    kind, _pk = label_of(report)
    cases = {report.pk, host_of(report).pk}
    rows = Credit.objects.filter(person=user, act__case_type=kind, act__case_id__in=cases)
    return rows.select_related("act").order_by("id")


def credit_in_all(user: User) -> QuerySet[Any]:
    """What somebody is credited with for all reports: role, how often, the sum of the parts."""
    rows = Credit.objects.filter(person=user, act__case_type=Report._meta.label_lower)
    return rows.order_by().values("role").annotate(times=Count("pk"), weight=Sum("weight"))


def received_by(user: Any) -> QuerySet[Report]:
    """What was sent to the person's own units, or to those who lead where the person leads."""
    return Report.objects.filter(pk__in=Dispatch.objects.desk_of(user).values("report_id"))


def to_read(user: Any) -> QuerySet[Dispatch]:
    """What was sent to those who lead, and nobody has written on yet."""
    rows = Dispatch.objects.desk_of(user).filter(addressee__in=Dispatch.LEADING)
    return rows.exclude(results__outcome=Result.Outcome.INSTRUCTED)
