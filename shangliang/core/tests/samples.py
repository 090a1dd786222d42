"""Files for tests, honest and hostile, built from nothing."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Mapping

import xlsxwriter
from docx import Document
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF\n"


def docx(text: str = "关于改善社区养老服务的建议") -> bytes:
    """A Word file with an author."""
    document = Document()
    document.add_paragraph(text)
    document.core_properties.author = "某某秘密作者"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(*rows: list[object]) -> bytes:
    """A workbook with these rows."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def changed(package: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The zip with these parts added or replaced."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return target.getvalue()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An ordinary archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def zip_bomb(megabytes: int, ballast: int = 0) -> bytes:
    """A Word file that swells to `megabytes`; ballast that does not shrink hides how much."""
    target = io.BytesIO(changed(docx(), {"word/media/noise.dat": b"." + os.urandom(ballast)}))
    with (
        zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("swell.xml", "w") as entry,
    ):
        for _megabyte in range(megabytes):
            entry.write(bytes(1_000_000))
    return target.getvalue()


def locked(package: bytes) -> bytes:
    """The zip with the mark of a password on its first entry."""
    place = package.index(b"PK\x01\x02") + 8
    return package[:place] + bytes([package[place] | 1]) + package[place + 1 :]


def crowded_zip(entries: int) -> bytes:
    """A zip whose directory lists very many empty entries."""
    first = b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"a"
    entry = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHHLLLHHHHHLL", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        + b"a"
    )
    directory = entry * entries
    size = len(directory)
    return (
        first + directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, len(first), 0)
    )


def picture(form: str, size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    """A small picture."""
    target = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(target, form, **options)
    return target.getvalue()


def pixel_flood(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that declares itself enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An old Office container with these streams, each filled up to at least 4 KB."""
    entries, body, sectors = [], b"", []
    for name, content in streams.items():
        padded = content.ljust(max(4096, -len(content) // 512 * -512), b"\0")
        entries.append((name, len(sectors), len(padded)))
        sectors += [*range(len(sectors) + 1, len(sectors) + len(padded) // 512), 0xFFFFFFFE]
        body += padded
    directory = _directory_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    for number, (name, start, size) in enumerate(entries, 1):
        after = number + 1 if number < len(entries) else 0xFFFFFFFF
        directory += _directory_entry(name, 2, start, size, after=after)
    directory += bytes(-len(directory) % 512)
    first_directory = len(sectors)
    sectors += [*range(first_directory + 1, first_directory + len(directory) // 512), 0xFFFFFFFE]
    return _with_table(body + directory, sectors, first_directory)


def _with_table(body: bytes, sectors: list[int], first_directory: int) -> bytes:
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    places = list(range(len(sectors), len(sectors) + count))
    table = [*sectors, *[0xFFFFFFFD] * count]
    table += [0xFFFFFFFF] * (count * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, count, first_directory)
    header += struct.pack("<LLLLLL", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    listed = places + [0xFFFFFFFF] * (109 - count)
    return header + struct.pack("<109L", *listed) + body + struct.pack(f"<{len(table)}L", *table)


def _directory_entry(
    name: str, kind: int, start: int, size: int, *, after: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<LLL36xLLL", 0xFFFFFFFF, after, child, start, size, 0)


def xls(*records: tuple[int, bytes]) -> bytes:
    """An old workbook: its globals name one sheet, the sheet holds `records`."""
    name = b"\x06\x00" + b"Sheet1"
    begin = _record(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0))
    offset = len(begin) + 4 + 8 + len(name) - 2 + 4
    sheet = _record(0x85, struct.pack("<LBB", offset, 0, 0) + bytes([6, 0]) + b"Sheet1")
    start = _record(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))
    cells = b"".join(_record(number, body) for number, body in records)
    return compound({"Workbook": begin + sheet + _record(0x0A, b"") + start + cells + _record(0x0A, b"")})


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body
