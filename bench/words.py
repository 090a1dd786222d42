"""Words from the public: the pages over a county-year of very many beside the same pages over a few, served over HTTP.

    .venv/bin/python -m bench.words --words 100000 --keep

Desks are read by whom they are for, the rest by visitors. Queries are counted once over the small and the large body,
then the server answers eight browsers at once. CPU is that of its processes and its backends."""

import argparse
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import cycle, islice
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import databases, plans, worlds
from bench.browsers import Answer, Browser, cookies_of, together
from bench.findings import Finding, percentile, report
from bench.pages import checked
from bench.server import Server, dress, serving
from shangliang.bodies.models import Body, Post
from shangliang.demo.spoken import speak
from shangliang.insight.text.index import renew
from shangliang.opinions import vault
from shangliang.opinions.models import Referral, Suggestion

NAME, AT_ONCE, FEW = "bench_words", 8, 1_000
# Asked before anything is measured: each connection of each process to the database has been used by then.
WARMING = 64
P95, P95_SIMILAR = 0.100, 0.150
FORM = "/opinions/say/{}/"
NARROWED = (
    {"category": "society.housing"},
    {"queue": "done", "place": "滨河公园"},
    {"queue": "done", "came": "web"},
    {"queue": "done", "place": "nowhere"},
)


@dataclass(frozen=True)
class Reading:
    """A page, who reads it (nobody: a visitor), some addresses of it; `texts` are posted instead, from the form."""

    name: str
    post: Post | None
    paths: list[str]
    texts: tuple[str, ...] = ()
    form: str = ""
    limit: float = P95

    @cached_property
    def cookies(self) -> dict[str, str]:
        """Those of the person, signed in once."""
        return cookies_of(self.post) if self.post else {}

    def asks(self, browser: Browser, count: int) -> list[Callable[[Browser], Answer]]:
        """So many requests; what is posted carries the token of the form."""
        if not self.texts:
            return [_getting(path) for path in islice(cycle(self.paths), count)]
        token = browser.form(self.form)["csrfmiddlewaretoken"]
        return [_posting(self.paths[0], token, text) for text in islice(cycle(self.texts), count)]


def _getting(path: str) -> Callable[[Browser], Answer]:
    return lambda browser: browser.get(path)


def _posting(path: str, token: str, text: str) -> Callable[[Browser], Answer]:
    return lambda browser: browser.post(path, {"csrfmiddlewaretoken": token, "text": text})


def main() -> None:
    """Build or take the world, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=120, help="of each page")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--keep", action="store_true", help="keep the database; a later run finds it")
    options = parser.parse_args()
    name = f"{NAME}_{options.words}"
    build(name, options.words)
    findings = measure(options.requests, options.workers, options.words, options.only)
    if not options.keep:
        databases.drop(name)
    report(findings)


def build(name: str, words: int) -> None:
    """A country with a body that heard a few words and one that heard many, unless an earlier run kept it."""
    if databases.exists(name):
        databases.use(name)
        call_command("migrate", verbosity=0)
        return
    databases.fresh(name)
    worlds.load_country()
    speak(worlds.SMALL, FEW, print)
    speak(worlds.LARGE, words, print)
    renew()
    databases.settle()


def measure(requests: int, workers: int, words: int, only: str) -> list[Finding]:
    """All pages of both bodies."""
    dress()
    small, large = pages_of(worlds.SMALL, FEW), pages_of(worlds.LARGE, words)
    pairs = [(few, many) for few, many in zip(small, large, strict=True) if only in many.name]
    findings = [one for few, many in pairs if not many.texts for one in queries(few, many)]
    with serving(workers) as server:
        for _few, many in pairs:
            findings += timed(server, many, requests)
    return findings


def pages_of(code: str, words: int) -> list[Reading]:
    """The pages of one body."""
    body = worlds.body_coded(code)
    clerk = Post.objects.filter(body=body, role=Post.Role.OFFICE_CLERK).earliest("id")
    member = Post.objects.filter(body=body, role=Post.Role.MEMBER).earliest("id")
    unit = _busiest_clerk(body)
    desk, units = "/opinions/desk/", "/opinions/units/"
    rows = Suggestion.objects.filter(body=body).order_by("-id").values_list("pk", flat=True)
    duties = Referral.objects.filter(unit_id=unit.unit_id).order_by("-id").values_list("pk", flat=True)
    return [
        Reading("office desk", clerk, [desk, f"{desk}?queue=units", f"{desk}?queue=late"]),
        Reading("office desk, narrowed", clerk, [f"{desk}?{urlencode(one)}" for one in NARROWED]),
        Reading(
            "list of all that is finished, and its later pages", clerk, _later(body, f"{desk}?queue=done")
        ),
        Reading("unit desk", unit, [units, f"{units}?queue=late", f"{units}?queue=answered"]),
        Reading(
            "one word on the office desk",
            clerk,
            [f"{desk}{pk}/" for pk in rows.filter(state="received")[:40]],
        ),
        Reading("one word on the unit desk", unit, [f"{units}{pk}/" for pk in duties[:40]]),
        Reading("clues for members", member, ["/opinions/clues/"]),
        Reading("public list", None, ["/opinions/", *_public_pages(body)]),
        Reading("public word", None, [f"/opinions/{pk}/" for pk in rows.filter(publicity="published")[:40]]),
        Reading("public numbers", None, [f"/opinions/statistics/{code}/"]),
        Reading("receipt", None, [f"/opinions/r/{one}/" for one in _secrets(code, words)]),
        Reading(
            "similar words while writing",
            None,
            [f"{FORM.format(code)}similar/"],
            tuple(_texts(body)),
            FORM.format(code),
            P95_SIMILAR,
        ),
    ]


def _later(body: Body, path: str) -> list[str]:
    pks = Suggestion.objects.filter(body=body).order_by("id").values_list("pk", flat=True)
    count = pks.count()
    return [path, *(f"{path}&after=~{pks[count * part // 5]}" for part in range(1, 4))]


def _public_pages(body: Body) -> list[str]:
    pks = (
        Suggestion.objects.filter(body=body, publicity="published")
        .order_by("-id")
        .values_list("pk", flat=True)
    )
    count = pks.count()
    return [f"/opinions/?after=~{pks[count * part // 5]}" for part in range(1, 4)]


def _busiest_clerk(body: Body) -> Post:
    rows = Referral.objects.filter(suggestion__body=body).order_by().values_list("unit")
    units = [unit for unit, _n in rows.annotate(n=Count("pk")).order_by("-n")]
    posts = Post.objects.filter(unit_id__in=units, role=Post.Role.UNIT_CLERK)
    return min(posts, key=lambda post: units.index(post.unit_id))


def _secrets(code: str, words: int) -> list[str]:
    some = random.Random(1).sample(range(words), 40)
    return [vault.secret_of(f"spoken:{code}:{words}:{number}") for number in some]


def _texts(body: Body) -> list[str]:
    """What people begin to write: the first words of what others said already, and more of it."""
    rows = Suggestion.objects.filter(body=body).order_by("-id").values_list("text", flat=True)[:40]
    return [text[: 40 + 5 * place] for place, text in enumerate(rows)]


def queries(few: Reading, many: Reading) -> list[Finding]:
    """How many queries the page takes over many words, that it is as many over a few, and by indexes."""
    counts = [_queries(one) for one in (few, many)]
    whole = plans.read_whole(lambda: [_opened(many, path) for path in many.paths[:3]])
    return [
        Finding(f"{many.name}: queries", counts[1], "", counts[0], note=f"{counts[0]} over {FEW} words"),
        Finding(f"{many.name}: large tables read whole", len(whole), note=", ".join(whole)),
    ]


def _queries(page: Reading) -> int:
    _opened(page, page.paths[0])
    with CaptureQueriesContext(connection) as seen:
        _opened(page, page.paths[0])
    return len(seen)


def _opened(page: Reading, path: str) -> None:
    """Read here, in this process, by the same person."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(page.cookies)
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")


def timed(server: Server, page: Reading, count: int) -> Sequence[Finding]:
    """p95 of eight at once, and CPU a request."""
    first = Browser(server.port, page.cookies)
    asks = page.asks(first, WARMING + count)
    browsers = [Browser(server.port, first.cookies) for _ in range(AT_ONCE)]
    together(browsers, asks[:WARMING])
    before = server.cpu()
    answers = checked(together(browsers, asks[WARMING:]))
    cpu = (server.cpu() - before) / count
    p95 = percentile([one.seconds for one in answers], 95)
    return [
        Finding(f"{page.name}: p95 of {AT_ONCE} at once", p95 * 1000, "ms", page.limit * 1000),
        Finding(f"{page.name}: CPU a request", cpu * 1000, "ms"),
    ]


if __name__ == "__main__":
    main()
