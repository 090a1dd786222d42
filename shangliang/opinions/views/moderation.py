"""The log of moderation, carried out of the house: who did what to which word, when, why."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, role_label
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import named
from shangliang.bodies.views.body_pages import as_file
from shangliang.core.http import asks
from shangliang.ledger.flow import spec_of
from shangliang.ledger.models import Act
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.views.desk import desk_body

READERS = (*OFFICE_ROLES, Post.Role.AUDITOR)
reads_log = has_post(*READERS, otherwise=gettext_lazy("Only offices and auditors have this page."))
KINDS = [
    f"suggestions.{name}"
    for name in ("publish", "keep_back", "hide", "unhide", "appeal", "uphold", "decline", "reconsider")
]


@asks(reads_log)
@require_safe
def log(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Every decision of moderation in one's body, newest first."""
    body = desk_body(request.user, *READERS)
    acts = Act.objects.filter(body_id=body.pk, kind__in=KINDS).order_by("-id")
    headers = [_("when"), _("receipt number"), _("what"), _("role"), _("reason")]
    reasons = {one.code: named(one) for one in opinion_rules(body).values.decline_reasons}
    return as_file("moderation", "csv", headers, list(_rows(acts.iterator(500), reasons)))


def _rows(acts: Iterator[Act], reasons: dict[str, str]) -> Iterator[list[str]]:
    """A reason out of the body's list in its words, any other as it was written."""
    for act in acts:
        spec = spec_of(act.kind)
        when = timezone.localtime(act.happened).strftime("%Y-%m-%d %H:%M")
        what = str(spec.past) if spec else act.kind
        reason = str(act.facts.get("reason", ""))
        yield [when, act.title, what, role_label(act.role), reasons.get(reason, reason)]
