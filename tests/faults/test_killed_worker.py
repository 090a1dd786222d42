"""The web worker is killed in the middle of submitting: each draft is either whole or submitted with its row."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest

from shangliang.core.tests.ports import held_port, port_of

KILLS = 4
# Patience with a machine that is busy with other things.
MOST_SECONDS = 120
CHECK = """
import django; django.setup()
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals.models import Proposal
rows = [(p.pk, p.state, p.serial, Act.objects.of_case(p).filter(kind="proposals.submit").count(),
         p.versions.count(), bool(p.problem)) for p in Proposal.objects.order_by("pk")]
import json; print(json.dumps({"rows": rows, "differences": len(differences())}))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database file of its own, with the durability of production."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}", "SHANGLIANG_DATA": str(tmp_path)}
    return {**os.environ, **database, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "shangliang.settings"}


def _python(environment: dict[str, str], *arguments: str) -> dict:
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _serve(environment: dict[str, str], port: int) -> subprocess.Popen:
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += ["--blocking-threads", "2", "--log-level", "critical", "shangliang.web.wsgi:application"]
    server = subprocess.Popen(command, env=environment, start_new_session=True)
    until = time.monotonic() + MOST_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            if _request(port, "GET", "/livez")[0] == 200:
                return server
        except OSError:
            time.sleep(0.1)
    os.killpg(server.pid, signal.SIGKILL)
    raise RuntimeError("the server did not start")


def _request(port: int, method: str, path: str, body: str = "", cookie: str = "") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=MOST_SECONDS)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def _submit(port: int, pk: int, session: str, acknowledged: list[int]) -> None:
    """Press submit as a browser would; remember what the server acknowledged."""
    token = "a" * 32
    cookie = f"sessionid={session}; csrftoken={token}"
    body = urlencode({"csrfmiddlewaretoken": token})
    try:
        if _request(port, "POST", f"/proposals/{pk}/do/submit/", body, cookie)[0] == 302:
            acknowledged.append(pk)
    except (OSError, http.client.HTTPException):
        return  # the server died before it answered


def test_nothing_is_half_done_and_nothing_acknowledged_is_lost(environment: dict[str, str]) -> None:
    made = _python(environment, "-m", "tests.faults.prepare")
    acknowledged: list[int] = []
    dice = random.Random(7)
    for number in range(KILLS):
        with held_port() as held:
            port = port_of(held)
            server = _serve(environment, port)
        pressing = [
            threading.Thread(target=_submit, args=(port, pk, made["session"], acknowledged))
            for pk in made["drafts"][2 * number : 2 * number + 2]
        ]
        for one in pressing:
            one.start()
        time.sleep(dice.uniform(0.0, 0.25))
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for one in pressing:
            one.join()
    _assert_whole(_python(environment, "-c", CHECK), acknowledged)


def _assert_whole(found: dict, acknowledged: list[int]) -> None:
    for pk, state, serial, acts, versions, has_text in found["rows"]:
        is_submitted = state == "submitted"
        assert (serial is not None, acts, versions) == (is_submitted, int(is_submitted), int(is_submitted)), (
            pk
        )
        assert has_text, pk
        assert is_submitted or pk not in acknowledged, pk
    assert found["differences"] == 0
