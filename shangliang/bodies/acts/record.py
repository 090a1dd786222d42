"""Wrong entries in the record: they stay, and a second entry says that they do not count."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import check_own
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body
from shangliang.bodies.rules import administers
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line
from shangliang.ledger.flow import ANY
from shangliang.ledger.models import Act
from shangliang.ledger.void import void_act


# Kept, not recorded: voiding writes its own row, into the timeline of the case the entry belongs to.
@flow.keep("void_entry", _("Void an entry"), source=ANY, who=administers)
def void_entry(body: Body, *, by: User, entry: Act, reason: str) -> Act:
    """Declare that an entry does not count, for a reason that stands beside it. Returns the voiding."""
    check_own(body, entry)
    if not clean_line(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    return void_act(entry, by=by, reason=clean_line(reason))
