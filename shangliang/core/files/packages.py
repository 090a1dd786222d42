"""Packages of XML parts (DOCX, XLSX, PPTX, OFD): no macros, no entities, nothing fetched from elsewhere."""

import re
import zipfile
from collections.abc import Callable
from typing import Never
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid

from . import compound
from .kinds import DOCX, OFD, PPTX, XLSX, Kind
from .old_office import check_compound
from .refusals import damaged, has_programs, too_large_inside
from .zips import chunks, open_bounded, read_entry, repacked

_MAIN_ENTRY = {
    "word/document.xml": DOCX,
    "xl/workbook.xml": XLSX,
    "ppt/presentation.xml": PPTX,
    "OFD.xml": OFD,
}
_MACRO_ENTRY = re.compile(r"(^|/)(vba(project\.bin|data\.xml)$|macrosheets/|activex/)", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"#!")
_EMBEDDED = re.compile(r"(^|/)embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
_LOCAL_TARGET = re.compile(r"(?![/\\])((file:///)?[A-Za-z]:[\\/])?[^:]*", re.IGNORECASE)

# An encoding that nobody knows is a LookupError, one of several bytes a ValueError.
_BROKEN_XML = (expat.ExpatError, LookupError, ValueError)

_PART_LIMIT = 8_000_000
_RELATIONS_LIMIT = 2_000_000
_PROLOG_LIMIT = 1_000_000
_MAX_EMBEDDED = 40
_MAX_EMBEDDED_ENTRIES = 100

_PERSONAL = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}


class _RootReachedError(Exception):
    """The first element has begun; what could declare entities lies behind us."""


def zipped_kind(data: bytes) -> Kind | None:
    """What a zip container is, by its main part; None for an ordinary archive."""
    names = set(open_bounded(data).namelist())
    return next((kind for main, kind in _MAIN_ENTRY.items() if main in names), None)


def check_zipped(data: bytes) -> bytes:
    """The package without its authors; `Invalid` for macros, entities, archives inside and far content."""
    archive = open_bounded(data)
    _check_package(archive, _check_embedded)
    return repacked(
        archive, data, {name: _PERSONAL[name] for name in archive.namelist() if name in _PERSONAL}
    )


def _check_package(archive: zipfile.ZipFile, check_archive: Callable[[zipfile.ZipFile, str], None]) -> None:
    sizes = {entry.filename: entry.file_size for entry in archive.infolist() if not entry.is_dir()}
    relations = [name for name in sizes if name.lower().endswith(".rels")]
    if (
        sum(sizes[name] for name in relations) > _RELATIONS_LIMIT
        or sum(map(_is_embedded, sizes)) > _MAX_EMBEDDED
    ):
        raise too_large_inside()
    if any(map(_MACRO_ENTRY.search, sizes)):
        raise has_programs()
    if "[Content_Types].xml" in sizes and _MACRO_TYPE.search(_part(archive, "[Content_Types].xml")):
        raise has_programs()
    for name in sizes:
        _check_part(archive, name, check_archive)
    for name in relations:
        _check_relations(_part(archive, name))


def _is_embedded(name: str) -> bool:
    return bool(_EMBEDDED.search(name))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    return read_entry(archive, name, _PART_LIMIT)


def _check_part(
    archive: zipfile.ZipFile, name: str, check_archive: Callable[[zipfile.ZipFile, str], None]
) -> None:
    """Look at how one part begins, and at all of it if it is a container itself."""
    head = next(chunks(archive, name, 256), b"")
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        _refuse_entities(archive, name)
    elif head.startswith(b"PK\x03\x04"):
        check_archive(archive, name)
    elif head.startswith(compound.SIGNATURE):
        check_compound(_part(archive, name))
    elif head.startswith(_PROGRAMS):
        raise has_programs()


def _check_embedded(archive: zipfile.ZipFile, name: str) -> None:
    """A chart keeps its figures in a workbook of its own, which must be as clean as the file."""
    if not _is_embedded(name):
        _refuse_archive(archive, name)
    inner = open_bounded(_part(archive, name))
    if len(inner.infolist()) > _MAX_EMBEDDED_ENTRIES:
        raise too_large_inside()
    _check_package(inner, _refuse_archive)


def _refuse_archive(_archive: zipfile.ZipFile, _name: str) -> Never:
    raise Invalid(_("This file contains another archive. Attach that one by itself."), field="file")


def _refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse a part with a document type: entities are declared there, and no office program writes one."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _stop_at_doctype
    parser.StartElementHandler = _stop_at_root
    read = 0
    try:
        for piece in chunks(archive, name, 4096):
            parser.Parse(piece)
            read += len(piece)
            if read > _PROLOG_LIMIT:
                break
    except _RootReachedError:
        return
    except _BROKEN_XML as broken:
        raise damaged() from broken
    raise damaged()


def _stop_at_doctype(*_declaration: object) -> Never:
    raise Invalid(_("This file contains declarations that are not allowed in office files."), field="file")


def _stop_at_root(*_element: object) -> Never:
    raise _RootReachedError


def _check_relations(xml: bytes) -> None:
    """Links a reader clicks may lead anywhere; what opens by itself must not lead to another machine."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = _check_relation
    try:
        parser.Parse(xml, True)
    except _BROKEN_XML as broken:
        raise damaged() from broken


def _check_relation(_name: str, attributes: dict[str, str]) -> None:
    is_far = attributes.get("TargetMode", "").lower() == "external"
    is_link = attributes.get("Type", "").endswith("/hyperlink")
    if is_far and not is_link and not _LOCAL_TARGET.fullmatch(attributes.get("Target", "")):
        raise Invalid(
            _("This file loads content from elsewhere. Put the content into the file."), field="file"
        )
