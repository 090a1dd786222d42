"""Bringing in a whole table of past cases: sent, columns chosen, carried out at once, or dropped."""

from functools import partial

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.imports import Plan, PlannedRow
from shangliang.bodies.models import Body
from shangliang.bodies.rules import in_office, is_sender
from shangliang.core.errors import Conflict, Invalid, Refusal
from shangliang.core.tables import Table
from shangliang.ledger.door import state_fact, then
from shangliang.proposals.acts.archive import bring_in
from shangliang.proposals.flows import past_tables as flow
from shangliang.proposals.models import PastTable
from shangliang.proposals.past_cases import FIELDS, MOST_ROWS, guessed_columns, plan_of

State = PastTable.State
sends = in_office & is_sender


@flow.start(
    "send_table",
    _("Bring in past cases"),
    past=_("sent a table of past cases"),
    who=in_office,
    facts=("row_count",),
)
def send_past_table(body: Body, *, by: User, table: Table) -> PastTable:
    """Keep a table for preview; whatever others left unfinished for a day is deleted."""
    if not table.rows:
        raise Invalid(_t("The table has no rows below its heading."), "table")
    if len(table.rows) > MOST_ROWS:
        raise Invalid(_t("At most %(most)s rows at once; split the table.") % {"most": MOST_ROWS}, "table")
    PastTable.objects.expired().delete()
    state_fact("row_count", len(table.rows))
    columns = guessed_columns(table.headers)
    return PastTable.objects.create(
        body=body, owner=by, headers=table.headers, rows=table.rows, columns=columns
    )


@flow.keep("choose_columns", _("Choose the columns"), source=State.READ, who=sends)
def choose_past_columns(table: PastTable, *, by: User, columns: dict[str, int]) -> None:
    """Correct which column says what; needed fields must have one, and no column serves twice."""
    for field in FIELDS:
        if field.is_needed and field.name not in columns:
            raise Invalid(_t("Choose the column for “%(field)s”.") % {"field": field.label}, field.name)
    if len(set(columns.values())) != len(columns):
        raise Invalid(_t("A column can say only one thing."))
    table.columns = columns


@flow.keep("drop_table", _("Drop the table"), source=State.READ, who=sends)
def drop_past_table(table: PastTable, *, by: User) -> None:
    """Forget the table without bringing anything in."""
    table.state = State.DROPPED
    _empty(table)


def _empty(table: PastTable) -> None:
    table.headers, table.rows, table.columns = [], [], {}


@flow.act(
    "bring_in_all",
    _("Bring in all rows"),
    past=_("brought in a table of past cases"),
    source=State.READ,
    target=State.DONE,
    who=sends,
    facts=("brought_in",),
)
def bring_in_all(table: PastTable, *, by: User) -> None:
    """Bring in what every row says, all or nothing; a single error refuses the whole table."""
    plan = plan_of(table)
    if errors := plan.errors():
        told = {"count": len(errors), "row": errors[0].number, "error": errors[0].note}
        sentence = _t(
            "%(count)s rows have errors, so nothing was brought in; the first is row %(row)s: %(error)s"
        )
        raise Conflict(sentence % told)
    table.brought_in = len(plan.correct())
    _empty(table)
    then(partial(_follow, table.body, by, plan))


def _follow(body: Body, by: User, plan: Plan) -> None:
    """One ledger row for each case, as if they had been brought in one by one."""
    unknown = _unknown_proposer(body) if any(not row.values["author"] for row in plan.correct()) else by
    for row in plan.correct():
        _bring_in(body, by, row, unknown)


def _bring_in(body: Body, by: User, row: PlannedRow, unknown: User) -> None:
    try:
        bring_in(body, by=by, **{**row.values, "author": row.values["author"] or unknown})
    except Refusal as refusal:
        told = {"row": row.number, "error": refusal.sentence}
        raise Conflict(_t("Nothing was brought in. Row %(row)s: %(error)s") % told) from refusal


def _unknown_proposer(body: Body) -> User:
    """An account nobody can sign in to, which stands for the body's proposers of the past without account.

    Every case needs a first proposer; inventing people would fill records and scores with strangers."""
    name = f"past-proposer-{body.region.code}"
    values = {"name": "历史提案人", "is_active": False, "password": "!"}
    found, _is_new = User.objects.get_or_create(username=name, defaults=values)
    return found
