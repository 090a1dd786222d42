"""What was measured beside its limit: as a table for people, as lines for the run that collects them all."""

import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

COLLECT = "BENCH_COLLECT"


@dataclass(frozen=True)
class Finding:
    """One measured value; `limit` is the most it may be, or the least where `is_least`."""

    what: str
    value: float
    unit: str = ""
    limit: float | None = None
    is_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """PASS, FAIL, or nothing where there is no limit."""
        if self.limit is None:
            return ""
        is_good = self.value >= self.limit if self.is_least else self.value <= self.limit
        return "PASS" if is_good else "FAIL"

    @property
    def asked(self) -> str:
        """The limit in words."""
        return "" if self.limit is None else f"{'≥' if self.is_least else '≤'} {self.limit:g}"


def line(one: Finding) -> str:
    """A row of the table."""
    value = f"{one.value:,.3g}" if abs(one.value) < 1000 else f"{one.value:,.0f}"
    return f"{one.what:<58} {value:>10} {one.unit:<8} {one.asked:>9}  {one.verdict:<4} {one.note}".rstrip()


def table(findings: Sequence[Finding]) -> str:
    """All rows under the machine they were measured on."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {load}"
    return "\n".join([machine, *(line(one) for one in findings)])


def report(findings: Sequence[Finding]) -> None:
    """Print them and hand them on; the program ends with 1 if a limit was missed."""
    print(table(findings))
    if target := os.environ.get(COLLECT):
        with Path(target).open("a") as lines:
            lines.writelines(json.dumps(asdict(one)) + "\n" for one in findings)
    sys.exit(any(one.verdict == "FAIL" for one in findings))


def collected(path: Path) -> list[Finding]:
    """What several programs handed on."""
    return [Finding(**json.loads(one)) for one in path.read_text().splitlines()]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so many of a hundred lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))]


def median(values: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(values)
