"""Old Office files: which program they belong to, and that they hold no macros and no packed programs."""

import re
import struct

from . import compound
from .kinds import DOC, PPT, XLS, Kind
from .refusals import has_programs, protected

_MAIN_STREAM = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS, "PowerPoint Document": PPT}
_MACRO_NAMES = frozenset({"VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "\x01Ole10Native"})
_ENCRYPTED_NAMES = frozenset({"EncryptedPackage", "EncryptedSummary"})
_POWERPOINT_MACROS = re.compile(rb"\x02\x00\x00\x04\x0c\x00\x00\x00.{4}\x01\x00\x00\x00", re.DOTALL)


def compound_kind(data: bytes) -> Kind | None:
    """What an old Office file is, by its main stream."""
    names = compound.CompoundFile(data).top_names
    if names & _ENCRYPTED_NAMES:
        raise protected()
    return next((kind for main, kind in _MAIN_STREAM.items() if main in names), None)


def check_compound(data: bytes) -> bytes:
    """The same bytes; `Invalid` for macros, packed programs and protection."""
    container = compound.CompoundFile(data)
    if container.names & _ENCRYPTED_NAMES or _is_protected(container):
        raise protected()
    if container.names & _MACRO_NAMES or _has_old_macros(container):
        raise has_programs()
    return data


def _is_protected(container: compound.CompoundFile) -> bool:
    """The mark of encryption in a Word header or among the Excel records."""
    for head in container.streams("WordDocument"):
        if len(head) > 12 and struct.unpack_from("<H", head, 10)[0] & 0x0100:
            return True
    return any(
        number == 0x2F
        for stream in container.streams("Workbook", "Book")
        for number, _body in _globals(stream)
    )


def _has_old_macros(container: compound.CompoundFile) -> bool:
    """Excel 4 macro sheets and the macro flag of PowerPoint."""
    for stream in container.streams("Workbook", "Book"):
        if any(number == 0x85 and body[5:6] in {b"\1", b"\6"} for number, body in _globals(stream)):
            return True
    return any(map(_POWERPOINT_MACROS.search, container.streams("PowerPoint Document")))


def _globals(stream: bytes) -> list[tuple[int, bytes]]:
    """The records before the first sheet."""
    found = []
    for number, body in compound.records(stream):
        if number == 0x0A:
            break
        found.append((number, body))
    return found
