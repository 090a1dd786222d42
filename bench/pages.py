"""Pages over a body with very many cases beside the same pages over a small one, from a running server.

    .venv/bin/python -m bench.pages --proposals 100000 --acts 1000000 --keep

Every page is read by whom it is for. Each is first asked for once over the small and the large body, to count
its queries; then the server answers eight browsers at once. CPU is that of its processes and its backends."""

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import databases, plans, worlds
from bench.browsers import Answer, Browser, cookies_of, together
from bench.findings import Finding, percentile, report
from bench.server import Server, dress, serving
from shangliang.bodies.models import Body, Post
from shangliang.proposals.models import Assignment, Proposal

NAME, AT_ONCE = "bench_pages", 8
# Asked before anything is measured: each connection of each process to the database has been used by then.
WARMING = 64
LIMITS = {"list": 0.040, "case": 0.020}
P95, TIMES, ACT = 0.100, 3.0, 0.020
WORDS = "养老"
STATES = ("&state=archived", "&state=closed")
Paths = list[str]


@dataclass(frozen=True)
class Page:
    """A page with the person it is for and some addresses of it."""

    name: str
    post: Post
    paths: Paths

    @cached_property
    def cookies(self) -> dict[str, str]:
        """Those of the person, signed in once."""
        return cookies_of(self.post)


def main() -> None:
    """Build or take the world, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=120, help="of each page of each body")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", action="store_true", help="keep the database; a later run finds it")
    options = parser.parse_args()
    name = f"{NAME}_{options.proposals}"
    build(name, options.proposals, options.acts)
    findings = measure(options.requests, options.workers)
    if not options.keep:
        databases.drop(name)
    report(findings)


def build(name: str, proposals: int, acts: int) -> None:
    """A country with a body of a thousand cases and one of many, unless an earlier run kept it."""
    if databases.exists(name):
        databases.use(name)
        call_command("migrate", verbosity=0)
        return
    databases.fresh(name)
    worlds.load_country()
    worlds.grow(worlds.SMALL, 1000, 10_000)
    worlds.grow(worlds.LARGE, proposals, acts)
    databases.settle()


def measure(requests: int, workers: int) -> list[Finding]:
    """All pages of both bodies."""
    dress()
    small, large = (pages_of(worlds.body_coded(code)) for code in (worlds.SMALL, worlds.LARGE))
    findings = [one for pair in zip(small, large, strict=True) for one in queries(*pair)]
    with serving(workers) as server:
        for pair in zip(small, large, strict=True):
            findings += compared(server, *pair, requests)
        findings += [one_act(server, worlds.body_coded(worlds.LARGE), requests)]
    return findings


def pages_of(body: Body) -> list[Page]:
    """The pages of one body."""
    clerk = Post.objects.filter(body=body, role=Post.Role.OFFICE_CLERK).earliest("id")
    unit = _busiest_clerk(body)
    here = f"/proposals/?body={body.region.code}"
    cases = list(Proposal.objects.filter(body=body, state="closed").values_list("pk", flat=True)[:440])
    kinds = [f"&kind={kind}" for kind in Proposal.Kind.values]
    narrow = [f"{one}&unit={pk}{state}" for state in ("", *STATES) for one in kinds for pk in _units(body)]
    return [
        Page("list", clerk, [here, f"{here}&state=closed", f"{here}&sort=waiting"]),
        Page("list, all sessions, narrowed", clerk, [f"{here}&session=all&category=society&state=archived"]),
        Page("list, words in the title", clerk, [f"{here}&session=all&q={quote(WORDS)}"]),
        Page("facet counts never asked for before", clerk, [f"{here}&session=all{one}" for one in narrow]),
        Page("case", clerk, [f"/proposals/{pk}/" for pk in cases[:40]]),
        Page("case never opened before", clerk, [f"/proposals/{pk}/" for pk in cases[40:]]),
        Page("review desk", clerk, ["/proposals/desk/?queue=new", "/proposals/desk/?queue=distribution"]),
        Page("unit desk", unit, ["/proposals/units/?queue=handling", "/proposals/units/?queue=signing_for"]),
    ]


def _busiest_clerk(body: Body) -> Post:
    rows = Assignment.objects.filter(proposal__body=body, state="awaiting").values_list("unit_id", flat=True)
    units = list(rows)
    busiest = max(set(units), key=units.count)
    return Post.objects.filter(unit_id=busiest, role=Post.Role.UNIT_CLERK).earliest("id")


def _units(body: Body) -> list[int]:
    rows = Assignment.objects.filter(proposal__body=body).values_list("unit_id", flat=True)
    return sorted(set(rows))[:40]


def queries(small: Page, large: Page) -> list[Finding]:
    """How many queries the page takes over the large body, that it is as many over the small, and by indexes."""
    (few, few_most), (many, many_most) = _queries(small), _queries(large)
    note = f"{few} over the small body; at most {many_most} and {few_most}"
    whole = plans.read_whole(lambda: [_opened(large, path) for path in large.paths[:3]])
    return [
        Finding(f"{large.name}: queries", many, "", few, note=note),
        Finding(f"{large.name}: large tables read whole", len(whole), note=", ".join(whole)),
    ]


def _queries(page: Page) -> tuple[int, int]:
    """The fewest and the most of its first addresses: what a case does not have is not asked for, so they differ.

    The fewest are compared, those of a plain case. That more of the same ask no more is held by tests."""
    asked = [_asked(page, path) for path in page.paths[:40]]
    return min(asked), max(asked)


def _asked(page: Page, path: str) -> int:
    _opened(page, path)
    with CaptureQueriesContext(connection) as seen:
        _opened(page, path)
    return len(seen)


def _opened(page: Page, path: str) -> None:
    """Read here, in this process, by the same person."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(page.cookies)
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")


def compared(server: Server, small: Page, large: Page, count: int) -> list[Finding]:
    """p95 and CPU of a page over the large body, and p95 beside the small one's."""
    beside, _ = timed(server, small, count)
    p95, cpu = timed(server, large, count)
    name = large.name
    return [
        Finding(f"{name}: p95 of {AT_ONCE} at once", p95 * 1000, "ms", P95 * 1000),
        Finding(f"{name}: p95 large to small", p95 / beside, "", TIMES, note=f"small {beside * 1000:.0f} ms"),
        Finding(f"{name}: CPU a request", cpu * 1000, "ms", _limit(name)),
    ]


def _limit(name: str) -> float | None:
    return LIMITS[name] * 1000 if name in LIMITS else None


def timed(server: Server, page: Page, count: int) -> tuple[float, float]:
    """(p95 in seconds, CPU seconds a request)."""
    browsers = [Browser(server.port, page.cookies) for _ in range(AT_ONCE)]
    asks = [_getting(path) for path in islice(cycle(page.paths), WARMING + count)]
    together(browsers, asks[:WARMING])
    before = server.cpu()
    answers = checked(together(browsers, asks[WARMING:]))
    return percentile([one.seconds for one in answers], 95), (server.cpu() - before) / count


def _getting(path: str) -> Callable[[Browser], Answer]:
    return lambda browser: browser.get(path)


def checked(answers: Sequence[Answer], status: int = 200) -> Sequence[Answer]:
    """The answers, if they are what was asked for."""
    wrong = [one.status for one in answers if one.status != status]
    if wrong:
        raise SystemExit(f"{len(wrong)} answers were {wrong[0]} instead of {status}")
    return answers


def one_act(server: Server, body: Body, count: int) -> Finding:
    """CPU of signing for an assignment, pressed on its page; the page itself is not counted."""
    post = _busiest_clerk(body)
    rows = Assignment.objects.filter(unit_id=post.unit_id, state="awaiting").values_list("pk", flat=True)
    browser, cpu, pressed = Browser(server.port, cookies_of(post)), 0.0, list(rows[:count])
    for pk in pressed:
        path = f"/proposals/assignments/{pk}/do/sign_for/"
        form = browser.form(path)
        before = server.cpu()
        checked([browser.post(path, form)], 302)
        cpu += server.cpu() - before
    note = f"{len(pressed)} acts"
    return Finding(
        "sign for, over HTTP: CPU a request", cpu / len(pressed) * 1000, "ms", ACT * 1000, note=note
    )


if __name__ == "__main__":
    main()
