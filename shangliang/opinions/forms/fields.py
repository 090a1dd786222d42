"""Fields that several forms use: long texts, and photos whose content was looked at."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile, check_upload
from shangliang.core.files.kinds import JPG, PNG, WEBP

BLACKENED = _(
    "What looks like a number, an address, a plate or somebody's name is blackened already; names are guessed. "
    "Look it through."
)
PHOTO_KINDS = frozenset({JPG, PNG, WEBP})
PHOTO_BYTES = 15 * 1024 * 1024


def text_area(label: Any, *, required: bool = True, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for a longer text."""
    return forms.CharField(
        label=label, required=required, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class SeveralFilesInput(forms.ClearableFileInput):
    """The browser's own picker, for several files at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Photos, each drawn anew; cleans to a list of CheckedFile."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[CheckedFile]:
        """Refuse what is no picture; of the others nothing but the picture is kept."""
        sent = data if isinstance(data, (list, tuple)) else [data]
        return [self._drawn(one) for one in sent if one]

    def _drawn(self, upload: "UploadedFile[Any]") -> CheckedFile:
        super().clean(upload)
        try:
            return check_upload(
                str(upload.name),
                upload.file,  # type: ignore[arg-type]
                allowed=PHOTO_KINDS,
                max_bytes=PHOTO_BYTES,
            )
        except Invalid as error:
            raise forms.ValidationError(str(error.sentence)) from error
