"""Brakes against guessing: they grow, they are shared, and they lock nobody out."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from shangliang.accounts import throttle
from shangliang.accounts.models import Brake
from shangliang.accounts.tests.people import AWAY, HOME, browser, is_in, person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands_still")]


def _guess(times: int, address: str, login: str = "lin") -> list[int]:
    return [sign_in(browser(address), login, f"wrong-{n}").status_code for n in range(times)]


def test_after_five_wrong_tries_the_next_must_wait() -> None:
    person()

    assert _guess(6, AWAY) == [422] * 5 + [429]


def test_an_unknown_account_brakes_alike() -> None:
    assert _guess(6, AWAY, "nobody") == [422] * 5 + [429]


def test_while_it_waits_even_the_right_password_is_not_looked_at_and_the_page_says_how_long() -> None:
    person()
    _guess(5, AWAY)

    answer = sign_in(browser(AWAY))

    assert (answer.status_code, answer["Retry-After"]) == (429, "2")
    assert "Please try again in 2 seconds." in answer.content.decode()


def test_each_further_try_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = []
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        for _n in range(16):
            throttle.press({"key": throttle.PAIR})
            brake = Brake.objects.get()
            waits.append((brake.opens - brake.last).total_seconds())
            clock.move_to(brake.opens)

    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]


def test_an_hour_later_the_tries_are_forgotten() -> None:
    person()
    _guess(6, AWAY)

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert _guess(5, AWAY) == [422] * 5


def test_a_victim_in_another_network_comes_in_while_somebody_guesses() -> None:
    person()
    sign_in(browser(HOME))
    _guess(6, AWAY)

    client = browser(HOME)
    sign_in(client)

    assert is_in(client)


def test_guessing_from_many_networks_slows_unknown_ones_but_not_the_known() -> None:
    person()
    sign_in(browser(HOME))
    answers = [_guess(1, f"203.0.{n}.9")[0] for n in range(23)]

    assert (answers.count(422), answers[-1]) == (20, 429)
    assert sign_in(browser("203.0.200.9")).status_code == 429
    client = browser(HOME)
    sign_in(client)
    assert is_in(client)


def test_a_known_device_comes_in_though_somebody_guesses_in_its_own_network() -> None:
    person()
    known = browser(HOME)
    sign_in(known)
    known.post("/sign-out/")
    _guess(6, HOME)

    sign_in(known)

    assert is_in(known)


def test_a_success_frees_the_pair() -> None:
    person()
    sign_in(browser(HOME))
    _guess(4, HOME)
    sign_in(browser(HOME))

    assert _guess(5, HOME) == [422] * 5


def test_trying_one_password_on_many_accounts_slows_the_network() -> None:
    with time_machine.travel(timezone.now(), tick=False):
        answers = [_guess(1, AWAY, f"person-{n}")[0] for n in range(102)]

    assert answers == [422] * 101 + [429]


def test_a_refused_try_counts_nowhere() -> None:
    _guess(6, AWAY)
    before = list(Brake.objects.order_by("id").values_list("tries", flat=True))
    _guess(3, AWAY)

    assert list(Brake.objects.order_by("id").values_list("tries", flat=True)) == before


def test_no_address_or_name_stands_in_the_brakes() -> None:
    _guess(1, AWAY)

    keys = Brake.objects.values_list("key", flat=True)
    assert [len(key) for key in keys] == [64, 64, 64]
