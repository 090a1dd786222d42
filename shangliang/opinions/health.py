"""Whether the other installations are reached."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.core.health import GOOD, WAIT, Finding, health_check
from shangliang.opinions.models import Peer
from shangliang.opinions.queries_exchange import with_waiting

PATIENCE = timedelta(days=1)


@health_check("exchange", gettext_lazy("Other installations"))
def exchange() -> Finding:
    """None was out of reach for a day, and no message waits as long."""
    rows = with_waiting(Peer.objects.filter(state=Peer.State.CONNECTED).select_related("body"))
    since = timezone.now() - PATIENCE
    late = list(rows.filter(Q(unreachable_since__lt=since) | Q(waiting_since__lt=since)).order_by("id")[:5])
    if late:
        told = {"names": "、".join(str(one) for one in late)}
        sentence = _("For a day or longer, messages do not arrive at: %(names)s.") % told
        return Finding(
            WAIT, sentence, _("See its page under “Other installations”; ask whoever operates it.")
        )
    count = {"count": rows.count()}
    return Finding(GOOD, _("%(count)s other installations are connected; none waits for a message.") % count)
