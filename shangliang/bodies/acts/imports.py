"""Importing a table: sent, columns chosen, carried out in one transaction, invitations fetched once."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.accounts import invite
from shangliang.bodies.acts.checks import state_facts
from shangliang.bodies.acts.members import admit_member, change_membership
from shangliang.bodies.acts.units import add_unit, rename_unit
from shangliang.bodies.flows import imports as flow
from shangliang.bodies.imports import Outcome, Plan, PlannedRow, fields_of, guessed_columns, plan_of
from shangliang.bodies.models import Body, ImportDraft
from shangliang.bodies.progress import count_along, forget_progress
from shangliang.bodies.rules import administers, is_due_now, is_sender, is_system
from shangliang.core.errors import Conflict, Invalid, Refusal
from shangliang.core.tables import Table
from shangliang.jobs.queue import later
from shangliang.ledger.door import then

State = ImportDraft.State
sends_tables = administers & is_sender


@flow.start(
    "send_table",
    _("Import a table"),
    past=_("sent a table"),
    who=administers,
    facts=("what", "row_count"),
)
def send_table(body: Body, *, by: User, what: str, table: Table) -> ImportDraft:
    """Keep a table for preview; whatever others left unfinished for a day is deleted."""
    if not body.is_active:
        raise Conflict(_t("This body is not in use yet; the platform administrator puts it in use."))
    if not table.rows:
        raise Invalid(_t("The table has no rows below its heading."), "file")
    ImportDraft.objects.expired().delete()
    state_facts(row_count=len(table.rows))
    return ImportDraft.objects.create(
        body=body,
        owner=by,
        what=what,
        headers=table.headers,
        rows=table.rows,
        columns=guessed_columns(what, table.headers),
    )


@flow.keep("choose_columns", _("Choose the columns"), source=State.READ, who=sends_tables)
def choose_columns(draft: ImportDraft, *, by: User, columns: dict[str, int]) -> None:
    """Correct which column says what; needed fields must have one, and no column serves twice."""
    for field in fields_of(draft.what):
        if field.is_needed and field.name not in columns:
            raise Invalid(_t("Choose the column for “%(field)s”.") % {"field": field.label}, field.name)
    if len(set(columns.values())) != len(columns):
        raise Invalid(_t("A column can say only one thing."))
    draft.columns = columns


@flow.keep("drop_table", _("Drop the table"), source=State.READ, who=sends_tables)
def drop_table(draft: ImportDraft, *, by: User) -> None:
    """Forget the table without importing anything."""
    draft.state = State.DROPPED
    _empty(draft)


def _empty(draft: ImportDraft) -> None:
    """Personal data goes as soon as it is not needed."""
    draft.headers, draft.rows, draft.columns, draft.refused = [], [], {}, ""


@flow.act(
    "order_import",
    _("Import all rows"),
    past=_("ordered the import of a table"),
    source=State.READ,
    target=State.WAITING,
    who=sends_tables,
    facts=("what", "row_count"),
)
def order_import(draft: ImportDraft, *, by: User) -> None:
    """Hand a long table to the worker, which imports all of it or, for a single error, nothing."""
    _refuse_errors(plan_of(draft))
    _order(draft, "carry_out")


@flow.act(
    "order_correct_rows",
    _("Import only the correct rows"),
    past=_("ordered the import of the correct rows of a table"),
    source=State.READ,
    target=State.WAITING,
    who=sends_tables,
    facts=("what", "row_count"),
)
def order_correct_rows(draft: ImportDraft, *, by: User) -> None:
    """Hand a long table to the worker, which imports the rows without errors in one transaction."""
    _order(draft, "carry_out_correct_rows")


def _order(draft: ImportDraft, act: str) -> None:
    draft.refused = ""
    state_facts(row_count=len(draft.rows))
    later(f"shangliang.bodies.tasks.{act}", draft.pk)


@flow.act(
    "give_back",
    _("Give the table back"),
    past=_("gave a table back without importing anything"),
    source=State.WAITING,
    target=State.READ,
    who=is_system,
    facts=("what",),
)
def give_back(draft: ImportDraft, *, by: User, refused: str) -> None:
    """What the worker could not import can be looked at again, with the reason."""
    draft.refused = refused


@flow.act(
    "carry_out",
    _("Import all rows"),
    past=_("imported a table"),
    source=(State.READ, State.WAITING),
    target=State.DONE,
    who=sends_tables,
    when=is_due_now,
    facts=("what", "new", "changed", "same", "left_out"),
)
def carry_out(draft: ImportDraft, *, by: User) -> None:
    """Do what every row says, all or nothing; a single error refuses the whole table."""
    plan = plan_of(draft)
    _refuse_errors(plan)
    _begin(draft, by, plan)


def _refuse_errors(plan: Plan) -> None:
    if errors := plan.errors():
        sentence = _t(
            "%(count)s rows have errors, so nothing was imported; the first is row %(row)s: %(error)s"
        )
        raise Conflict(sentence % {"count": len(errors), "row": errors[0].number, "error": errors[0].note})


@flow.act(
    "carry_out_correct_rows",
    _("Import only the correct rows"),
    past=_("imported the correct rows of a table"),
    source=(State.READ, State.WAITING),
    target=State.DONE,
    who=sends_tables,
    when=is_due_now,
    facts=("what", "new", "changed", "same", "left_out"),
)
def carry_out_correct_rows(draft: ImportDraft, *, by: User) -> None:
    """Do what the rows without errors say, in one transaction; the others are left out."""
    _begin(draft, by, plan_of(draft))


def _begin(draft: ImportDraft, by: User, plan: Plan) -> None:
    counts = plan.counts()
    _empty(draft)
    state_facts(new=counts[Outcome.NEW], changed=counts[Outcome.CHANGED])
    state_facts(same=counts[Outcome.SAME], left_out=counts[Outcome.ERROR])
    then(partial(_follow, draft, by, plan))


def _follow(draft: ImportDraft, by: User, plan: Plan) -> None:
    do_row = _do_member if draft.what == ImportDraft.What.MEMBERS else _do_unit
    newcomers = []
    for row in count_along(draft.pk, plan.correct()):
        try:
            made = do_row(draft.body, by, row)
        except Refusal as refusal:
            named = {"row": row.number, "error": refusal.sentence}
            raise Conflict(_t("Nothing was imported. Row %(row)s: %(error)s") % named) from refusal
        newcomers += [made.pk] if made else []
    forget_progress(draft.pk)
    draft.newcomers = newcomers
    draft.save(update_fields=["newcomers"])


def _do_member(body: Body, by: User, row: PlannedRow) -> User | None:
    """Returns the person if they got an account."""
    seat = row.values["seat"]
    if row.outcome == Outcome.CHANGED:
        change_membership(body, by=by, post=row.target, **seat)
        return None
    if row.person is not None:
        admit_member(body, by=by, person=row.person, **seat)
        return None
    newcomer = invite(body, by=by, **row.values["account"])
    admit_member(body, by=by, person=newcomer, **seat)
    return newcomer


def _do_unit(body: Body, by: User, row: PlannedRow) -> None:
    if row.outcome == Outcome.CHANGED:
        rename_unit(body, by=by, unit=row.target, **row.values)
    else:
        add_unit(body, by=by, **row.values)


@flow.act(
    "hand_out",
    _("Fetch the invitations"),
    past=_("fetched the invitations"),
    source=State.DONE,
    target=State.HANDED_OUT,
    who=sends_tables,
    facts=("what", "count"),
)
def hand_out(draft: ImportDraft, *, by: User) -> list[User]:
    """The people who got an account by this import, once, so that their invitations can be given to them."""
    people = User.objects.filter(pk__in=draft.newcomers, last_login__isnull=True).order_by("id")
    draft.newcomers, draft.expires = [], timezone.now()
    found = list(people)
    state_facts(count=len(found))
    return found
