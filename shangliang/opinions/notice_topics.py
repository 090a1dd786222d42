"""What of the public's words one can choose to hear of: each act's topic, and which nobody can switch off."""

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES
from shangliang.notices.models import Way
from shangliang.notices.topics import AT_ONCE, Topic, declare

Role = Post.Role
DUTIES = Topic(
    "opinions.duties",
    _("Words passed on, and their due days"),
    _("Words passed on to your unit, answers and returns of units, reminders, missed due days."),
    usual=AT_ONCE,
    ways=(*AT_ONCE, Way.SMS, Way.WORK),
    required_because=_("Whoever spoke was promised an answer by a day."),
    roles=(*OFFICE_ROLES, *UNIT_ROLES),
)
CLUES = Topic(
    "opinions.clues",
    _("Clues"),
    _("Who looks into a clue with you, who adopted it, what was taken back or put together."),
)
VAULT = Topic(
    "opinions.vault",
    _("The vault"),
    _("Who asked who spoke, what was decided, which envelope was opened."),
    usual=AT_ONCE,
    required_because=_("An envelope of the vault is opened only by two persons who know of each other."),
    roles=(*OFFICE_ROLES, Role.AUDITOR),
)
REPORTS = Topic(
    "opinions.reports",
    _("Information reports"),
    _("What was handed in, what became of it at each level, and the feedback to its authors."),
)
KINDS = {
    DUTIES: "referrals: pass_to_unit recall reply send_back remind escalate",
    CLUES: "suggestions: claim adopt merge separate withdraw_offer return_to_office",
    VAULT: "disclosures: ask grant refuse open",
}

REPORT_ACTS = (
    *("submit", "set_aside", "keep", "edit", "join", "take_out", "issue", "send", "give_feedback"),
    *("receive_from_below", "withdraw", "take_from_public"),
)
DISPATCH_ACTS = ["dispatch", "record_result", "instruct", "hear_result", "hear_state", "recall"]


def declare_topics() -> None:
    """Called when the app is ready."""
    for topic, told in KINDS.items():
        flow, _colon, names = told.partition(":")
        declare(topic, *(f"{flow}.{name}" for name in names.split()))
    declare(
        REPORTS,
        *(f"reports.{name}" for name in REPORT_ACTS),
        *(f"dispatches.{name}" for name in DISPATCH_ACTS),
    )
