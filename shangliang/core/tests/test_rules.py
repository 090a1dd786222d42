"""Rules combine, and each "no" comes with its sentence."""

from shangliang.core.rules import Rule, anyone, is_signed_in, rule


@rule("no a")
def is_a(user: str, obj: object) -> bool:
    """The user's name holds an a."""
    return "a" in user


@rule("no b")
def is_b(user: str, obj: object) -> bool:
    """The user's name holds a b."""
    return "b" in user


def _answers(asked: Rule) -> list[object]:
    return [asked(user, None) for user in ("ab", "a", "b", "c")]


def test_both_must_hold_and_the_first_no_is_told() -> None:
    assert _answers(is_a & is_b) == [None, "no b", "no a", "no a"]


def test_one_of_two_is_enough_and_the_first_no_is_told() -> None:
    assert _answers(is_a | is_b) == [None, None, None, "no a"]


def test_combined_rules_combine_again_and_are_named() -> None:
    both = (is_a | is_b) & is_a
    assert (_answers(both), both.name) == ([None, None, "no a", "no a"], "is_a | is_b & is_a")


def test_everybody_is_anyone_and_nobody_signed_in_is_told_to() -> None:
    assert (anyone("c", None), str(is_signed_in(None, None)) != "") == (None, True)
