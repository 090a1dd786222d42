"""Acts per second on PostgreSQL beside a bare psycopg script that writes the same durable rows.

    DATABASE_URL=postgres://…/bench .venv/bin/python -m bench.transitions --cases 300 --rounds 3

Both sides run one connection, one after another in turn (A B A B …), every act its own committed transaction.
The script takes its statements from the acts themselves: what one act of a kind wrote (INSERT, UPDATE, the lock) is
recorded once and written again for other rows, without any reading, rule or Python object."""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
django.setup()

import psycopg  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from shangliang.accounts.queries import system_user  # noqa: E402
from shangliang.bodies.models import Body  # noqa: E402
from shangliang.bodies.queries import forget_posts  # noqa: E402
from shangliang.bodies.tests.world import World, make_world  # noqa: E402
from shangliang.ledger import writing  # noqa: E402
from shangliang.ledger.models import Act  # noqa: E402
from shangliang.proposals import acts  # noqa: E402
from shangliang.proposals.models import Assignment, Proposal  # noqa: E402
from shangliang.proposals.tests import cases  # noqa: E402

ACT = 'INSERT INTO "ledger_act"'
WRITES = ("INSERT", "UPDATE", "DELETE")


def prepared(world: World, count: int) -> list[Proposal]:
    """Cases under final review."""
    return [cases.reviewed(world) for _ in range(count)]


def timed(calls: Iterable[Callable[[], object]]) -> float:
    """Acts per second."""
    listed = list(calls)
    start = time.perf_counter()
    for call in listed:
        call()
    return len(listed) / (time.perf_counter() - start)


@dataclass
class Written:
    """The statements one act executed to lock and to write, and the ids its ledger rows got."""

    statements: list[tuple[str, tuple[Any, ...]]]
    act_ids: list[int]


def recorded(call: Callable[[], object]) -> Written:
    """Carry out one act and keep what it wrote."""
    statements: list[tuple[str, tuple[Any, ...]]] = []
    last = Act.objects.latest("id").pk

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) or "FOR UPDATE" in sql:
            statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep), patch.object(writing, "_write_together", one_by_one):
        call()
    return Written(statements, list(Act.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)))


def one_by_one(cursor: Any, statements: list[writing.Statement]) -> int:
    """The rows of an act in single statements, as a plain script would write them."""
    act_id = 0
    for statement in statements:
        sql, params = statement.with_act("%s", (act_id,))
        if sql.startswith(ACT):
            cursor.execute(sql + " RETURNING id", params)
            act_id = cursor.fetchone()[0]
        else:
            cursor.execute(sql, params)
    return act_id


def bare(written: Written, count: int) -> float:
    """Transactions per second of the same statements on a plain psycopg connection."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters) as raw:
        start = time.perf_counter()
        for _ in range(count):
            write_again(raw, written)
            raw.commit()
        return count / (time.perf_counter() - start)


def write_again(raw: psycopg.Connection, written: Written) -> None:
    """One transaction: new ledger rows, and what hangs on them hangs on the new ones."""
    new_ids: dict[int, int] = {}
    waiting = list(written.act_ids)
    with raw.cursor() as cursor:
        for sql, params in written.statements:
            cursor.execute(sql, tuple(renamed(p, new_ids) for p in params))
            if sql.startswith(ACT):
                new_ids[waiting.pop(0)] = cursor.fetchone()[0]


def renamed(value: Any, new_ids: dict[int, int]) -> Any:
    """The new id in place of a recorded ledger row's; bulk inserts carry whole columns."""
    if isinstance(value, list):
        return [renamed(one, new_ids) for one in value]
    return new_ids.get(value, value) if isinstance(value, int) else value


def main() -> None:
    """Print the medians and the ratio for each kind of act."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    system_user()
    world = make_world(code=str(900_000 + Body.objects.count()), name=f"测{Body.objects.count()}")
    print(json.dumps(measure(world, options.cases, options.rounds), ensure_ascii=False, indent=2))


def measure(world: World, count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Medians over rounds of accept, sign for and reply."""
    found: dict[str, list[tuple[float, float]]] = {"accept": [], "sign_for": [], "reply": []}
    people = [world.lead, world.unit_clerk, world.supervisor, world.unit_lead]
    for _ in range(rounds):
        for user in people:
            forget_posts(user)
        for name, ours, statements in one_round(world, count):
            found[name].append((ours, bare(statements, count)))
    return {name: summary(pairs) for name, pairs in found.items()}


def one_round(world: World, count: int) -> list[tuple[str, float, Written]]:
    """(act, acts per second, statements of one of them) in the order of a case's life."""
    proposals = prepared(world, count + 1)
    sample = recorded(lambda: acts.accept(proposals[0], by=world.lead))
    accept = timed([lambda p=p: acts.accept(p, by=world.lead) for p in proposals[1:]])
    for one in proposals:
        acts.distribute(one, by=world.supervisor, plan=[{"unit": world.unit, "duty": "lead"}])
    rows = list(Assignment.objects.filter(proposal__in=proposals).select_related("proposal__body", "unit"))
    signed = recorded(lambda: acts.sign_for(rows[0], by=world.unit_clerk))
    sign_for = timed([lambda a=a: acts.sign_for(a, by=world.unit_clerk) for a in rows[1:]])
    for one in rows:
        acts.draft_reply(one, by=world.unit_clerk, **cases.LETTER)
        acts.countersign(one, by=world.unit_clerk)
        acts.sign_reply(one, by=world.unit_lead)
        acts.approve_reply(one, by=world.supervisor)
    delivered = recorded(lambda: acts.deliver(rows[0], by=world.unit_clerk))
    reply = timed([lambda a=a: acts.deliver(a, by=world.unit_clerk) for a in rows[1:]])
    return [("accept", accept, sample), ("sign_for", sign_for, signed), ("reply", reply, delivered)]


def summary(pairs: list[tuple[float, float]]) -> dict[str, float]:
    """Medians and the ratio of the pairs."""
    return {
        "acts_per_second": round(statistics.median(a for a, _ in pairs), 1),
        "bare_per_second": round(statistics.median(b for _, b in pairs), 1),
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
    }


if __name__ == "__main__":
    main()
