"""Rules: pure questions about a person and an object that answer "yes" or with the reason for "no"."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Sentence

Reason = Sentence | None
Question = Callable[[Any, Any], bool]


class Rule:
    """`rule(user, obj)` returns None if it holds, else the sentence that says why not and who can."""

    def __init__(self, name: str, ask: Callable[[Any, Any], Reason]) -> None:
        self.name = name
        self._ask = ask

    def __call__(self, user: Any, obj: Any) -> Reason:
        return self._ask(user, obj)

    def holds(self, user: Any, obj: Any) -> bool:
        """The plain answer."""
        return self._ask(user, obj) is None

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(f"{self.name} & {other.name}", lambda u, o: self(u, o) or other(u, o))

    def __or__(self, other: "Rule") -> "Rule":
        def either(user: Any, obj: Any) -> Reason:
            first = self(user, obj)
            return None if first is None or other(user, obj) is None else first

        return Rule(f"{self.name} | {other.name}", either)

    def __repr__(self) -> str:
        return self.name


def rule(sentence: Sentence) -> Callable[[Question], Rule]:
    """Make a rule of a yes/no function; `sentence` is what the refused person reads."""

    def declare(ask: Question) -> Rule:
        made = Rule(ask.__name__, lambda user, obj: None if ask(user, obj) else sentence)
        made.__doc__ = ask.__doc__
        made.__module__ = ask.__module__
        return made

    return declare


@rule("")
def anyone(user: Any, obj: Any) -> bool:
    """Everybody, signed in or not."""
    return True


@rule(_("Please sign in first."))
def is_signed_in(user: Any, obj: Any) -> bool:
    """Anybody with an account."""
    return bool(getattr(user, "is_authenticated", False))
