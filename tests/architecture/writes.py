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
    "shangliang/ledger/idempotency.py": "receipts are written by the door",
    "shangliang/jobs/queue.py": "a queue is rows that change",
    "shangliang/jobs/worker.py": "a worker marks what it did",
    "shangliang/accounts/throttle.py": "brakes count tries, refused ones too, so outside any act",
    "shangliang/bodies/numbers.py": "running numbers, raised inside acts",
    "shangliang/proposals/clocks.py": "deadlines, called by acts alone",
    "shangliang/accounts/queries.py": "the system user is made when first asked for",
    "shangliang/notices/reading.py": "a person's own read marks, of no consequence to any case",
    "shangliang/notices/telling.py": "notices follow from acts, in the act's transaction",
}
# The demo builds its country by hand and then lets its people act; core has no models.
ALLOWED_FOLDERS = ("shangliang/demo/", "shangliang/core/")
# Public rows, or rows narrowed to the reader by another name than `visible_to`.
NARROWED = {"visible_to", "inside", "published", "live", "of"}


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


def reads_of_everything(one: Source) -> Iterator[str]:
    """In pages and the API, `Model.objects.…` that does not start with what the reader may see."""
    if not VIEWS.match(one.place):
        return
    for node in ast.walk(one.tree):
        if isinstance(node, ast.Attribute) and _is_manager(node.value) and node.attr not in NARROWED:
            yield f"{one.place}:{node.lineno} {ast.unparse(node)}: start at visible_to(user)"


def _is_manager(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
