"""A process is killed while it writes the text index, two others write it at once: all find what the database holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.prepare import DRAFTS

ENTER = """
import sys
import django; django.setup()
from shangliang.accounts.models import User
from shangliang.insight.text import index, store
from shangliang.insight.text.search import find
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests.cases import TEXT
member = Proposal.objects.first().author
"""
# It fills the database, and stops before the manifest that would make its segments count.
HALFWAY = """
from tests.faults.prepare import main
main()
from shangliang.insight.text import index, store
import sys
store.write = lambda manifest: (print("halfway", flush=True), sys.stdin.read())
index.renew()
"""
CHANGE = """
find(member, "充电")
for pk in Proposal.objects.order_by("pk").values_list("pk", flat=True)[int(sys.argv[1]):][:4]:
    acts.save(Proposal.objects.get(pk=pk), by=member, **{**TEXT, "problem": "雨天积水。"})
    with index.current() as held:
        index.write_down(held)
print("written")
"""
READ = """
print(find(member, "雨天积水").total, find(member, "飞线").total, len(index.differences()))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A database file and an index of its own."""
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'kill.sqlite3'}", "SHANGLIANG_DATA": str(tmp_path)}
    return {**os.environ, **database, "DEBUG": "1", "DJANGO_SETTINGS_MODULE": "shangliang.settings"}


def _begin(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *arguments], env=environment, stdin=pipe, stdout=pipe, text=True)


def _told(process: "subprocess.Popen[str]") -> str:
    return process.communicate()[0].strip().splitlines()[-1]


def test_a_killed_writer_and_two_at_once_leave_an_index_that_is_right(environment: dict[str, str]) -> None:
    killed = _begin(environment, "-c", HALFWAY)
    assert killed.stdout
    assert "halfway" in iter(lambda: killed.stdout.readline().strip(), "")
    killed.kill()
    killed.communicate()

    both = [_begin(environment, "-c", ENTER + CHANGE + READ, str(first)) for first in (0, 4)]
    told = [_told(one) for one in both]

    assert all(one.endswith(" 0") for one in told)
    assert max(told) == f"{DRAFTS} 0 0"  # whoever ends last has read what the other changed
