"""Writing: begin a draft, then its page that saves itself, takes files, and shows earlier cases alike."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Post
from shangliang.bodies.queries import all_posts_of, posts_of
from shangliang.bodies.rules import has_post
from shangliang.core.changes import changed_passages
from shangliang.core.errors import NotAllowed, Refusal
from shangliang.core.http import asks, page
from shangliang.core.text import whole_number
from shangliang.proposals import acts, flows
from shangliang.proposals.acts.writing import WRITABLE
from shangliang.proposals.forms.writing import AttachForm, DetachForm, SaveForm
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.similar import similar_cases
from shangliang.proposals.telling import told_size
from shangliang.proposals.views.buttons import proposal_buttons, require_open
from shangliang.proposals.views.hinting import hints_on

WRITERS = (Post.Role.MEMBER, Post.Role.CONTACT)
NOT_A_WRITER = gettext_lazy("Only members and contacts of collectives write proposals.")
writes = has_post(*WRITERS, otherwise=NOT_A_WRITER)
COMPARED = ("title", "problem", "analysis", "suggestion")
# Not needed to save, but to submit: drawn as such once the form was read.
NEEDED = (*COMPARED, "is_secrecy_declared")


@asks(writes)
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft in the body (or for the collective) of the post one acts in."""
    post = next((one for one in posts_of(request.user) if one.role in WRITERS), None)
    if post is None:
        raise NotAllowed(NOT_A_WRITER)
    if request.method == "POST":
        made = _begin(request, post)
        return redirect("proposals:edit", pk=made.pk)
    others = [one for one in all_posts_of(request.user) if one.role in WRITERS and one.pk != post.pk]
    mine = Proposal.objects.inside(request.user)
    unfinished = mine.filter(author=person_of(request), body=post.body, state=Proposal.State.DRAFT)
    context = {"post": post, "others": others, "unfinished": unfinished.order_by("-id")[:5]}
    return page(request, "proposals/draft.html", {**context, "key": uuid4().hex})


def _begin(request: HttpRequest, post: Post) -> Proposal:
    key = request.POST.get("key") or None
    if post.role == Post.Role.CONTACT and post.collective is not None:
        begin = acts.draft_for_collective.given(key=key)
        return begin(post.body, by=person_of(request), collective=post.collective)
    return acts.draft.given(key=key)(post.body, by=person_of(request))


@asks(writes)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; saves itself, and by its buttons without JavaScript."""
    rows = Proposal.objects.inside(request.user).select_related("body", "collective")
    proposal = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        return _save(request, proposal)
    require_open(request, flows.proposals, "save", proposal)
    return _show(request, proposal, SaveForm(obj=proposal, user=request.user), 200)


def _save(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    form = SaveForm(request.POST, obj=proposal, user=request.user)
    status = _keep(request, proposal, form) if form.is_valid() else 422
    is_quiet = "application/json" in request.headers.get("Accept", "")
    if is_quiet and status == 200:
        return JsonResponse({"version": proposal.version, "saved_at": timezone.now().isoformat()})
    if is_quiet:
        sentences = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"reason": " ".join(sentences)}, status=status)
    if status == 200:
        return _with_files(request, proposal)
    return _show(request, proposal, form, status)


def _keep(request: HttpRequest, proposal: Proposal, form: SaveForm) -> int:
    """Save what was typed; a refusal becomes the form's error, and its status is returned."""
    version = request.POST.get("version", "")
    try:
        save = acts.save.given(version=whole_number(version))
        save(proposal, by=person_of(request), **form.cleaned_data)
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        proposal.refresh_from_db()
        is_stale = refusal.status == 409 and proposal.state in WRITABLE
        sentence = _STALE if is_stale else refusal.sentence
        form.add_error(field if field in form.fields else None, str(sentence))
        return refusal.status
    return 200


_STALE = gettext_lazy(
    "This draft was changed meanwhile, in another window or on another device. What you typed is still here;"
    " the newer version stands beside it below. Saving again replaces the newer one."
)


def _with_files(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """After the text is safe: the file that came with it, the file to take away, then the page asked for."""
    if "attach" in request.POST or "upload" in request.FILES:
        upload = AttachForm(request.POST, request.FILES, obj=proposal, user=request.user)
        status = _attach(request, proposal, upload)
        if status != 200:
            form = SaveForm(obj=proposal, user=request.user)
            return _show(request, proposal, form, status, upload)
    if "detach" in request.POST:
        chosen = DetachForm({"attachment": request.POST["detach"]}, obj=proposal, user=request.user)
        if chosen.is_valid():
            acts.detach(proposal, by=person_of(request), **chosen.cleaned_data)
    return redirect(_next_page(request, proposal))


def _attach(request: HttpRequest, proposal: Proposal, upload: AttachForm) -> int:
    if not upload.is_valid():
        return 422
    try:
        acts.attach(proposal, by=person_of(request), **upload.cleaned_data)
    except Refusal as refusal:
        upload.add_error("upload", str(refusal.sentence))
        return refusal.status
    return 200


def _next_page(request: HttpRequest, proposal: Proposal) -> str:
    """Where the pressed button leads."""
    wanted = next((one for one in ("submit", "preview", "invite") if one in request.POST), "edit")
    anchor = "#files" if {"attach", "detach"} & set(request.POST) else ""
    return reverse(f"proposals:{wanted}", args=[proposal.pk]) + anchor


def _show(
    request: HttpRequest, proposal: Proposal, form: SaveForm, status: int, upload: AttachForm | None = None
) -> HttpResponse:
    for name in NEEDED:
        form.fields[name].required = True
    limits = proposal_rules(proposal.body).values
    typed = _typed(form, proposal)
    context = {
        "proposal": proposal,
        "form": form,
        "upload": upload or AttachForm(obj=proposal, user=request.user),
        "limits": limits,
        "files": _files(proposal),
        "differences": _differences(form, proposal) if status == 409 else [],
        "offers": [one for one in proposal_buttons(request.user, proposal) if one["stop"]],
        "hints": hints_on(proposal, typed),
        "similar": similar_cases(
            request.user,
            proposal.body,
            title=typed["title"],
            suggestion=typed["suggestion"],
            besides=proposal.pk,
        ),
    }
    return page(request, "proposals/edit.html", context, status=status)


def _typed(form: SaveForm, proposal: Proposal) -> dict[str, str]:
    source = form.data if form.is_bound else vars(proposal)
    return {name: str(source.get(name) or "") for name in COMPARED}


def _files(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "href": reverse("proposals:download", args=[one.pk]),
            "kind": one.get_kind_display(),
            "size": told_size(one.size),
        }
        for one in proposal.attachments.order_by("id")
    ]


def _differences(form: SaveForm, proposal: Proposal) -> list[dict[str, Any]]:
    """Where the typed text and the stored one part ways, side by side."""
    typed = _typed(form, proposal)
    names = [name for name in COMPARED if typed[name].strip() != getattr(proposal, name)]
    return [_difference(str(form.fields[name].label), typed[name], getattr(proposal, name)) for name in names]


def _difference(label: str, typed: str, stored: str) -> dict[str, Any]:
    passages = changed_passages(stored, typed)
    told = {"part": label}
    return {
        "left": _side(_("%(part)s: what you typed") % told, [p for p in passages if p.kind != "gone"]),
        "right": _side(_("%(part)s: what is stored now") % told, [p for p in passages if p.kind != "come"]),
    }


def _side(title: str, passages: list[Any]) -> dict[str, Any]:
    shown = [{"text": one.text, "shared": one.kind == "kept"} for one in passages]
    return {"title": title, "paragraphs": [shown]}
