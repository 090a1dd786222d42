"""Flows: the acts of one kind of case, declared once, and what is open to whom."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from shangliang.core.errors import Sentence
from shangliang.core.rules import Reason, Rule
from shangliang.ledger.door import Occasion, perform, perform_start
from shangliang.ledger.models import Subject

T = TypeVar("T", bound=Subject)
C = TypeVar("C")
P = ParamSpec("P")
R = TypeVar("R")

ANY = "*"
flows: dict[str, "Flow[Any]"] = {}


@dataclass(frozen=True)
class Share:
    """A person's part in an act: role such as "author", weight such as 0.5."""

    person_id: int
    role: str
    weight: float = 1


@dataclass(frozen=True)
class Spec:
    """What is declared of an act besides its function."""

    flow: str
    name: str
    label: Sentence
    past: Sentence
    source: tuple[str, ...]
    target: str | None
    who: Rule
    when: Rule | None = None
    facts: tuple[str, ...] = ()
    credits: Callable[[Any], Iterable[Share]] | None = None
    tell: Callable[[Any], Iterable[int]] | None = None
    doc: str = ""
    is_recorded: bool = True

    @property
    def kind(self) -> str:
        """The permanent name in the ledger."""
        return f"{self.flow}.{self.name}"

    def why_closed(self, user: Any, obj: Any) -> Reason:
        """The reason why this person may not, or this moment does not allow it; None if open."""
        reason = self.who(user, obj)
        return self.when(user, obj) if reason is None and self.when else reason

    def is_source(self, state: str) -> bool:
        """Whether the act can start from this state."""
        return self.source == (ANY,) or state in self.source


class Declared(Generic[T, P, R]):
    """An act: call it like its function, and it happens in one transaction with its ledger row."""

    def __init__(self, spec: Spec, function: Callable[Concatenate[T, P], R]) -> None:
        self.spec = spec
        self.function = function
        self.__doc__ = function.__doc__
        self.__name__ = function.__name__
        self.__module__ = function.__module__

    def __call__(self, obj: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._run(Occasion(), obj, *args, **kwargs)

    def given(
        self, *, version: int | None = None, key: str | None = None, happened: Any = None
    ) -> Callable[Concatenate[T, P], R]:
        """The same act, for a form drawn at `version`, under an idempotency `key`, or as of `happened`."""
        occasion = Occasion(version, key, happened)

        def call(obj: T, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return self._run(occasion, obj, *args, **kwargs)

        return call

    def _run(self, occasion: Occasion, obj: T, *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = perform(self.spec, self.function, obj, occasion, kwargs)
        return result


class Opening(Declared[Any, P, R]):
    """An act that begins a case: called on where it begins (a body, an earlier case), it returns the new case."""

    def _run(self, occasion: Occasion, obj: Any, *args: P.args, **kwargs: P.kwargs) -> R:
        result: R = perform_start(self.spec, self.function, obj, occasion, kwargs)
        return result


@dataclass(frozen=True)
class Offer:
    """An act on an object as one person finds it: open, or not with the reason."""

    act: Declared[Any, Any, Any]
    reason: Reason

    @property
    def is_open(self) -> bool:
        """Whether the person may do it now."""
        return self.reason is None


class Flow(Generic[T]):
    """The acts on one model. `Flow("proposals", Proposal)`."""

    def __init__(self, name: str, model: type[T]) -> None:
        self.name = name
        self.model = model
        self.acts: dict[str, Declared[T, Any, Any]] = {}
        self.openings: dict[str, Opening[Any, Any]] = {}
        flows[name] = self

    def act(
        self,
        name: str,
        label: Sentence,
        *,
        past: Sentence,
        source: str | Sequence[str],
        who: Rule,
        target: str | None = None,
        when: Rule | None = None,
        facts: tuple[str, ...] = (),
        credits: Callable[[T], Iterable[Share]] | None = None,  # noqa: A002  the field's word
        tell: Callable[[T], Iterable[int]] | None = None,
    ) -> Callable[[Callable[Concatenate[T, P], R]], Declared[T, P, R]]:
        """Declare an act on an existing case; `target=None` keeps the state, or lets the function move it."""
        spec = Spec(self.name, name, label, past, _tuple(source), target, who, when, facts, credits, tell)
        return self._declare(spec)

    def keep(
        self, name: str, label: Sentence, *, source: str | Sequence[str], who: Rule, when: Rule | None = None
    ) -> Callable[[Callable[Concatenate[T, P], R]], Declared[T, P, R]]:
        """Declare the keeping of private work (a draft, a hold on a desk): through the door, but no ledger row."""
        spec = Spec(self.name, name, label, label, _tuple(source), None, who, when, is_recorded=False)
        return self._declare(spec)

    def _declare(self, spec: Spec) -> Callable[[Callable[Concatenate[T, P], R]], Declared[T, P, R]]:
        def declare(function: Callable[Concatenate[T, P], R]) -> Declared[T, P, R]:
            self.acts[spec.name] = made = Declared(replace(spec, doc=function.__doc__ or ""), function)
            return made

        return declare

    def start(
        self,
        name: str,
        label: Sentence,
        *,
        past: Sentence,
        who: Rule,
        facts: tuple[str, ...] = (),
        credits: Callable[[T], Iterable[Share]] | None = None,  # noqa: A002
        tell: Callable[[T], Iterable[int]] | None = None,
    ) -> Callable[[Callable[Concatenate[C, P], T]], Opening[P, T]]:
        """Declare an act that begins a case; its function creates and returns it."""

        def declare(function: Callable[Concatenate[C, P], T]) -> Opening[P, T]:
            spec = Spec(self.name, name, label, past, (), None, who, None, facts, credits, tell)
            self.openings[name] = made = Opening(replace(spec, doc=function.__doc__ or ""), function)
            return made

        return declare

    def open_to(self, user: Any, obj: T) -> list[Offer]:
        """Every act this state of `obj` knows, with the reason where it is not open to `user`."""
        state = getattr(obj, "state", ANY)
        moment = [act for act in self.acts.values() if act.spec.is_source(state)]
        return [Offer(act, act.spec.why_closed(user, obj)) for act in moment]

    def as_table(self) -> list[tuple[str, ...]]:
        """Rows (kind, label, from, to, who, facts, doc) for the reference page."""
        declared = [*self.openings.values(), *self.acts.values()]
        return [_row(act.spec) for act in declared]


def _tuple(source: str | Sequence[str]) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else tuple(source)


def _row(spec: Spec) -> tuple[str, ...]:
    return (
        spec.kind,
        str(spec.label),
        ", ".join(spec.source) or "–",
        spec.target or "=",
        spec.who.name,
        ", ".join(spec.facts),
        spec.doc.strip().split("\n")[0],
    )


def spec_of(kind: str) -> Spec | None:
    """The declaration behind a ledger kind, if the code still has it."""
    flow_name, _, name = kind.rpartition(".")
    flow = flows.get(flow_name)
    declared = flow and (flow.acts.get(name) or flow.openings.get(name))
    return declared.spec if declared else None
