"""Loops turned into machine code once and kept on disk; in memory where the disk may not be written."""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(function: Loop) -> Loop:
    """The same function as machine code, made when it is first called."""
    try:
        return cast(Loop, njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast(Loop, njit(nogil=True)(function))
