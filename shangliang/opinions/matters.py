"""Does a report speak of one matter? Hints for its author while writing; none of them refuses anything."""

import re

from django.utils.translation import gettext as _

from shangliang.opinions.acts.reporting import FORM_OF_TITLE
from shangliang.opinions.ruleset_reports import ReportRules

_SECOND_MATTER = re.compile(r"另外还|此外还|同时还反映|另一个问题|其他问题|顺便反映")
_SUGGESTION = re.compile(r"建议|对策|应当|希望")
_SHORT = 150


def hints(title: str, text: str, limits: ReportRules) -> list[str]:
    """What an editor would say at first sight."""
    found = []
    if title and not FORM_OF_TITLE.match(title):
        found.append(_("The title reads 关于…的建议 and names the one matter."))
    if title.count("建议") > 1 or len(re.findall("关于", title)) > 1:
        found.append(_("The title seems to name two matters: write two reports."))
    if _SECOND_MATTER.search(text):
        found.append(_("A second matter seems to begin in the text: write a second report for it."))
    if text and not _SUGGESTION.search(text):
        found.append(_("It says what is wrong, but not yet what should be done."))
    if text and len(text) < _SHORT:
        found.append(_("It is short: say where, how many, since when."))
    if len(text) > limits.report_limit:
        over = len(text) - limits.report_limit
        found.append(_("It is %(over)s characters too long.") % {"over": over})
    return found
