"""Traditional characters made simplified, for finding: what is typed in either finds the same."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

T = TypeVar("T")


@cache
def simplifier() -> Callable[[str], str]:
    """Traditional to simplified; loaded when first needed."""
    from opencc import OpenCC  # its dictionaries take time and memory

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def found_in_either(find: Callable[[str], list[T]], text: str) -> list[T]:
    """What a text finds as it was typed, else as it would be written in simplified characters."""
    found = find(text)
    return found or ([] if text.isascii() else find(simplifier()(text)))
