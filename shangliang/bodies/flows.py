"""The two kinds of things administered: a body with all that belongs to it, and a table being imported."""

from shangliang.bodies.models import Body, ImportDraft
from shangliang.ledger.flow import Flow

bodies: Flow[Body] = Flow("bodies", Body)
imports: Flow[ImportDraft] = Flow("imports", ImportDraft)
