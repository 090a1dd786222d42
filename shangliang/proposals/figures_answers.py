"""Numbers about answers: replies by what they settle, lateness, time needed, and all shares of a hundred."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Deadline
from shangliang.core.errors import Sentence
from shangliang.ledger.figures import Scope, figure
from shangliang.proposals import counted
