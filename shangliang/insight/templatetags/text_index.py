"""What pages with search results say while the index of texts is not whole."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from shangliang.insight.text.index import is_whole

register = template.Library()


@register.simple_tag
def index_note() -> str:
    """A sentence that not everything was looked through yet; nothing otherwise.

    What it says does not hang on a part's arguments: a part that asks is included without `only`, so never kept."""
    if is_whole():
        return ""
    told = _(
        "The search index is being built. Until it is, only the newest texts are looked through: there may be more."
    )
    return format_html('<p class="meta" role="status">{}</p>', told)
