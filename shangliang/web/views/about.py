"""What this program is, under which licence it stands, and where its source is."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.web import source


@asks(anyone)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Version, licence, source, libraries."""
    context = {
        "version": source.version(),
        "licence": source.LICENCE,
        "licence_href": source.LICENCE_TEXT,
        "source_href": settings.SOURCE_URL or reverse("source"),
        "is_elsewhere": bool(settings.SOURCE_URL),
        "libraries": source.libraries(),
    }
    return page(request, "about.html", context)


@asks(anyone)
@require_safe
def archive(request: HttpRequest) -> FileResponse:
    """The files of the program that answers here."""
    return FileResponse(source.archive().open("rb"), as_attachment=True, filename=f"{source.NAME}.zip")
