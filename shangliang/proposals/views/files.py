"""Handing out the files of a case: to those inside, as attachments the browser does not open."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.core.errors import NotVisible
from shangliang.core.http import asks
from shangliang.core.rules import is_signed_in
from shangliang.proposals.reading import files_for


@asks(is_signed_in)
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file under its own name; its type was fixed when it was checked."""
    attachment = get_object_or_404(files_for(request.user), pk=pk)
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        raise NotVisible(_("This file is missing from the storage. Please tell the administrator.")) from None
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
