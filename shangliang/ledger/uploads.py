"""A file inside a JSON request: its name and its content in base64."""

import base64
import binascii
from io import BytesIO

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from shangliang.core.errors import Invalid

LONGEST = 48 * 1024 * 1024


class Upload(BaseModel):
    """A file to be checked."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=255)
    content_base64: str = Field(max_length=LONGEST)

    def stream(self) -> BytesIO:
        """The bytes; raises Invalid if they are no base64."""
        try:
            return BytesIO(base64.b64decode(self.content_base64, validate=True))
        except binascii.Error as error:
            raise Invalid(_("The file's content is not valid base64."), "content_base64") from error
