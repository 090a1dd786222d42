"""Benchmarks with their limits and peers in the same run; not tests. Importing this sets Django up."""

import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
os.environ.setdefault("DATABASE_URL", "postgres://127.0.0.1:5432/postgres")
os.environ.setdefault("SHANGLIANG_DATA", str(Path(tempfile.gettempdir()) / "shangliang-bench"))
os.environ.setdefault("SHANGLIANG_DEMO", "1")
if not os.environ["DATABASE_URL"].startswith("postgres"):
    raise SystemExit("The benchmarks measure PostgreSQL: let DATABASE_URL name any database of a server.")
django.setup()
