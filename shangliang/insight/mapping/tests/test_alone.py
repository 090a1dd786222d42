"""The engine is a library: only its command knows Django; with the other engines it shares what to refuse, and how."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parent.parent
SHARED = ("memory", "refusal")


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    names = {one.name for node in nodes if isinstance(node, ast.Import) for one in node.names}
    return names | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def is_foreign(name: str) -> bool:
    """Django, or a part of the house that is not the engine."""
    shared = [f"shangliang.insight.{one}" for one in SHARED]
    is_of_house = name.startswith("shangliang.") and ".insight.mapping" not in name and name not in shared
    return name.split(".")[0] == "django" or is_of_house


def test_nothing_but_the_command_imports_django_or_the_rest_of_the_house():
    files = [*FOLDER.glob("*.py"), *(FOLDER.parent / f"{one}.py" for one in SHARED)]

    assert {path.name for path in files for name in imported(path) if is_foreign(name)} == {"command.py"}
