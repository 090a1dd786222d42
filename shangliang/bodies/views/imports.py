"""Importing a table in steps: file, columns, preview, confirmation, invitations."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_POST

from shangliang.accounts.invitations import link_for
from shangliang.bodies import acts
from shangliang.bodies.flows import imports as flow
from shangliang.bodies.forms import FOR_IMPORT_ACT
from shangliang.bodies.forms.imports import UploadForm
from shangliang.bodies.imports import Outcome, plan_of
from shangliang.bodies.imports.plans import OUTCOME_LABELS
from shangliang.bodies.models import Body, ImportDraft
from shangliang.bodies.progress import progress_of
from shangliang.bodies.rules import administers, is_in_use
from shangliang.bodies.views.body_pages import as_file, of_body
from shangliang.core.errors import Conflict, NotAllowed, NotVisible, Refusal
from shangliang.core.http import asks, page
from shangliang.core.rules import is_signed_in
from shangliang.ledger.http import act_page

P = ParamSpec("P")
State = ImportDraft.State
_ACTS = frozenset({"carry_out", "carry_out_correct_rows", "drop_table"})
_ORDERS = frozenset({"order_import", "order_correct_rows"})
_MOST_SHOWN = 300
AFTER_IMPORT = "after_import"


def of_draft(view: Callable[Concatenate[HttpRequest, ImportDraft, P], Any]) -> Callable[..., Any]:
    """The view gets the person's own table, as long as they administer its body."""

    @wraps(view)
    def guarded(request: HttpRequest, draft: int, *args: P.args, **kwargs: P.kwargs) -> Any:
        rows = ImportDraft.objects.visible_to(request.user).select_related("body__region")
        found = rows.filter(pk=draft).first()
        if found is None:
            raise NotVisible(_t("This table is not there any more; send it again."))
        reason = administers(request.user, found)
        if reason is not None:
            raise NotAllowed(reason)
        return view(request, found, *args, **kwargs)

    checked: Any = guarded
    return asks(is_signed_in)(checked)


@of_body(administers)
def upload(request: HttpRequest, body: Body, what: str) -> HttpResponse:
    """Choose the file."""
    if what not in ImportDraft.What.values:
        raise NotVisible(_t("Members and units can be imported."))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, body, what, form, 422 if request.method == "POST" else 200)
    try:
        by: Any = request.user
        draft = acts.send_table(body, by=by, what=what, table=form.cleaned_data["table"])
    except Refusal as refusal:
        form.add_error("table", str(refusal.sentence))
        return _ask(request, body, what, form, refusal.status)
    return HttpResponseRedirect(reverse("bodies:columns", args=[draft.pk]))


def _ask(request: HttpRequest, body: Body, what: str, form: UploadForm, status: int) -> HttpResponse:
    context = {
        "body_shown": body,
        "label": ImportDraft.What(what).label,
        "form": form,
        "reason": is_in_use(request.user, body),
    }
    return page(request, "bodies/upload.html", context, status=status)


@of_draft
def columns(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Correct the guessed columns."""
    back = reverse("bodies:preview", args=[draft.pk])
    return act_page(request, flow, FOR_IMPORT_ACT, draft, "choose_columns", back=back)


@of_draft
def preview(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """What would become of each row; errors first. After the import: what was done."""
    if draft.state == State.WAITING:
        return _progress(request, draft)
    plan = plan_of(draft) if draft.state == State.READ else None
    rows = sorted(plan.rows, key=lambda row: row.outcome != Outcome.ERROR) if plan else []
    counts = plan.counts() if plan else {}
    tones = {Outcome.NEW: "good", Outcome.CHANGED: "wait", Outcome.ERROR: "stop"}
    context = {
        "draft": draft,
        "body_shown": draft.body,
        "counts": [(OUTCOME_LABELS[outcome], count) for outcome, count in counts.items()],
        "errors": counts.get(Outcome.ERROR, 0),
        "useful": len(plan.correct()) if plan else 0,
        "rows": [
            {"row": row, "label": OUTCOME_LABELS[row.outcome], "tone": tones.get(row.outcome, "soft")}
            for row in rows[:_MOST_SHOWN]
        ],
        "hidden": max(0, len(rows) - _MOST_SHOWN),
        "newcomers": len(draft.newcomers),
        # Whoever sent the person here (the setting up) said where to go on.
        "after": request.session.get(AFTER_IMPORT, ""),
        "all_rows": "order_import" if draft.is_long else "carry_out",
        "correct_rows": "order_correct_rows" if draft.is_long else "carry_out_correct_rows",
    }
    # htmx asked how far it is, and it is over: the whole page comes.
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return page(request, "bodies/preview.html", context)


def _progress(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """How far the worker is."""
    told = progress_of(draft.pk)
    context = {"draft": draft, "body_shown": draft.body, "rows": len(draft.rows), "progress": told}
    return page(request, "bodies/importing.html", context, part="bodies/parts/importing.html")


@of_draft
def perform(request: HttpRequest, draft: ImportDraft, name: str) -> HttpResponse:
    """Confirm, confirm only the correct rows, or drop the table."""
    if name not in _ACTS | _ORDERS:
        raise NotVisible(_t("There is no such act."))
    if draft.state == State.WAITING:
        raise Conflict(_t("The worker is importing this table; look at it again in a moment."))
    back = reverse("bodies:preview", args=[draft.pk])
    return act_page(request, flow, FOR_IMPORT_ACT, draft, name, back=back)


@require_POST
@of_draft
def invitations(request: HttpRequest, draft: ImportDraft) -> HttpResponse | StreamingHttpResponse:
    """The list of links, once; afterwards only a single person can be invited again."""
    if draft.state != State.DONE:
        raise Conflict(_t("The invitations were fetched already, or nothing was imported yet."))
    by: Any = request.user
    people = acts.hand_out(draft, by=by)
    rows = [[one.name, one.username, request.build_absolute_uri(link_for(one, by=by))] for one in people]
    headers = (_t("person's name"), _t("sign-in name"), _t("invitation link"))
    return as_file(f"invitations-{draft.body.region.code}", "csv", headers, rows)
