"""The kinds of file we take, by their endings and media types."""

from dataclasses import dataclass

_OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """One kind of file; the first ending is the one a stored file gets."""

    endings: tuple[str, ...]
    media_type: str

    def __str__(self) -> str:
        return self.endings[0].upper()


PDF = Kind(("pdf",), "application/pdf")
OFD = Kind(("ofd",), "application/ofd")
DOC = Kind(("doc", "wps"), "application/msword")
XLS = Kind(("xls", "et"), "application/vnd.ms-excel")
PPT = Kind(("ppt", "dps"), "application/vnd.ms-powerpoint")
DOCX = Kind(("docx",), _OOXML + "wordprocessingml.document")
XLSX = Kind(("xlsx",), _OOXML + "spreadsheetml.sheet")
PPTX = Kind(("pptx",), _OOXML + "presentationml.presentation")
TXT = Kind(("txt",), "text/plain")
CSV = Kind(("csv",), "text/csv")
JPG = Kind(("jpg", "jpeg"), "image/jpeg")
PNG = Kind(("png",), "image/png")
WEBP = Kind(("webp",), "image/webp")
GIF = Kind(("gif",), "image/gif")

PLAIN = frozenset({TXT, CSV})
COMPOUND = frozenset({DOC, XLS, PPT})
ZIPPED = frozenset({DOCX, XLSX, PPTX, OFD})

DOCUMENTS = frozenset({PDF}) | ZIPPED | COMPOUND | PLAIN
IMAGES = frozenset({JPG, PNG, WEBP, GIF})
TABLES = frozenset({CSV, XLSX, XLS})


def kind_named(ending: str) -> Kind | None:
    """The kind that a file with this ending claims to be."""
    return next((kind for kind in DOCUMENTS | IMAGES if ending.lower() in kind.endings), None)


def listed(kinds: frozenset[Kind]) -> str:
    """The kinds for a sentence: "DOCX, PDF, PNG"."""
    return ", ".join(sorted(map(str, kinds)))
