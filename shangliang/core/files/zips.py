"""Zip containers: judged by what they declare before unpacking, packed again without extras."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from .refusals import damaged, protected, too_large_inside

MAX_ENTRIES = 2_000
MAX_DIRECTORY = 1_000_000
MAX_EXPANDED = 200_000_000
MAX_RATIO = 100
FREE_OF_RATIO = 10_000_000

_FIRST_DAY = 0x0021  # 1980-01-01, the earliest date a zip can tell
_UTF8_NAME = 0x0800
_ENCRYPTED = 0x0001
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)


def open_bounded(data: bytes) -> zipfile.ZipFile:
    """The archive, once its directory promises a bounded number and size of plain entries."""
    _check_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as broken:
        raise damaged() from broken
    _check_entries(archive.infolist(), len(data))
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The whole entry, refused beyond `limit` bytes."""
    if archive.getinfo(name).file_size > limit:
        raise too_large_inside()
    return b"".join(chunks(archive, name))


def chunks(archive: zipfile.ZipFile, name: str, size: int = 65_536) -> Iterator[bytes]:
    """The entry piece by piece."""
    try:
        with archive.open(name) as entry:
            while piece := entry.read(size):
                yield piece
    except _BROKEN as broken:
        raise damaged() from broken


def repacked(archive: zipfile.ZipFile, data: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The archive `data` with some entries replaced and without dates, comments and bytes between entries."""
    body, directory = io.BytesIO(), io.BytesIO()
    for info in archive.infolist():
        method, crc, size, packed = _payload(info, data, replaced.get(info.filename))
        name = info.filename.encode()
        fields = struct.pack(
            "<HHHHHLLLHH", 20, _UTF8_NAME, method, 0, _FIRST_DAY, crc, len(packed), size, len(name), 0
        )
        tail = struct.pack("<HHHLL", 0, 0, 0, 0, body.tell())
        directory.write(b"PK\x01\x02" + struct.pack("<H", 20) + fields + tail + name)
        body.write(b"PK\x03\x04" + fields + name + packed)
    count, start = len(archive.infolist()), body.tell()
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, directory.tell(), start, 0)
    return body.getvalue() + directory.getvalue() + end


def _payload(info: zipfile.ZipInfo, data: bytes, new: bytes | None) -> tuple[int, int, int, bytes]:
    """Method, checksum, full size and packed bytes of an entry."""
    if new is not None:
        return zipfile.ZIP_STORED, zlib.crc32(new), len(new), new
    start = info.header_offset
    if data[start : start + 4] != b"PK\x03\x04" or len(data) < start + 30:
        raise damaged()
    name_length, extra_length = struct.unpack_from("<HH", data, start + 26)
    begin = start + 30 + name_length + extra_length
    packed = data[begin : begin + info.compress_size]
    if len(packed) != info.compress_size:
        raise damaged()
    return info.compress_type, info.CRC, info.file_size, packed


def _check_directory(data: bytes) -> None:
    """Refuse a directory too long to be listed: a million empty entries are a bomb of their own."""
    end = data[-22:]
    if len(end) < 22 or not data.startswith(b"PK\x03\x04") or not end.startswith(b"PK\x05\x06"):
        raise damaged()
    _entries, size = struct.unpack_from("<HL", end, 10)
    if end[20:] != b"\0\0" or data[-42:-38] == b"PK\x06\x07":
        raise damaged()
    if size > MAX_DIRECTORY:
        raise too_large_inside()


def _check_entries(entries: list[zipfile.ZipInfo], packed: int) -> None:
    expanded = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or expanded > MAX_EXPANDED:
        raise too_large_inside()
    if expanded > FREE_OF_RATIO and expanded > packed * MAX_RATIO:
        raise too_large_inside()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise protected()
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names) or not all(map(_is_plain, entries)):
        raise damaged()


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether the entry stays inside the archive and is packed in a usual way."""
    path = PurePosixPath(entry.filename)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in entry.orig_filename
    return (
        inside
        and entry.header_offset >= 0
        and entry.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    )
