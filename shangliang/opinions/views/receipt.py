"""The citizen's own page: opened by the secret of the receipt, it tells what became of the word."""

import io
from dataclasses import dataclass

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.accounts.http import person_of
from shangliang.accounts.queries import public_user
from shangliang.accounts.throttle import TooFast
from shangliang.bodies.telling import named, told_day
from shangliang.core.errors import NotVisible, Refusal
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in
from shangliang.opinions import acts, brakes, queries, vault
from shangliang.opinions.chain import whole_chain
from shangliang.opinions.forms.say import AppealForm, FindForm, RateForm
from shangliang.opinions.loading import load_parts
from shangliang.opinions.models import Suggestion
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.timeline import acts_of, for_the_citizen


@dataclass(frozen=True)
class Receipt:
    """A word from the public as its own speaker opened it: by the secret, or by the account."""

    suggestion: Suggestion
    secret: str = ""

    @property
    def grouped(self) -> str:
        """The secret as it is read out."""
        return vault.grouped(self.secret)

    @property
    def address(self) -> str:
        """This page."""
        if self.secret:
            return reverse("opinions:receipt", args=[self.secret])
        return reverse("opinions:my_word", args=[self.suggestion.pk])

    @property
    def rate_address(self) -> str:
        """Where the verdict goes."""
        return f"{self.address}rate/"

    @property
    def appeal_address(self) -> str:
        """Where an appeal goes."""
        return f"{self.address}appeal/"


def _opened(request: HttpRequest, secret: str) -> Suggestion:
    """The suggestion of a secret; wrong ones cost their sender time."""
    found = queries.with_secret(secret)
    if found is None:
        brakes.after_a_wrong_secret(request)
        raise NotVisible(_("There is no such receipt. Please check the query code."))
    return found


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@asks(anyone)
@require_safe
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """Number, way, answer, and the question whether it helps."""
    return _show(request, Receipt(_opened(request, secret), vault.as_typed(secret)), RateForm(), 200)


def _show(
    request: HttpRequest, receipt: Receipt, form: RateForm, status: int, objection: AppealForm | None = None
) -> HttpResponse:
    suggestion = receipt.suggestion
    load_parts(suggestion, "appeals", "ratings", "photos")
    reason = opinion_rules(suggestion.body).values.reason_coded(suggestion.decision_reason)
    context = {
        "receipt": receipt,
        "suggestion": suggestion,
        "chain": whole_chain(suggestion),
        "entries": for_the_citizen(acts_of(suggestion)),
        "due": told_day(timezone.localdate(suggestion.deadline.due)),
        "reason": named(reason) if reason else "",
        "form": form,
        "objection": objection or AppealForm(),
        "appeals": suggestion.appeals.all(),
        "is_waiting": suggestion.first_answered_at is None and not suggestion.closed_at,
        "ratings": suggestion.ratings.all(),
        "photos": len(suggestion.photos.all()),
    }
    return _private(page(request, "opinions/receipt.html", context, status=status))


@asks(anyone)
@require_safe
def code(request: HttpRequest, secret: str) -> HttpResponse:
    """The QR code of the receipt's own address."""
    _opened(request, secret)
    address = request.build_absolute_uri(reverse("opinions:receipt", args=[secret]))
    drawing = io.BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", scale=4, border=2, light="#ffffff")
    return _private(HttpResponse(drawing.getvalue(), content_type="image/svg+xml"))


@asks(anyone)
def rate(request: HttpRequest, secret: str) -> HttpResponse:
    """The citizen's word on the answer."""
    return _rate(request, Receipt(_opened(request, secret), vault.as_typed(secret)))


def _rate(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    form = RateForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, receipt, form, 422 if form.is_bound else 200)
    try:
        acts.rate(receipt.suggestion, by=public_user(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, receipt, form, refusal.status)
    messages.success(request, _("Thank you. Your verdict was recorded."))
    return redirect(receipt.address)


@asks(anyone)
def appeal(request: HttpRequest, secret: str) -> HttpResponse:
    """Against the hiding of one's words."""
    return _appeal(request, Receipt(_opened(request, secret), vault.as_typed(secret)))


def _appeal(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    form = AppealForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, receipt, RateForm(), 422 if form.is_bound else 200, form)
    try:
        acts.appeal(receipt.suggestion, by=public_user(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _show(request, receipt, RateForm(), refusal.status, form)
    messages.success(request, _("Your appeal was received; the lead of the office decides it."))
    return redirect(receipt.address)


@asks(anyone)
def find(request: HttpRequest) -> HttpResponse:
    """From the query code to the page of the receipt."""
    form = FindForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            _opened(request, form.cleaned_data["secret"])
            return redirect("opinions:receipt", secret=vault.as_typed(form.cleaned_data["secret"]))
        except (TooFast, NotVisible) as refusal:
            form.add_error("secret", str(refusal.sentence))
            status = refusal.status if isinstance(refusal, TooFast) else 422
    return page(request, "opinions/find.html", {"form": form}, status=status)


@asks(is_signed_in)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What one said with one's account, and how far it has come."""
    rows = queries.said_by(person_of(request).pk).select_related("body")[:100]
    return _private(page(request, "opinions/mine.html", {"rows": [_row(one) for one in rows]}))


def _row(one: Suggestion) -> dict[str, object]:
    return {
        "title": str(one),
        "href": reverse("opinions:my_word", args=[one.pk]),
        "meta": [one.number, str(one.body), told_day(timezone.localdate(one.received))],
        "badges": [{"label": one.get_state_display(), "tone": "soft"}],
    }


@asks(is_signed_in)
@require_safe
def my_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page, opened by the account instead of the secret."""
    return _show(request, _own(request, pk), RateForm(), 200)


@asks(is_signed_in)
def rate_mine(request: HttpRequest, pk: int) -> HttpResponse:
    """The verdict of somebody who is signed in."""
    return _rate(request, _own(request, pk))


@asks(is_signed_in)
def appeal_mine(request: HttpRequest, pk: int) -> HttpResponse:
    """The appeal of somebody who is signed in."""
    return _appeal(request, _own(request, pk))


def _own(request: HttpRequest, pk: int) -> Receipt:
    rows = queries.said_by(person_of(request).pk).select_related("body", "deadline", "merged_into")
    return Receipt(get_object_or_404(rows, pk=pk))
