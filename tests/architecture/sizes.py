"""Budgets: short functions, short files, few bases, and a first line that says what a module is for."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source

MOST_LINES_OF_FILE = 300
MOST_LINES_OF_TESTS = 600
MOST_LINES_OF_FUNCTION = 40
MOST_BASES = 2
Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_long(one: Source) -> Iterator[str]:
    """The file, and every function in it, that is over its budget."""
    lines, most = one.text.count("\n"), MOST_LINES_OF_TESTS if "test" in one.place else MOST_LINES_OF_FILE
    if lines > most:
        yield f"{one.place} has {lines} lines, at most {most}: split it by noun"
    for node in ast.walk(one.tree):
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_FUNCTION:
                over = f"{length} lines, at most {MOST_LINES_OF_FUNCTION}"
                yield f"{one.place}:{node.lineno} {node.name} has {over}"


def too_many_bases(one: Source) -> Iterator[str]:
    """Classes that inherit from more than two."""
    for node in ast.walk(one.tree):
        if isinstance(node, ast.ClassDef) and len(node.bases) > MOST_BASES:
            yield f"{one.place}:{node.lineno} {node.name} has {len(node.bases)} bases, at most {MOST_BASES}"


def without_job(one: Source) -> Iterator[str]:
    """A module that does not open with a sentence saying what it is for."""
    first = (ast.get_docstring(one.tree) or "").split("\n")[0].strip()
    if one.text.strip() and len(first.split()) < 2:
        yield f"{one.place} does not say its job in its first line"
