"""A ledger as the whole country fills it: what one act costs then, how quick counts are, and proving them.

    .venv/bin/python -m bench.ledger --acts 6000000

Two databases are compared by turns (A B A B …): one with sixty thousand acts, and a copy grown to the size asked for,
with four credits to three acts, over all bodies and a year. Counts are read from tallies and totals."""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from bench import databases, worlds
from bench.findings import Finding, median, report
from bench.processes import cpu_seconds
from shangliang.accounts.queries import system_user
from shangliang.bodies.models import Body
from shangliang.bodies.queries import forget_posts, posts_of
from shangliang.bodies.tests.world import make_world
from shangliang.core.time import today
from shangliang.demo.country_ledger import fill_country
from shangliang.ledger.figures import Scope
from shangliang.ledger.models import Act, Credit, Tally
from shangliang.ledger.tallies import differences, rebuild
from shangliang.ledger.totals import acts_counted, counts
from shangliang.proposals import acts
from shangliang.proposals.models import Assignment
from shangliang.proposals.tests import cases

FEW_NAME, MANY_NAME, FEW, TURN = "bench_ledger_few", "bench_ledger", 60_000, 10
TIMES, COUNT, ROWS, PROOF = 1.2, 0.100, 0.200, 600
KIND = "proposals.file"
COPY = """
    INSERT INTO ledger_act (kind, actor_id, role, body_id, subject_type, subject_id, case_type, case_id, title,
        happened, recorded, facts)
    SELECT kind, actor_id, act.role, place.id, subject_type, subject_id + k::bigint * 1000000000, case_type,
        case_id + k::bigint * 1000000000, act.title, moment, moment, facts
    FROM ledger_act act JOIN ordered here ON here.id = act.body_id CROSS JOIN generate_series(1, %s) k
    JOIN ordered place ON place.n = (here.n + k * 37) %% (SELECT count(*) FROM ordered)
    CROSS JOIN LATERAL (SELECT happened - ((k * 31 + act.id) %% 2160) * interval '1 hour' AS moment) when_it_was
    WHERE act.id <= %s"""
CREDITS = """
    INSERT INTO ledger_credit (act_id, person_id, role, weight)
    SELECT act.id, 1000000000000 + (act.case_id * 31 + n * 7) %% 650000,
        CASE n WHEN 0 THEN 'author' ELSE 'cosigner' END, 1
    FROM ledger_act act CROSS JOIN generate_series(0, 1) n WHERE act.id > %s AND (n = 0 OR act.id %% 3 = 0)"""


def main() -> None:
    """Build, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--acts", type=int, default=600_000)
    parser.add_argument("--turns", type=int, default=6)
    parser.add_argument("--keep", action="store_true", help="keep the databases to look into")
    options = parser.parse_args()
    pressed = build(options.acts, options.turns)
    findings = [*one_act(pressed), *reading(), *proving()]
    if not options.keep:
        databases.drop(FEW_NAME)
        databases.drop(MANY_NAME)
    report(findings)


@dataclass(frozen=True)
class Pressed:
    """Assignments that wait for their unit to sign, and who signs; the same rows in both databases."""

    by: Any
    rows: list[Assignment]


def build(count: int, turns: int) -> Pressed:
    """The two databases."""
    databases.fresh(FEW_NAME)
    worlds.load_country()
    system_user()
    world = make_world("999902", "测")
    for _ in range(turns * TURN):
        cases.distributed(world)
    fill_country(FEW, print)
    rows = list(
        Assignment.objects.filter(unit=world.unit).select_related("proposal__body", "unit").order_by("id")
    )
    rebuild()
    databases.settle()
    databases.copied(FEW_NAME, MANY_NAME)
    databases.use(MANY_NAME)
    grow(count)
    return Pressed(world.unit_clerk, rows)


def grow(count: int) -> None:
    """Copies of all acts, on other bodies and days, with credits."""
    last = Act.objects.latest("id").pk
    databases.execute(
        "CREATE TABLE ordered AS SELECT id, row_number() OVER (ORDER BY path) - 1 AS n FROM bodies_body"
    )
    with databases.without_indexes("ledger_act", "ledger_credit"):
        databases.execute(COPY, max(1, -(-count // last)), last)
        databases.execute(CREDITS, last)
    databases.execute("ANALYZE")
    rebuild()
    databases.settle()
    print(
        f"{Act.objects.count():,} acts, {Credit.objects.count():,} credits, {Tally.objects.count():,} tallies"
    )


def one_act(pressed: Pressed) -> list[Finding]:
    """Signing for an assignment in the large ledger beside the small one."""
    told: dict[str, tuple[list[float], float]] = {FEW_NAME: ([], 0.0), MANY_NAME: ([], 0.0)}
    for start in range(0, len(pressed.rows), TURN):
        for name, (walls, cpu) in told.items():
            more, spent = _turn(name, pressed.by, pressed.rows[start : start + TURN])
            told[name] = ([*walls, *more], cpu + spent)
    few, many = told[FEW_NAME], told[MANY_NAME]
    wall, note = median(many[0]), f"{median(few[0]) * 1000:.2f} ms with {FEW:,} acts"
    acts_done = len(pressed.rows)
    return [
        Finding("one act: time, median", wall * 1000, "ms", note=note),
        Finding("one act: time to that in a small ledger", wall / median(few[0]), "", TIMES),
        Finding("one act: CPU, own and the database's", many[1] / acts_done * 1000, "ms"),
        Finding("one act: CPU to that in a small ledger", many[1] / few[1], "", TIMES),
    ]


def _turn(name: str, by: Any, rows: list[Assignment]) -> tuple[list[float], float]:
    databases.use(name)
    forget_posts(by)
    posts_of(by)
    Act.objects.latest("id")
    backend = connection.connection.info.backend_pid
    walls, before = [], time.process_time() + cpu_seconds([backend])
    for row in rows:
        fresh = Assignment.objects.select_related("proposal__body", "unit").get(pk=row.pk)
        start = time.perf_counter()
        acts.sign_for(fresh, by=by)
        walls.append(time.perf_counter() - start)
    return walls, time.process_time() + cpu_seconds([backend]) - before


def reading() -> list[Finding]:
    """Counts by kind for a year, and the first page of the acts behind one of them."""
    databases.use(MANY_NAME)
    found = []
    for label, body in _places():
        scope = Scope(body, today() - timedelta(days=364), today(), is_subtree=True)
        counted, seconds = timed(lambda scope=scope: counts(scope))
        note = f"{sum(counted.values()):,} acts of {len(counted)} kinds"
        found.append(
            Finding(f"counts by kind, a year, {label}", seconds * 1000, "ms", COUNT * 1000, note=note)
        )
        rows, seconds = timed(lambda scope=scope: list(acts_counted(scope, KIND)[:50]))
        found.append(
            Finding(f"the acts behind, {label}", seconds * 1000, "ms", ROWS * 1000, note=f"{len(rows)} rows")
        )
    return found


def _places() -> list[tuple[str, Body]]:
    county = worlds.body_coded(worlds.LARGE)
    return [
        ("a county", county),
        ("a province", county.parent.parent),
        ("the nation", county.parent.parent.parent),
    ]


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    """The answer, and the median time of seven."""
    walls, answer = [], None
    for _ in range(7):
        start = time.perf_counter()
        answer = call()
        walls.append(time.perf_counter() - start)
    return answer, median(walls)


def proving() -> list[Finding]:
    """Comparing all counts with the acts, and rebuilding them."""
    start = time.perf_counter()
    wrong = len(differences())
    compared = time.perf_counter() - start
    rebuild()
    whole = time.perf_counter() - start
    return [
        Finding("tallies that differ from the acts", wrong, "", 0, note=f"compared in {compared:.0f} s"),
        Finding("tallies compared and rebuilt", whole, "s", PROOF),
    ]


if __name__ == "__main__":
    main()
