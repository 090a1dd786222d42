"""One line at the end on what this machine could not run."""

import shutil

import pytest
from django.db import connection


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Just before pytest's own closing line."""
    parts = [f"on {connection.vendor}"]
    if connection.vendor != "postgresql":
        parts.append("PostgreSQL: not in this run, set DATABASE_URL")
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        parts.append("browser: left out, no Chromium here")
    terminalreporter.write_line("; ".join(parts))
