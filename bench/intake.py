"""The public speaks: submissions over HTTP as fast as the server takes them, each with its receipt, none lost.

    DATABASE_URL=postgres://… .venv/bin/python -m bench.intake --seconds 60

Each sending has a key, a proof of work and a network of its own, as people at home have; photos are left out."""

import argparse
import json
import os
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import count
from urllib.parse import urlencode
from uuid import UUID

from altcha.v1 import solve_challenge
from django.conf import settings

from bench import databases, worlds
from bench.findings import Finding, percentile, report
from bench.server import Server, dress, serving
from shangliang.ledger.models import Act
from shangliang.opinions import proof
from shangliang.opinions.models import Suggestion

NAME, RATE, P95, TALKERS = "bench_intake", 200, 0.5, 8
WORK = 20
PATH = f"/opinions/say/{worlds.LARGE}/"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Talker:
    """One connection that keeps speaking, every time as somebody else."""

    def __init__(self, port: int, seed: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._rng = random.Random(seed)
        self._connection.request("GET", PATH)
        answer = self._connection.getresponse()
        self._cookie = str(answer.getheader("Set-Cookie")).partition(";")[0]
        found = _TOKEN.search(answer.read().decode())
        if found is None:
            raise SystemExit(f"There is no form on {PATH}.")
        self._token = found.group(1)

    def say(self, number: int) -> tuple[float, str]:
        """One submission: how long it took, and where its receipt is; empty when it was refused."""
        body = urlencode(self._form(number))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self._cookie,
            "X-Forwarded-For": ".".join(str(self._rng.randrange(1, 250)) for _ in range(4)),
        }
        start = time.perf_counter()
        self._connection.request("POST", PATH, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        seconds = time.perf_counter() - start
        return seconds, str(answer.getheader("Location") or "") if answer.status == 302 else ""

    def _form(self, number: int) -> dict[str, str]:
        key = UUID(int=self._rng.getrandbits(128)).hex
        return {
            "csrfmiddlewaretoken": self._token,
            "key": key,
            "proof": _worked_out(key),
            "text": f"第{number}件：菜场门口的斑马线磨没了，老人过马路不安全，建议重新划线并加装提示灯。",
            "place": "城南菜场东门",
        }


def _worked_out(key: str) -> str:
    task = proof.challenge_for(key)
    found = solve_challenge(str(task["challenge"]), str(task["salt"]), "SHA-256", WORK)
    return json.dumps({**task, "number": found.number if found else 0})


def main() -> None:
    """Build, let everybody speak, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    os.environ["TRUSTED_PROXIES"] = "1"
    # The browsers' work is theirs; here it is made small, so that the server is measured.
    settings.PROOF_OF_WORK = WORK
    databases.fresh(NAME)
    worlds.load_country()
    dress()
    databases.settle()
    with serving(options.workers) as server:
        findings = measure(server, options.seconds)
    databases.drop(NAME)
    report(findings)


def measure(server: Server, seconds: float) -> list[Finding]:
    """Everybody speaks for the time; then what stands in the database."""
    before, numbers = Suggestion.objects.count(), count()
    talkers = [Talker(server.port, seed) for seed in range(TALKERS)]
    cpu, until = server.cpu(), time.monotonic() + seconds

    def talk(talker: Talker) -> list[tuple[float, str]]:
        said = []
        while time.monotonic() < until:
            said.append(talker.say(next(numbers)))
        return said

    with ThreadPoolExecutor(TALKERS) as pool:
        said = [one for some in pool.map(talk, talkers) for one in some]
    spent = server.cpu() - cpu
    receipts = {where for _seconds, where in said if where}
    kept = Suggestion.objects.count() - before
    recorded = Act.objects.filter(kind="suggestions.receive").count() - before
    name = f"{len(said)} submissions in {seconds:.0f} s"
    return [
        Finding(f"{name}: seconds for {RATE}", RATE * seconds / max(1, len(receipts)), "s", 1),
        Finding(f"{name}: refused", len(said) - sum(1 for _s, where in said if where), "", 0),
        Finding(f"{name}: receipts without a word, or the other way round", abs(kept - len(receipts)), "", 0),
        Finding(f"{name}: words without exactly one ledger row", abs(kept - recorded), "", 0),
        Finding(f"{name}: p95", percentile([one for one, _where in said], 95) * 1000, "ms", P95 * 1000),
        Finding("CPU of server and database a submission", 1000 * spent / max(1, len(said)), "ms"),
    ]


if __name__ == "__main__":
    main()
