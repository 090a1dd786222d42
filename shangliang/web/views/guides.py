"""Help: the guide of each role, the members' printed guide, the glossary."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.queries import posts_of
from shangliang.core.errors import NotVisible, Sentence
from shangliang.core.guides import steps_for, words
from shangliang.core.homes import Home
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.ledger.figures import figures
from shangliang.web.views.home import HOMES

ROLES: dict[Home, tuple[Sentence, Sentence]] = {
    Home.PUBLIC: (
        gettext_lazy("For visitors"),
        gettext_lazy("Reading cases and numbers without an account."),
    ),
    Home.MEMBER: (
        gettext_lazy("For members"),
        gettext_lazy("From the first word of a proposal to its rating."),
    ),
    Home.OFFICE: (gettext_lazy("For the office"), gettext_lazy("Reviewing, watching the time, publishing.")),
    Home.UNIT: (gettext_lazy("For units"), gettext_lazy("From signing for a case to its follow-up.")),
    Home.SUPERVISION: (
        gettext_lazy("For the supervision office"),
        gettext_lazy("Distributing cases, settling returns, approving replies."),
    ),
    Home.LEADER: (gettext_lazy("For leaders"), gettext_lazy("Key proposals, visits and directions.")),
    Home.KEEPER: (
        gettext_lazy("For administrators and auditors"),
        gettext_lazy("People, posts, rules, and the record."),
    ),
}


@asks(anyone)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All guides, one's own first."""
    own = {HOMES[post.role] for post in posts_of(request.user)} or {Home.PUBLIC}
    rows = [
        {
            "title": title,
            "text": text,
            "href": reverse("guide", args=[home.value]),
            "badges": [{"label": _("yours"), "tone": "good"}] if home in own else [],
        }
        for home, (title, text) in sorted(ROLES.items(), key=lambda one: one[0] not in own)
    ]
    return page(request, "help/index.html", {"rows": rows})


def _home_named(role: str) -> Home:
    if role not in {home.value for home in ROLES}:
        raise NotVisible(_("There is no such guide."))
    return Home(role)


@asks(anyone)
@require_safe
def guide(request: HttpRequest, role: str) -> HttpResponse:
    """One page for one role."""
    home = _home_named(role)
    return page(request, "help/guide.html", _guide(home))


def _guide(home: Home) -> dict[str, Any]:
    title, text = ROLES[home]
    return {"title": title, "lead": text, "steps": steps_for(home), "is_for_members": home == Home.MEMBER}


@asks(anyone)
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The members' guide on two pages of paper: the steps, then the words."""
    context = {**_guide(Home.MEMBER), "words": words(), "site": request.build_absolute_uri("/")}
    return page(request, "help/printed.html", context)


@asks(anyone)
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Every word in both languages, and what each number counts."""
    rows = [
        {"zh": one.said_in("zh-hans"), "en": one.said_in("en"), "meaning": one.meaning} for one in words()
    ]
    return page(request, "help/words.html", {"words": rows, "figures": list(figures.values())})
