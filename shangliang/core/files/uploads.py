"""One door for every uploaded file: named, measured, recognised by content, checked, cleaned."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Never

import puremagic
from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid

from . import compound
from .images import redraw
from .kinds import (
    COMPOUND,
    DOCUMENTS,
    GIF,
    IMAGES,
    JPG,
    PDF,
    PLAIN,
    PNG,
    WEBP,
    ZIPPED,
    Kind,
    kind_named,
    listed,
)
from .names import clean_name, ending_of
from .old_office import check_compound, compound_kind
from .packages import check_zipped, zipped_kind
from .pdfs import check_pdf
from .texts import decode_text, looks_like_markup, looks_like_text

MAX_BYTES = 32 * 1024 * 1024

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored and sent as an attachment; `content` may differ from what was uploaded."""

    name: str
    media_type: str
    size: int
    sha256: str
    content: bytes


def check_upload(
    name: str,
    data: BinaryIO,
    *,
    allowed: frozenset[Kind] = DOCUMENTS | IMAGES,
    max_bytes: int = MAX_BYTES,
) -> CheckedFile:
    """The file as it may be kept, or `Invalid` with the sentence why not."""
    claimed = kind_named(ending_of(name))
    _refuse_size(data, max_bytes)
    if claimed not in allowed or claimed is None:
        raise Invalid(
            _("Files of this type are not accepted. Accepted are: %(kinds)s.") % {"kinds": listed(allowed)},
            field="file",
        )
    content = data.read(max_bytes)
    kind = _kind_of(content, claimed)
    if kind not in allowed:
        _refuse_disguise(claimed, str(kind))
    kept = _CHECKS[kind](content)
    return CheckedFile(
        clean_name(name, kind.endings), kind.media_type, len(kept), hashlib.sha256(kept).hexdigest(), kept
    )


def _refuse_size(data: BinaryIO, max_bytes: int) -> None:
    """Measure before reading, so that a huge file costs nothing."""
    size = data.seek(0, os.SEEK_END)
    data.seek(0)
    if size == 0:
        raise Invalid(_("This file is empty."), field="file")
    if size > max_bytes:
        limit = {"megabytes": max(1, max_bytes // (1024 * 1024))}
        raise Invalid(_("This file is larger than %(megabytes)s MB.") % limit, field="file")


def _kind_of(content: bytes, claimed: Kind) -> Kind:
    """The kind by content. Pictures may bear each other's endings, nothing else may."""
    found = _recognised(content)
    if found is None and claimed in PLAIN and looks_like_text(content) and not looks_like_markup(content):
        return claimed
    if found is None:
        _refuse_disguise(claimed, _described(content))
    if found != claimed and not {found, claimed} <= IMAGES:
        _refuse_disguise(claimed, str(found))
    return found


def _recognised(content: bytes) -> Kind | None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return zipped_kind(content)
    if content.startswith(compound.SIGNATURE):
        return compound_kind(content)
    return None


def _described(content: bytes) -> str:
    """The usual ending of a content that we do not take; nothing if it looks like nothing known."""
    try:
        return puremagic.from_string(content[:4096].lstrip()).strip(".").upper()
    except (puremagic.PureError, ValueError):
        return ""


def _refuse_disguise(claimed: Kind, found: str) -> Never:
    told = {"claimed": str(claimed), "found": found}
    if not found:
        raise Invalid(_("The name says %(claimed)s, but the content is something else.") % told, field="file")
    raise Invalid(
        _("The name says %(claimed)s, but the content is something else (%(found)s).") % told, field="file"
    )


def _check_text(content: bytes) -> bytes:
    decode_text(content)
    return content


def _redrawn(kind: Kind) -> Callable[[bytes], bytes]:
    return lambda content: redraw(content, kind)


_CHECKS: dict[Kind, Callable[[bytes], bytes]] = {
    PDF: check_pdf,
    **dict.fromkeys(ZIPPED, check_zipped),
    **dict.fromkeys(COMPOUND, check_compound),
    **dict.fromkeys(PLAIN, _check_text),
    **{kind: _redrawn(kind) for kind in IMAGES},
}
