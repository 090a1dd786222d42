"""Whether the text index on disk is whole and follows the database; looked at without building anything."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.core.health import GOOD, STOP, WAIT, Finding, health_check
from shangliang.insight.memory import refuse_if_too_many
from shangliang.insight.refusal import Refused
from shangliang.insight.text import changes, store
from shangliang.insight.text.files import Damaged
from shangliang.insight.text.index import MANY, texts_up_to
from shangliang.insight.text.segment import MOST_DOCUMENTS

# With a worker at its beat so many changes never pile up.
_FAR_BEHIND = 3 * MANY


@health_check("text_index", gettext_lazy("Search index"))
def text_index() -> Finding:
    """It is whole, of this database, and the worker writes down what changes."""
    try:
        position = store.read().position
    except Damaged:
        return _missing(_("There is no whole search index on disk yet."))
    is_ours = position.system == changes.system()
    news = changes.since(position) if is_ours else None
    if news is None or any(kind == changes.ALL for _row, kind, _pk in news.changed):
        return _missing(_("The search index on disk is of an earlier state of the database."))
    behind = len(news.changed)
    told = _("The search index is whole; changes not yet written to it, but found: %(count)s.")
    if behind <= _FAR_BEHIND:
        return Finding(GOOD, told % {"count": behind})
    return Finding(WAIT, told % {"count": behind}, _("See that the worker runs: it writes them down."))


def _missing(sentence: str) -> Finding:
    try:
        refuse_if_too_many(texts_up_to(MOST_DOCUMENTS))
    except Refused as error:
        return Finding(STOP, f"{sentence} {error}", _("Give the worker more memory."))
    advice = _(
        "The worker builds it within a minute or two; until then searches look through the newest texts and say so."
        " `shangliang insight index --rebuild` does it now."
    )
    return Finding(WAIT, sentence, advice)
