"""A computation in a process of its own: what it loads and holds is given back when it ends.

A worker runs for months: the libraries that one computation loads, and what it held for a minute, would stay."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import BinaryIO, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
# Beside pages that somebody waits for: one processor at most, and no memory for threads that do not run.
_MODEST = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Died(Exception):
    """The process ended without an answer: killed, or out of memory."""


def apart(compute: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """What ``compute(*given, **named)`` gives, or raises; Died if its process did.

    ``compute`` belongs to a module that needs no Django, and what goes in and out can be pickled."""
    asked = pickle.dumps((compute, given, named))
    command = [sys.executable, "-m", __name__]
    done = subprocess.run(  # noqa: S603  our own words
        command, input=asked, stdout=subprocess.PIPE, env={**os.environ, **_MODEST}, check=False
    )
    if done.returncode:
        raise Died(f"{compute.__qualname__} ended with {done.returncode} and gave no answer")
    found, trouble = pickle.loads(done.stdout)  # noqa: S301  from our own process
    if trouble is not None:
        raise trouble
    return cast(R, found)


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """The other side: read what to compute, write what came of it."""
    compute, given, named = pickle.load(asked)  # noqa: S301  from our own process
    found, trouble = None, None
    try:
        found = compute(*given, **named)
    except Exception as raised:  # whatever it is, whoever asked is told
        trouble = raised
    pickle.dump((found, trouble), told)


if __name__ == "__main__":
    # What a library prints must not get between the answer's bytes.
    told, sys.stdout = sys.stdout.buffer, sys.stderr
    answer(sys.stdin.buffer, told)
