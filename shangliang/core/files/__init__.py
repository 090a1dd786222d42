"""Files people upload: what they really are, and what of them is safe to keep."""

from .kinds import DOCUMENTS, IMAGES, TABLES, Kind
from .uploads import MAX_BYTES, CheckedFile, check_upload

__all__ = ["DOCUMENTS", "IMAGES", "MAX_BYTES", "TABLES", "CheckedFile", "Kind", "check_upload"]
