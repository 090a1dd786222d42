"""Pictures, drawn anew so that nothing but the picture is kept."""

import io

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from shangliang.core.errors import Invalid

from .kinds import GIF, JPG, PNG, WEBP, Kind

MAX_PIXELS = 40_000_000

_FORMATS = {JPG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
_OPTIONS: dict[str, dict[str, int | bool]] = {
    "JPEG": {"quality": 90},
    "WEBP": {"quality": 90},
    "PNG": {},
    "GIF": {},
}


def redraw(data: bytes, kind: Kind) -> bytes:
    """The first frame, upright, without place, camera, comments or colour profile."""
    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_many_pixels()
            return _saved(picture, _FORMATS[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels() from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as broken:
        raise Invalid(_("This picture is damaged or cannot be read."), field="file") from broken


def _saved(picture: Image.Image, form: str) -> bytes:
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if form == "JPEG" and upright.mode not in {"L", "RGB"}:
        upright = upright.convert("RGB")
    upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
    target = io.BytesIO()
    upright.save(target, format=form, **_OPTIONS[form])
    return target.getvalue()


def _too_many_pixels() -> Invalid:
    sentence = _("This picture has more than %(millions)s million pixels. Make it smaller first.")
    return Invalid(sentence % {"millions": MAX_PIXELS // 1_000_000}, field="file")
