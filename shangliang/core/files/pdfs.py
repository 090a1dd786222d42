"""PDF files: whole, open to every reader, and without programs."""

import re

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid

from .refusals import has_programs, protected

_TAIL = 4096


def check_pdf(data: bytes) -> bytes:
    """The same bytes, unless the file is cut off, protected or active."""
    if b"startxref" not in data[-_TAIL:] or b"%%EOF" not in data[-_TAIL:]:
        raise Invalid(_("This PDF file is damaged or not complete."), field="file")
    if _has_name(data, "Encrypt"):
        raise protected()
    if _has_name(data, "JavaScript") or _has_name(data, "Launch"):
        raise has_programs()
    return data


def _has_name(data: bytes, name: str) -> bool:
    """Whether the PDF name occurs, also written with #-codes such as /#4aavaScript."""
    plain = f"/{name}".encode()
    if re.search(re.escape(plain) + rb"(?![A-Za-z])", data):
        return True
    coded = "".join(f"(?:{letter}|#{ord(letter):02x})" for letter in name).encode()
    return b"#" in data and bool(re.search(b"/" + coded + rb"(?![A-Za-z])", data, re.IGNORECASE))
