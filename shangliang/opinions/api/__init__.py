"""The public's words and the information reports in the API: reads start at what one may see, writes are the acts.

The vault is not here: an envelope is opened on its own page, before two persons' eyes."""

from ninja import Router

from shangliang.opinions.api.issues import router as issues
from shangliang.opinions.api.reports import router as reports
from shangliang.opinions.api.words import router as words

router = Router()
router.add_router("", words)
router.add_router("", reports)
router.add_router("", issues)

__all__ = ["router"]
