"""Answers reach whoever spoke, who says whether they help: a "no" opens a second round, once."""

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_text
from shangliang.ledger.door import link, then
from shangliang.opinions import clocks, queries, rules
from shangliang.opinions.flows import suggestions as flow
from shangliang.opinions.models import Rating, Suggestion

State, Publicity, Verdict = Suggestion.State, Suggestion.Publicity, Rating.Verdict


def settle(suggestion: Suggestion, text: str) -> None:
    """Write an answer to whoever spoke, and to those whose words were put together with theirs; only for acts."""
    if not clean_text(text):
        raise Invalid(_t("Please write the answer."), "text")
    now = timezone.now()
    suggestion.answer, suggestion.answered_at = clean_text(text), now
    suggestion.first_answered_at = suggestion.first_answered_at or now
    clocks.keep_promise(suggestion)
    if suggestion.is_public_consented and suggestion.publicity == Publicity.KEPT:
        suggestion.publicity = Publicity.PENDING
    for one in suggestion.merged.filter(state=State.MERGED).order_by("pk"):
        then(lambda merged=one: share_answer(merged, by=system_user(), text=text))  # type: ignore[misc]


@flow.act(
    "answer",
    _("Answer at once"),
    past=_("gave an answer"),
    source=State.RECEIVED,
    target=State.ANSWERED,
    who=rules.in_office,
    facts=("round",),
)
def answer(suggestion: Suggestion, *, by: User, text: str) -> None:
    """The office knows the answer itself; whoever spoke reads it and says whether it helps."""
    settle(suggestion, text)


@flow.act(
    "take_answer",
    _("Take the unit's answer"),
    past=_("was answered by the unit"),
    source=State.FORWARDED,
    target=State.ANSWERED,
    who=rules.has_it,
    facts=("round",),
)
def take_answer(suggestion: Suggestion, *, by: User, text: str) -> None:
    """The unit's answer goes to whoever spoke."""
    settle(suggestion, text)


@flow.act(
    "share_answer",
    _("Share the answer"),
    past=_("was answered together with another"),
    source=State.MERGED,
    target=State.ANSWERED,
    who=rules.is_system,
    facts=("round",),
)
def share_answer(suggestion: Suggestion, *, by: User, text: str) -> None:
    """What was handled together is answered together; each citizen judges for themselves."""
    settle(suggestion, text)


@flow.act(
    "answer_from_report",
    _("Tell what became of the report"),
    past=_("was told what became of the report"),
    source=State.REPORTED,
    target=State.ANSWERED,
    who=rules.is_system,
    facts=("round",),
)
def answer_from_report(suggestion: Suggestion, *, by: User, text: str) -> None:
    """The report that grew out of it has come to its end; whoever spoke reads how."""
    settle(suggestion, text)


@flow.act(
    "take_back",
    _("Take it back"),
    past=_("came back from the unit"),
    source=State.FORWARDED,
    target=State.RECEIVED,
    who=rules.has_it | rules.in_office,
)
def take_back(suggestion: Suggestion, *, by: User) -> None:
    """A unit sent it back, or the office recalled it: it waits for another decision."""


@flow.act(
    "rate",
    _("Say whether it helps"),
    past=_("rated the answer"),
    source=State.ANSWERED,
    who=rules.is_public,
    facts=("round",),
)
def rate(suggestion: Suggestion, *, by: User, verdict: str, note: str = "") -> None:
    """The citizen's word on the answer. A "no" opens a second round; there is no third."""
    if verdict not in Verdict.values:
        raise Invalid(_t("Please choose one of the three."), "verdict")
    Rating.objects.create(
        suggestion=suggestion,
        round=suggestion.round,
        verdict=verdict,
        note=clean_text(note)[:1000],
        answer=suggestion.answer,
    )
    if verdict == Verdict.NO and suggestion.round == 1:
        _reopen(suggestion)
    else:
        suggestion.state, suggestion.closed_at = State.CLOSED, timezone.now()


def _reopen(suggestion: Suggestion) -> None:
    suggestion.state, suggestion.round = State.RECEIVED, 2
    if suggestion.merged_into is not None:
        link(suggestion, suggestion.merged_into, "separated from")
        suggestion.merged_into = None


@flow.act(
    "close_unrated",
    _("Close without a rating"),
    past=_("closed it, as nobody rated the answer"),
    source=State.ANSWERED,
    target=State.CLOSED,
    who=rules.is_system,
)
def close_unrated(suggestion: Suggestion, *, by: User) -> None:
    """The time to rate is over."""
    suggestion.closed_at = timezone.now()


@flow.act(
    "take_outcome",
    _("Take what came of it"),
    past=_("was answered by what grew out of it"),
    source=State.ADOPTED,
    target=State.ANSWERED,
    who=rules.is_system,
)
def take_outcome(suggestion: Suggestion, *, by: User, text: str) -> None:
    """What a member made of the clue was answered; whoever spoke reads it and says whether it helps."""
    settle(suggestion, text)


@flow.act(
    "return_to_office",
    _("Give it back to the office"),
    past=_("came back, as nothing became of the proposal"),
    source=State.ADOPTED,
    target=State.RECEIVED,
    who=rules.is_system,
    tell=lambda suggestion: queries.office_ids(suggestion.body),
)
def return_to_office(suggestion: Suggestion, *, by: User) -> None:
    """What a member made of the clue was withdrawn, not filed, or is not published: the office answers itself."""
