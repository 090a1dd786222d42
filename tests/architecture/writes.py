"""Where rows are written and where reads start: writes in acts alone, reads of pages at `visible_to`."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import Source

ALWAYS = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "create_user",
    "create_superuser",
}
# These names have other meanings too (a dict's update, a workbook's save); rows are written by keyword.
BY_KEYWORD = {"save", "create", "update", "delete"}
ACTS = re.compile(r"^shangliang/\w+/acts(/\w+)?\.py$")
VIEWS = re.compile(r"^shangliang/\w+/(views|api|menu)(/\w+)?\.py$")
ALLOWED = {
    "shangliang/ledger/door.py": "the door itself",
    "shangliang/ledger/void.py": "voiding is the ledger's own act",
    "shangliang/ledger/tallies.py": "counts are kept by the door and rebuilt by a command",
    "shangliang/ledger/totals.py": "sums of the tallies, kept ready by the worker",
    "shangliang/ledger/idempotency.py": "receipts are written by the door",
    "shangliang/jobs/queue.py": "a queue is rows that change",
    "shangliang/jobs/worker.py": "a worker marks what it did",
    "shangliang/accounts/own_data.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/accounts/sessions.py": "sessions of browsers come and go; security events tell of them",
    "shangliang/accounts/tasks.py": "letters marked as sent, and what is past its time swept away",
    "shangliang/accounts/throttle.py": "brakes count tries, refused ones too, so outside any act",
    "shangliang/bodies/country.py": "the country's divisions are taken over by a command",
    "shangliang/api/apps.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/proposals/own_data.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/bodies/signing_in.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/bodies/numbers.py": "running numbers, raised inside acts",
    "shangliang/opinions/clocks.py": "deadlines, called by acts alone",
    "shangliang/opinions/own_data.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/proposals/clocks.py": "deadlines, called by acts alone",
    "shangliang/accounts/queries.py": "the system user is made when first asked for",
    "shangliang/insight/text/changes.py": "the log of changed texts, written with acts, swept by the worker",
    "shangliang/notices/reading.py": "a person's own read marks, of no consequence to any case",
    "shangliang/notices/routing.py": "deliveries written and notices marked as routed",
    "shangliang/notices/queueing.py": "digests and desk letters written, once a day each",
    "shangliang/notices/sending.py": "deliveries claimed and settled",
    "shangliang/notices/tasks.py": "the log of deliveries swept after half a year",
    "shangliang/notices/own_data.py": "forgetting a person, called by the act of erasure alone",
    "shangliang/notices/telling.py": "notices follow from acts, in the act's transaction",
}
# The demo builds its country by hand and then lets its people act; core has no models.
ALLOWED_FOLDERS = ("shangliang/demo/", "shangliang/core/")
# What narrows to the reader besides `visible_to`; another beginning needs a comment that says who may see it.
NARROWED = {"visible_to", "inside", "published", "desk_of"}
REASON = "# seen:"
MANAGERS = ("objects", "_default_manager", "_base_manager")


def writes_outside_acts(one: Source) -> Iterator[str]:
    """Calls that write rows in a module that holds no acts."""
    is_free = ACTS.match(one.place) or one.place in ALLOWED or one.place.startswith(ALLOWED_FOLDERS)
    if is_free or "/management/" in one.place:
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Call) and (verb := _verb(node)):
            yield f"{one.place}:{node.lineno} writes ({verb}); only acts do"


def _verb(node: ast.Call) -> str:
    """The word by which a call writes rows, or nothing."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    return name if name in ALWAYS or (name in BY_KEYWORD and not node.args) else ""


def reads_of_everything(one: Source, subjects: set[str]) -> Iterator[str]:
    """In pages and the API, `Subject.objects.…` that does not start with what the reader may see."""
    if not VIEWS.match(one.place):
        return
    lines = one.text.splitlines()
    for node in ast.walk(one.tree):
        if not isinstance(node, ast.Attribute) or not _is_manager(node.value, subjects):
            continue
        if node.attr not in NARROWED and REASON not in lines[node.lineno - 1]:
            yield f"{one.place}:{node.lineno} {ast.unparse(node)}: start at visible_to(user)"


def _is_manager(node: ast.expr, subjects: set[str]) -> bool:
    is_manager = isinstance(node, ast.Attribute) and node.attr in MANAGERS
    return is_manager and ast.unparse(node.value) in subjects  # type: ignore[attr-defined]
