"""Acts per second on PostgreSQL beside a bare psycopg script that writes the same durable rows.

    .venv/bin/python -m bench.transitions --cases 120

Every act is its own committed transaction. Both sides run on 1, 2 and 4 connections, a process each, by turns
of a few acts (A B A B …), so that whatever else the machine does falls on both. The script takes
its statements from the acts: what one wrote is recorded and written again, without any reading or rule."""

import argparse
import multiprocessing
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from bench import bare, databases
from bench.findings import Finding, median, report
from bench.processes import cpu_seconds
from shangliang.accounts.queries import system_user
from shangliang.bodies.queries import forget_posts, posts_of
from shangliang.bodies.tests.world import World, make_world
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment, Proposal
from shangliang.proposals.tests import cases

NAME, LEAST, TURN = "bench_transitions", 0.5, 5
CONNECTIONS = (1, 2, 4)
Call = Callable[[], object]
# (acts per second, bare transactions per second) of one turn, and CPU seconds of both sides.
Turn = tuple[float, float]
Told = tuple[list[Turn], float, float]
_fork = multiprocessing.get_context("fork")


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cases", type=int, default=120, help="of each kind of act for each number of connections"
    )
    options = parser.parse_args()
    databases.fresh(NAME)
    # Ids of acts unlike any other number in the recorded statements.
    databases.execute("ALTER SEQUENCE ledger_act_id_seq RESTART 70000000")
    system_user()
    findings = measure(make_world(), options.cases)
    databases.drop(NAME)
    report(findings)


def measure(world: World, count: int) -> list[Finding]:
    """Accept, sign for and reply, in the order of a case's life."""
    proposals = [cases.reviewed(world) for _ in range(count * len(CONNECTIONS))]
    accept = [lambda p=p: acts.accept(p, by=world.lead) for p in proposals]
    found = compared("accept", accept, count, world.lead)
    rows = _distributed(world, proposals)
    sign_for = [lambda a=a: acts.sign_for(a, by=world.unit_clerk) for a in rows]
    found += compared("sign for", sign_for, count, world.unit_clerk)
    _approved(world, rows)
    deliver = [lambda a=a: acts.deliver(a, by=world.unit_clerk) for a in rows]
    return found + compared("reply", deliver, count, world.unit_clerk)


def _distributed(world: World, proposals: list[Proposal]) -> list[Assignment]:
    for one in proposals:
        acts.distribute(one, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    found = Assignment.objects.filter(proposal__in=proposals).select_related("proposal__body", "unit")
    return list(found.order_by("id"))


def _approved(world: World, rows: list[Assignment]) -> None:
    for one in rows:
        acts.draft_reply(one, by=world.unit_clerk, **cases.LETTER)
        acts.countersign(one, by=world.unit_clerk)
        acts.sign_reply(one, by=world.unit_lead)
        acts.approve_reply(one, by=world.supervisor)


def compared(name: str, calls: list[Call], count: int, by: Any) -> list[Finding]:
    """The same act on ever more connections."""
    found = []
    for place, many in enumerate(CONNECTIONS):
        forget_posts(by)
        found += _on_connections(name, calls[place * count : (place + 1) * count], many, by)
    return found


def _on_connections(name: str, calls: list[Call], many: int, by: Any) -> list[Finding]:
    connection.close()
    barrier, told = _fork.Barrier(many, timeout=60), _fork.Queue()
    shares = [calls[place::many] for place in range(many)]
    workers = [
        _fork.Process(target=_work, args=(share, len(calls) // many, by, barrier, told), daemon=True)
        for share in shares
    ]
    for worker in workers:
        worker.start()
    results: list[Told] = [told.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    return _findings(name, many, results)


def _findings(name: str, many: int, results: Sequence[Told]) -> list[Finding]:
    turns = [turn for turns, _, _ in results for turn in turns]
    ours, theirs = median([a for a, _ in turns]), median([b for _, b in turns])
    ratio = median([a / b for a, b in turns])
    cpu = sum(a for _, a, _ in results) / max(sum(b for _, _, b in results), 1e-9)
    note = f"{ours * many:.0f}/s, bare {theirs * many:.0f}/s; CPU {cpu:.1f} times the bare script's"
    return [
        Finding(f"{name}, {many} connection(s): acts to bare", ratio, "", LEAST, is_least=True, note=note)
    ]


def _work(calls: list[Call], most: int, by: Any, barrier: Any, told: Any) -> None:
    """One connection of each side, by turns with all other processes in step."""
    posts_of(by)
    written = bare.recorded(calls[0])
    raw = bare.connected()
    turns, ours, theirs = [], Meter(connection.connection.info.backend_pid), Meter(raw.info.backend_pid)
    starts = range(1, most - TURN + 1, TURN)
    for start in starts:
        barrier.wait()
        mine = ours.rate(calls[start : start + TURN])
        barrier.wait()
        turns.append((mine, theirs.rate([lambda: bare.write_again(raw, written)] * TURN)))
    for call in calls[1 + len(starts) * TURN :]:
        call()
    told.put((turns[1:], ours.spent, theirs.spent))


class Meter:
    """Times calls and adds up the CPU that they take here and in their own backend."""

    def __init__(self, backend: int) -> None:
        self.backend = backend
        self.spent = 0.0

    def rate(self, calls: Sequence[Call]) -> float:
        """Calls per second."""
        cpu, start = self._cpu(), time.perf_counter()
        for call in calls:
            call()
        seconds = time.perf_counter() - start
        self.spent += self._cpu() - cpu
        return len(calls) / seconds

    def _cpu(self) -> float:
        return time.process_time() + cpu_seconds([self.backend])


if __name__ == "__main__":
    main()
