"""Handing out photos: to the office, and to units to which the office gave them."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from shangliang.core.http import asks
from shangliang.core.rules import is_signed_in
from shangliang.opinions.models import Photo


@asks(is_signed_in)
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One picture under a number; its type was fixed when it was drawn anew."""
    found = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    answer = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.name, content_type=found.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
