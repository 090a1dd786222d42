"""A computation in a process of its own: its answer, its troubles, and that nothing of it stays."""

import os
import signal
import sys

import pytest

from shangliang.jobs.apart import Died, apart


class Trouble(Exception):
    """What a computation may raise."""


def shout(*words: str, times: int) -> str:
    sys.stdout.write("heard")
    return "".join(words) * times


def process() -> int:
    return os.getpid()


def fail(why: str) -> None:
    raise Trouble(why)


def be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_it_finds_comes_back_whatever_is_printed_on_the_way():
    assert apart(shout, "有事", "好商量", times=2) == "有事好商量有事好商量"


def test_it_runs_in_another_process():
    assert apart(process) != os.getpid()


def test_what_it_raises_is_raised():
    with pytest.raises(Trouble, match=r"^太少$"):
        apart(fail, "太少")


def test_a_process_that_is_killed_is_no_answer():
    with pytest.raises(Died, match=r"^be_killed ended with -9 and gave no answer$"):
        apart(be_killed)
