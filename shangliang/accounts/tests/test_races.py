"""Several processes at once: one winner each, on the database that has them."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from shangliang.accounts import acts, throttle, totp
from shangliang.accounts.acts.signing import _take_app_code
from shangliang.accounts.models import Brake, CodeKey
from shangliang.accounts.sealing import seal
from shangliang.accounts.tests.people import HERE, person
from shangliang.core.errors import Refusal

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("clock_stands_still"),
]
RUNNERS = 8


@pytest.fixture(autouse=True)
def _only_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: DATABASE_URL=postgres://…")


def _at_once(task: Callable[[], Any]) -> list[Any]:
    """What each of eight runners, started together, brought; None for a refusal."""
    start, brought = threading.Barrier(RUNNERS), []

    def run() -> None:
        start.wait()
        try:
            brought.append(task())
        except Refusal:
            brought.append(None)
        finally:
            connection.close()

    runners = [threading.Thread(target=run) for _n in range(RUNNERS)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    return brought


def test_parallel_guesses_count_one_by_one() -> None:
    passed = _at_once(lambda: throttle.press({"key": throttle.Pace(4, 900)}) or "pressed")

    assert (passed.count("pressed"), Brake.objects.get().tries) == (5, 5)


def test_a_mailed_code_lets_one_in() -> None:
    person()
    letter = acts.ask_code("lin@example.org", site="", where=HERE)
    code = letter.code()

    came = _at_once(lambda: acts.prove_code(letter.pk, code, where=HERE))

    assert len([one for one in came if one]) == 1


def test_an_app_code_is_taken_once() -> None:
    user, secret = person(), totp.new_secret()
    CodeKey.objects.create(user=user, secret=seal(secret))
    code = totp.code_at(secret, totp.current_step())

    assert sorted(_at_once(lambda: _take_app_code(user, code))) == [False] * 7 + [True]
