"""The site as an app on a device: manifest, service worker, and the page for times without a connection."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.core.errors import NotVisible
from shangliang.core.http import asks
from shangliang.core.rules import anyone

_STATIC = Path(__file__).resolve().parent.parent / "static" / "web"
_WORKER = "service-worker.js"
_KEPT = (".css", ".js", ".svg")
PAPER, ACCENT = "#fdfcf9", "#b5301a"


@asks(anyone)
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a device needs to put the site among its apps."""
    icons = [
        {"src": static("web/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"},
        *(
            {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
            for size in (192, 512)
        ),
    ]
    found = {
        "name": _("Shangliang"),
        "short_name": _("Shangliang"),
        "description": _("Matters of all are talked over by all"),
        "lang": get_language(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": icons,
    }
    return JsonResponse(found, content_type="application/manifest+json")


@asks(anyone)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker for readers of one language; another version as soon as any file is another."""
    language = _known(request.GET.get("lang", settings.LANGUAGE_CODE))
    offline = reverse("offline", args=[language])
    named = {"VERSION": f"{language}-{_version()}", "FILES": _files(), "OFFLINE": offline}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in named.items())
    answer = HttpResponse(head + _source(_WORKER), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _known(language: str) -> str:
    if language not in dict(settings.LANGUAGES):
        raise NotVisible(_("There is no such language here."))
    return language


def _names() -> list[str]:
    return sorted(one.name for one in _STATIC.iterdir() if one.suffix in _KEPT and one.name != _WORKER)


def _files() -> list[str]:
    return [static(f"web/{name}") for name in _names()]


@cache
def _source(name: str) -> str:
    return (_STATIC / name).read_text("utf-8")


@cache
def _version() -> str:
    whole = "".join(_source(name) for name in (*_names(), _WORKER)) + _page_for("en") + _page_for("zh-hans")
    return sha256(whole.encode()).hexdigest()[:12]


def _page_for(language: str) -> str:
    """Drawn without the request, so that nobody's name can stand on it."""
    with override(language):
        return render_to_string("offline.html")


@asks(anyone)
@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """What is shown when the site cannot be reached; of nobody in particular, in the language it names."""
    answer = HttpResponse(_page_for(_known(language)))
    answer["Cache-Control"] = "public, max-age=300"
    return answer
