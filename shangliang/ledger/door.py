"""The door: one transaction that locks, asks, acts, moves the state and writes the ledger row."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.ledger import idempotency
from shangliang.ledger.facts import recorded_facts
from shangliang.ledger.locking import lock, values_of
from shangliang.ledger.models import Act, Credit, Link, Receipt, Subject, label_of
from shangliang.ledger.tallies import Key, add, adding, counts_of
from shangliang.ledger.writing import ACT_ID, Statement, execute, inserting, updating, write

if TYPE_CHECKING:
    from shangliang.ledger.flow import Spec

# Other apps' rows that go with an act (notices): each is asked with (act, spec, case) and answers statements.
Reader = Callable[[Act, "Spec", Any], Iterable[Statement]]
readers: list[Reader] = []
# The same for every act, the keeping of drafts too (that a text changed): asked with (spec, subject).
markers: list[Callable[["Spec", Any], Iterable[Statement]]] = []
# The app that knows posts says here in which role somebody acts on something, and how the role is called.
role_of: Callable[[Any, Any], str] = lambda user, obj: ""  # noqa: E731
role_label: Callable[[str], str] = lambda role: role  # noqa: E731


@dataclass
class Occasion:
    """What surrounds one call: the version its form was drawn from, its idempotency key, when it happened."""

    version: int | None = None
    key: str | None = None
    happened: datetime | None = None
    links: list[tuple[models.Model, models.Model, str]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    consequences: list[Callable[[], Any]] = field(default_factory=list)
    # Rows of other tables that go with the act; None once they are written.
    alongside: list[Statement] | None = field(default_factory=list)
    # A row that is locked for the act that follows, and its values when it was.
    held: tuple[Subject, dict[str, Any]] | None = None
    around: "Occasion | None" = None
    # What is not counted yet.
    counts: Counter[Key] = field(default_factory=Counter)


_now: ContextVar[Occasion | None] = ContextVar("occasion", default=None)


def link(source: models.Model, to: models.Model, relation: str) -> None:
    """Inside an act: record that `source` stands in `relation` to `to`."""
    _inside().links.append((source, to, relation))


def state_fact(name: str, value: Any) -> None:
    """Inside an act: give the value of a declared fact that is neither an argument nor a field."""
    _inside().facts[name] = value


def then(consequence: Callable[[], Any]) -> None:
    """Inside an act: do this right after its ledger row is written, in the same transaction."""
    _inside().consequences.append(consequence)


def alongside(statement: Statement) -> None:
    """Inside an act: write this with the act's own rows, in one round trip, right after its function."""
    waiting = _inside().alongside
    if waiting is None:
        execute(statement)
    else:
        waiting.append(statement)


def hold(obj: Subject) -> None:
    """Inside an act: lock and re-read a row for an act on it that follows; it writes what is set in between."""
    _inside().held = obj, lock(obj)


def _inside() -> Occasion:
    occasion = _now.get()
    if occasion is None:
        raise RuntimeError("this belongs inside an act")
    return occasion


def perform(
    spec: "Spec", function: Callable[..., Any], obj: Subject, occasion: Occasion, kwargs: dict[str, Any]
) -> Any:
    """Do a declared act on an existing case."""
    held = _let_go(obj)
    with _transaction(), _occasion(occasion):
        receipt = _receipt(spec, obj, occasion, kwargs)
        if receipt and receipt.act:
            obj.refresh_from_db()
            return None
        before = lock(obj) if held is None else held
        _check(spec, obj, occasion, kwargs["by"])
        role = role_of(kwargs["by"], obj)
        result = function(obj, **kwargs)
        alongside(_moved(spec, obj, before))
        _mark(spec, obj)
        if spec.is_recorded:
            _record(spec, obj, occasion, kwargs, role, receipt)
        for statement in _written(occasion):
            execute(statement)
        _run_consequences(occasion)
        return result


def perform_start(
    spec: "Spec", function: Callable[..., Any], origin: Any, occasion: Occasion, kwargs: dict[str, Any]
) -> Any:
    """Do a declared act that begins a case."""
    with _transaction(), _occasion(occasion):
        receipt = _receipt(spec, origin, occasion, kwargs)
        if receipt and receipt.act:
            return _subject_of(receipt.act)
        if (reason := spec.who(kwargs["by"], origin)) is not None:
            raise NotAllowed(reason)
        made = function(origin, **kwargs)
        _mark(spec, made)
        _record(spec, made, occasion, kwargs, role_of(kwargs["by"], made), receipt)
        _run_consequences(occasion)
        return made


def _written(occasion: Occasion) -> list[Statement]:
    """What goes with the act, taken to be written; later statements are executed at once."""
    statements, occasion.alongside = occasion.alongside or [], None
    return statements


def _let_go(obj: Subject) -> dict[str, Any] | None:
    """The values of the row if the act around this one holds it; it does so for one act only."""
    outer = _now.get()
    if outer is None or outer.held is None:
        return None
    (held, values), outer.held = outer.held, None
    return values if held is obj else None


def _run_consequences(occasion: Occasion) -> None:
    for consequence in occasion.consequences:
        consequence()
    if occasion.counts:
        add(occasion.counts)


def _transaction() -> "transaction.Atomic":
    """One transaction; an act inside an act shares it, and fails with it."""
    return transaction.atomic(savepoint=_now.get() is None)


@contextmanager
def _occasion(occasion: Occasion) -> Iterator[None]:
    occasion.around = _now.get()
    token = _now.set(occasion)
    try:
        yield
    finally:
        _now.reset(token)


def _receipt(spec: "Spec", obj: Any, occasion: Occasion, kwargs: dict[str, Any]) -> Receipt | None:
    if occasion.key is None:
        return None
    return idempotency.receive(kwargs["by"], occasion.key, (spec.kind, label_of(obj)), kwargs)


def _check(spec: "Spec", obj: Subject, occasion: Occasion, by: Any) -> None:
    is_stale = occasion.version is not None and occasion.version != obj.version
    if is_stale or not spec.is_source(getattr(obj, "state", "*")):
        raise Conflict(what_came_between(obj))
    reason = spec.who(by, obj)
    if reason is not None:
        raise NotAllowed(reason)
    moment = spec.when(by, obj) if spec.when else None
    if moment is not None:
        raise Conflict(moment)


def what_came_between(obj: Subject) -> str:
    """Why a click comes too late: who did what to this since."""
    from shangliang.ledger.flow import spec_of  # flow imports the door

    last = Act.objects.about(obj).select_related("actor").last()
    if last is None:
        return _("This is not possible now.")
    spec = spec_of(last.kind)
    return _("Nothing was changed: %(who)s (%(role)s) was faster. Last step: “%(what)s”, %(when)s.") % {
        "who": last.actor,
        "role": role_label(last.role),
        "what": spec.past if spec else last.kind,
        "when": timezone.localtime(last.recorded).strftime("%Y-%m-%d %H:%M"),
    }


def _moved(spec: "Spec", obj: Subject, before: dict[str, Any]) -> Statement:
    """The row after the act: new state, next version, and whatever the function set."""
    if spec.target is not None:
        obj.state = spec.target  # type: ignore[attr-defined]
    obj.version += 1
    return updating(obj, [name for name, value in values_of(obj).items() if before.get(name) != value])


def _mark(spec: "Spec", obj: Subject) -> None:
    for statement in (one for marker in markers for one in marker(spec, obj)):
        alongside(statement)


def _record(
    spec: "Spec",
    obj: Subject,
    occasion: Occasion,
    kwargs: dict[str, Any],
    role: str,
    receipt: Receipt | None,
) -> None:
    """Write the case's new row, the act and all that goes with it."""
    act = _act(spec, obj, occasion, kwargs, role)
    shares = spec.credits(obj) if spec.credits else ()
    shared = [Credit(act_id=ACT_ID, person_id=s.person_id, role=s.role, weight=s.weight) for s in shares]
    rows = [inserting(some) for some in (shared, _links(occasion)) if some]
    if receipt:
        receipt.act_id = ACT_ID
        rows.append(updating(receipt, ["act_id"]))
    rows += [statement for reader in readers for statement in reader(act, spec, obj)]
    rows += _counting(occasion, counts_of(act, shared))
    act.pk = write(inserting([act]), rows, _written(occasion))


def _counting(occasion: Occasion, counts: Counter[Key]) -> list[Statement]:
    """Raise the day's counts, those of the act around this one too; but not before the acts that follow from this.

    Every act of a kind raises the same count, and all others wait for whoever did until the transaction ends."""
    occasion.counts.update(counts)
    if occasion.around is not None:
        occasion.counts.update(occasion.around.counts)
        occasion.around.counts.clear()
    if occasion.consequences:
        return []
    raised, occasion.counts = occasion.counts, Counter()
    return [adding(raised)]


def _act(spec: "Spec", obj: Subject, occasion: Occasion, kwargs: dict[str, Any], role: str) -> Act:
    now = timezone.now()
    if occasion.happened and occasion.happened > now:
        raise Invalid(_("This cannot have happened in the future."), "happened")
    case = obj.ledger_case()
    subject_type, subject_id = label_of(obj)
    case_type, case_id = label_of(case)
    return Act(
        kind=spec.kind,
        actor_id=kwargs["by"].pk,
        role=role,
        body_id=obj.ledger_body_id(),
        subject_type=subject_type,
        subject_id=subject_id,
        case_type=case_type,
        case_id=case_id,
        title=case.ledger_title()[:200],
        happened=occasion.happened or now,
        recorded=now,
        facts=recorded_facts(spec.facts, obj, {**kwargs, **occasion.facts}),
    )


def _links(occasion: Occasion) -> list[Link]:
    rows = []
    for source, to, relation in occasion.links:
        row = Link(act_id=ACT_ID, relation=relation)
        (row.from_type, row.from_id), (row.to_type, row.to_id) = label_of(source), label_of(to)
        rows.append(row)
    return rows


def _subject_of(act: Act) -> Any:
    from django.apps import apps

    return apps.get_model(act.subject_type)._base_manager.get(pk=act.subject_id)
