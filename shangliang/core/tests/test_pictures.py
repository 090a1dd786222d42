"""What is left of a picture that was uploaded."""

import io

import pytest
from PIL import Image

from shangliang.core.files import CheckedFile, check_upload

from . import samples


def upload(name: str, content: bytes) -> CheckedFile:
    return check_upload(name, io.BytesIO(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_size_and_loses_place_and_camera(form):
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[2] = (30.0, 45.0, 0.0)
    checked = upload(f"a.{form.lower()}", samples.picture(form, exif=exif))
    kept = Image.open(io.BytesIO(checked.content))
    assert (kept.size, dict(kept.getexif()), b"SecretCamera" in checked.content) == ((40, 20), {}, False)


def test_a_picture_lying_on_its_side_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    checked = upload("a.jpg", samples.picture("JPEG", exif=exif))
    assert Image.open(io.BytesIO(checked.content)).size == (20, 40)


def test_comments_in_a_picture_are_gone():
    checked = upload("a.gif", samples.picture("GIF", comment=b"secret remark"))
    assert b"secret remark" not in checked.content


def test_a_picture_gets_the_ending_of_what_it_is():
    checked = upload("照片.jpg", samples.picture("PNG"))
    assert (checked.name, checked.media_type) == ("照片.png", "image/png")
