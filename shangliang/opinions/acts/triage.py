"""The office decides: sort, pass on to a unit, put together with another, not take up; and takes decisions back."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Unit
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_text
from shangliang.ledger.door import link, then
from shangliang.opinions import clocks, queries, rules
from shangliang.opinions.acts.handling import pass_to_unit
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Suggestion
from shangliang.opinions.ruleset import opinion_rules

State = Suggestion.State
HOSTS = (State.RECEIVED, State.FORWARDED, State.HOTLINE, State.OFFERED)


@flow.act(
    "sort",
    _("Sort it"),
    past=_("sorted it"),
    source=State.RECEIVED,
    who=rules.in_office,
    facts=("kind", "category"),
)
def sort(suggestion: Suggestion, *, by: User, kind: str, category: str) -> None:
    """Say what it is and what it is about."""
    if kind not in Suggestion.Kind.values:
        raise Invalid(_t("There is no such kind."), "kind")
    suggestion.kind, suggestion.category = kind, _category(suggestion, category)


def _category(suggestion: Suggestion, code: str) -> str:
    known = {one.code for one in opinion_rules(suggestion.body).values.categories}
    if code and code not in known:
        raise Invalid(_t("The body's list has no such category."), "category")
    return code


@flow.act(
    "forward",
    _("Pass on to a unit"),
    past=_("passed it on to a unit"),
    source=State.RECEIVED,
    target=State.FORWARDED,
    who=rules.in_office,
    facts=("unit", "round"),
)
def forward(
    suggestion: Suggestion,
    *,
    by: User,
    unit: Unit,
    text: str,
    note: str = "",
    category: str = "",
    shares_photos: bool = False,
) -> None:
    """Give one unit the duty to answer, with the text as it may read it and a deadline of the rules."""
    if unit.region_id != suggestion.body.region_id:
        raise Invalid(_t("%(unit)s belongs to another region.") % {"unit": unit}, "unit")
    suggestion.category = _category(suggestion, category) or suggestion.category
    suggestion.photos.update(is_shared=shares_photos)
    then(lambda: pass_to_unit(suggestion, by=by, unit=unit, text=text, note=note))


@flow.act(
    "decline",
    _("Do not take it up"),
    past=_("did not take it up"),
    source=State.RECEIVED,
    target=State.DECLINED,
    who=rules.in_office,
    when=rules.holds_no_others,
    facts=("reason",),
)
def decline(suggestion: Suggestion, *, by: User, reason: str, next_step: str) -> None:
    """Say why not, and where it can be taken up instead; the text is never published."""
    if opinion_rules(suggestion.body).values.reason_coded(reason) is None:
        raise Invalid(_t("Please choose a reason of the list."), "reason")
    if not clean_text(next_step):
        raise Invalid(_t("Please say what can be done next, and where."), "next_step")
    suggestion.decision_reason, suggestion.next_step = reason, clean_text(next_step)
    suggestion.publicity = Suggestion.Publicity.KEPT
    suggestion.closed_at = timezone.now()
    clocks.keep_promise(suggestion)


@flow.act(
    "reconsider",
    _("Consider it once more"),
    past=_("takes it up once more"),
    source=State.DECLINED,
    target=State.RECEIVED,
    who=rules.in_office,
    facts=("reason",),
)
def reconsider(suggestion: Suggestion, *, by: User, reason: str) -> None:
    """Take a decision not to take it up back."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    suggestion.decision_reason = suggestion.next_step = ""
    suggestion.closed_at = None


@flow.act(
    "merge",
    _("Handle together with another"),
    past=_("put together with another"),
    source=(State.RECEIVED, State.OFFERED),
    target=State.MERGED,
    who=rules.in_office,
    when=rules.holds_no_others,
    facts=("into",),
    tell=queries.supporter_ids,
)
def merge(suggestion: Suggestion, *, by: User, into: Suggestion) -> None:
    """Handle it as part of another on the same matter; each citizen keeps the own receipt and is answered.

    Its supporters stay with it: they are told, and asked whether they want the other as well."""
    host = Suggestion.objects.select_for_update().get(pk=into.pk)
    if host.pk == suggestion.pk or host.body_id != suggestion.body_id:
        raise Invalid(_t("Please choose another one of the same body."), "into")
    if host.state not in HOSTS:
        raise Conflict(_t("“%(title)s” can take no other in at its present state.") % {"title": host})
    suggestion.merged_into = host
    link(suggestion, host, "merged into")


@flow.act(
    "separate",
    _("Handle on its own again"),
    past=_("separated it again"),
    source=State.MERGED,
    target=State.RECEIVED,
    who=rules.in_office,
    tell=queries.supporter_ids,
)
def separate(suggestion: Suggestion, *, by: User) -> None:
    """Undo a merge."""
    if suggestion.merged_into is not None:
        link(suggestion, suggestion.merged_into, "separated from")
    suggestion.merged_into = None
