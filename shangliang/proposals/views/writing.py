"""The member's pages: begin a draft, write it with autosave, see one's own cases."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.models import Collective, Post
from shangliang.bodies.queries import posts_of
from shangliang.bodies.rules import has_post
from shangliang.core.errors import NotAllowed, Refusal
from shangliang.core.http import asks, page
from shangliang.proposals import acts, flows
from shangliang.proposals.forms.writing import SaveForm
from shangliang.proposals.models import Proposal

writes = has_post(
    Post.Role.MEMBER,
    Post.Role.CONTACT,
    otherwise=_("Only members and contacts of collectives write proposals."),
)


@asks(writes)
def draft(request: HttpRequest) -> HttpResponse:
    """Begin a draft in the body (or for the collective) of the post one acts in."""
    if request.method != "POST":
        return page(request, "proposals/draft.html", {"posts": posts_of(request.user)})
    post = next((p for p in posts_of(request.user) if p.role in (Post.Role.MEMBER, Post.Role.CONTACT)), None)
    if post is None:
        raise NotAllowed(_("Only members and contacts of collectives write proposals."))
    made = _begin(request, post)
    return redirect("proposals:edit", pk=made.pk)


def _begin(request: HttpRequest, post: Post) -> Proposal:
    collective: Collective | None = post.collective
    if post.role == Post.Role.CONTACT and collective is not None:
        return acts.draft_for_collective(post.body, by=request.user, collective=collective)
    return acts.draft(post.body, by=request.user)


@asks(writes)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft; saves itself, and by its button without JavaScript."""
    proposal = get_object_or_404(Proposal.objects.inside(request.user).select_related("body"), pk=pk)
    if request.method == "POST":
        return _save(request, proposal)
    return _show(request, proposal, SaveForm(obj=proposal, user=request.user), 200)


def _save(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    form = SaveForm(request.POST, obj=proposal, user=request.user)
    version = request.POST.get("version", "")
    is_quiet = "application/json" in request.headers.get("Accept", "")
    if not form.is_valid():
        return _unsaved(request, proposal, form, is_quiet, 422)
    try:
        given = acts.save.given(version=int(version) if version.isdigit() else None)
        given(proposal, by=request.user, **form.cleaned_data)
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return _unsaved(request, proposal, form, is_quiet, refusal.status)
    if is_quiet:
        return JsonResponse({"version": proposal.version})
    target = "proposals:perform" if "submit" in request.POST else "proposals:edit"
    args = [proposal.pk, "submit"] if "submit" in request.POST else [proposal.pk]
    return HttpResponseRedirect(reverse(target, args=args))


def _unsaved(
    request: HttpRequest, proposal: Proposal, form: SaveForm, is_quiet: bool, status: int
) -> HttpResponse:
    if is_quiet:
        sentences = [str(one) for errors in form.errors.values() for one in errors]
        return JsonResponse({"sentence": " ".join(sentences)}, status=status)
    return _show(request, proposal, form, status)


def _show(request: HttpRequest, proposal: Proposal, form: SaveForm, status: int) -> HttpResponse:
    offers = flows.proposals.open_to(request.user, proposal)
    context = {"proposal": proposal, "form": form, "offers": offers}
    return page(request, "proposals/edit.html", context, status=status)
