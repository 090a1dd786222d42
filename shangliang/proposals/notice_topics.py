"""What of the proposals one can choose to hear of: each act's topic, and which of them nobody can switch off."""

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.notices.models import Way
from shangliang.notices.topics import AT_ONCE, Topic, declare

Role = Post.Role
AT_ONCE_OR_SHORT = (*AT_ONCE, Way.SMS, Way.WORK)
PROPOSERS = (Role.MEMBER, Role.CONTACT)
STAFF = (*OFFICE_ROLES, *UNIT_ROLES, Role.SUPERVISOR)

SIGNING = Topic(
    "proposals.signing",
    _("Signing together"),
    _("Invitations to sign, who signed, invitations that lapsed."),
    usual=AT_ONCE,
    roles=PROPOSERS,
)
DECISIONS = Topic(
    "proposals.decisions",
    _("Decisions on proposals"),
    _("Filed, returned, merged, turned into an opinion, not filed, withdrawn."),
    usual=AT_ONCE,
    ways=AT_ONCE_OR_SHORT,
    required_because=_("The rules on proposals ask that every proposer is told of the decision."),
    roles=(*PROPOSERS, *OFFICE_ROLES),
)
REPLIES = Topic(
    "proposals.replies",
    _("Replies"),
    _("A unit's reply, its follow-up, a second round."),
    usual=AT_ONCE,
    ways=AT_ONCE_OR_SHORT,
    required_because=_("The rules on proposals ask that every reply is delivered to all proposers."),
    roles=(*PROPOSERS, *STAFF),
)
DUTIES = Topic(
    "proposals.duties",
    _("Duties and due days"),
    _("Cases assigned to your unit, reminders, missed due days, replies sent back."),
    usual=AT_ONCE,
    ways=AT_ONCE_OR_SHORT,
    required_because=_("The rules on proposals set units days by which they must answer."),
    roles=STAFF,
)
STEPS = Topic(
    "proposals.steps",
    _("Steps on the way"),
    _("Submitted, distributed, signed for, contacts, more time, ratings, closing, archive."),
)
PUBLICITY = Topic(
    "proposals.publicity",
    _("What the public reads"),
    _("What the public may read of a case, and since when."),
    roles=(*PROPOSERS, *OFFICE_ROLES),
)
HONOURS = Topic(
    "proposals.honours",
    _("Key and good proposals"),
    _("Chosen as key proposal, leaders' visits and instructions, good proposals of the year."),
    roles=(*PROPOSERS, *OFFICE_ROLES, Role.LEADER),
)
KINDS = {
    SIGNING: "proposals: invite sign decline join reopen_text lapse draft_from",
    DECISIONS: (
        "proposals: file turn_into_opinion turn_into_information return_for_change refuse reconsider merge unmerge"
        " withdraw"
    ),
    REPLIES: "assignments: deliver follow_up; proposals: await_rating open_second_round",
    DUTIES: (
        "assignments: open remind escalate refuse_return coordinate send_back_reply approve_reply refuse_extension"
        " waive_opinions give_opinion ask_return ask_extension sign_reply"
    ),
    STEPS: (
        "proposals: submit distribute recall close_rated close_unrated archive;"
        " assignments: sign_for reroute log_contact grant_extension rate proxy_rate"
    ),
    PUBLICITY: "proposals: withhold publish unpublish",
    HONOURS: "proposals: choose_key drop_key log_visit instruct record_effect name_good unname_good",
}


def declare_topics() -> None:
    """Called when the app is ready."""
    for topic, told in KINDS.items():
        declare(topic, *kinds_in(told))


def kinds_in(told: str) -> list[str]:
    """ "proposals: file refuse; assignments: open" as kinds of the ledger."""
    parts = [part.partition(":") for part in told.split(";")]
    return [f"{flow.strip()}.{name}" for flow, _colon, names in parts for name in names.split()]
