"""The demo's one file: a drawn sheet with a seal, stored once and shown with every collective's case."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, sin

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw

PATH = "demo/seal.png"
SIZE, RED = (620, 877), (200, 30, 30)
CENTRE, RADIUS = (430, 650), 90


@dataclass(frozen=True)
class StoredFile:
    """A file that lies in the store already."""

    path: str
    name: str
    media_type: str
    size: int
    sha256: str


def drawn_sheet() -> bytes:
    """Lines of writing and a round seal with a star; it names nobody."""
    sheet = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(sheet)
    for place in range(12):
        pen.line((80, 120 + 36 * place, 540 if place % 4 else 460, 120 + 36 * place), (190, 190, 190), 2)
    x, y = CENTRE
    pen.ellipse((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS), outline=RED, width=6)
    points = [
        (x + r * sin(i * pi / 5), y - r * cos(i * pi / 5))
        for i in range(10)
        for r in [34 if i % 2 == 0 else 14]
    ]
    pen.polygon(points, fill=RED)
    target = BytesIO()
    sheet.save(target, "PNG")
    return target.getvalue()


def stored_sheet() -> StoredFile:
    """Draw and store it unless it lies there."""
    content = drawn_sheet()
    path = PATH if default_storage.exists(PATH) else default_storage.save(PATH, ContentFile(content))
    return StoredFile(path, "盖章页.png", "image/png", len(content), hashlib.sha256(content).hexdigest())
