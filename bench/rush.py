"""The cut-off minute: two hundred members press “submit” in the same minute, over HTTP.

    .venv/bin/python -m bench.rush --members 200 --seconds 60

Each member has the form open and presses at a moment of their own within the time, most of them towards its end.
Nobody may be refused, no number may be missing or given twice. A second group presses at the same instant."""

import argparse
import os
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

from bench import databases, worlds
from bench.browsers import Answer, Browser, cookies_of
from bench.findings import Finding, percentile, report
from bench.server import Server, dress, serving
from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.ledger.models import Act
from shangliang.ledger.tallies import differences
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests.cases import TEXT

NAME, P95 = "bench_rush", 1.0


@dataclass
class Member:
    """Somebody with a draft, the form before them."""

    browser: Browser
    path: str
    form: dict[str, str]

    def press(self) -> Answer:
        """Hand it in."""
        return self.browser.post(self.path, self.form)


def main() -> None:
    """Build, rush, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    databases.fresh(NAME)
    worlds.load_country()
    dress()
    findings = measure(options.members, options.seconds, options.workers)
    databases.drop(NAME)
    report(findings)


def measure(count: int, seconds: float, workers: int) -> list[Finding]:
    """Those who come within the time, then as many at one instant."""
    groups = [drafts(count), drafts(count)]
    databases.settle()
    with serving(workers) as server:
        rushed = rush(at_their_forms(server, groups[0]), seconds)
        at_once = rush(at_their_forms(server, groups[1]), 0)
    name = f"{count} submit within {seconds:.0f} s"
    return [
        Finding(f"{name}: refused or failed", _failed(rushed), "", 0),
        Finding(f"{name}: p95", percentile([one.seconds for one in rushed], 95) * 1000, "ms", P95 * 1000),
        Finding(f"{count} submit at one instant: refused or failed", _failed(at_once), "", 0),
        Finding(
            f"{count} submit at one instant: p95", percentile([a.seconds for a in at_once], 95) * 1000, "ms"
        ),
        *_proof(groups),
    ]


def drafts(count: int) -> list[Proposal]:
    """Complete drafts, one a member; there are fewer members than needed, so some have several."""
    body = worlds.body_coded(worlds.LARGE)
    posts = list(Post.objects.filter(body=body, role=Post.Role.MEMBER).order_by("id"))
    found = []
    for place in range(count):
        by = User.objects.get(pk=posts[place % len(posts)].user_id)
        draft = acts.draft(body, by=by)
        acts.save(draft, by=by, is_secrecy_declared=True, category="society.housing", **TEXT)
        found.append(draft)
    return found


def at_their_forms(server: Server, found: Sequence[Proposal]) -> list[Member]:
    """Everybody has opened the page."""
    members = []
    for draft in found:
        post = Post.objects.filter(
            user_id=draft.author_id, body_id=draft.body_id, role=Post.Role.MEMBER
        ).get()
        browser, path = Browser(server.port, cookies_of(post)), f"/proposals/{draft.pk}/submit/"
        members.append(Member(browser, path, browser.form(path)))
    return members


def rush(members: Sequence[Member], seconds: float) -> list[Answer]:
    """All press, each at their moment."""
    rng = random.Random(1949)
    start = time.monotonic() + 0.5

    def press(member: Member, moment: float) -> Answer:
        time.sleep(max(0.0, start + moment - time.monotonic()))
        return member.press()

    moments = [seconds * rng.random() ** 0.5 for _ in members]
    with ThreadPoolExecutor(len(members)) as pool:
        return list(pool.map(press, members, moments))


def _failed(answers: Sequence[Answer]) -> int:
    return sum(one.status != 302 for one in answers)


def _proof(groups: Sequence[Sequence[Proposal]]) -> list[Finding]:
    """What stands in the database afterwards."""
    pks = [one.pk for group in groups for one in group]
    serials = list(Proposal.objects.filter(pk__in=pks).values_list("serial", flat=True))
    given = sorted(one for one in serials if one is not None)
    gaps = sum(after - before != 1 for before, after in pairwise(given))
    recorded = Act.objects.filter(kind="proposals.submit", subject_id__in=pks).count()
    return [
        Finding("numbers missing or given twice", gaps + len(pks) - len(set(given)), "", 0),
        Finding("submissions without exactly one ledger row", abs(recorded - len(pks)), "", 0),
        Finding("tallies that differ from the acts", len(differences()), "", 0),
    ]


if __name__ == "__main__":
    main()
