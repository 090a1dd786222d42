"""Every address of the site, and whether something stands before it that says who may come in."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja import NinjaAPI

# Pages of libraries that ask for themselves.
LIBRARIES = ("allauth.", "ninja.openapi.")
OPERATION = "ninja.operation"
READS = {"GET", "HEAD", "OPTIONS"}


def addresses(found: Iterable[Any] | None = None, before: str = "/") -> Iterator[tuple[str, Any]]:
    """(address, view) of everything the site answers."""
    for one in get_resolver().url_patterns if found is None else found:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            yield here, one.callback


def open_doors(found: Iterable[Any] | None = None) -> Iterator[str]:
    """Pages that name no rule; the API's operations are asked for by `open_writes`."""
    for address, view in addresses(found):
        module = (view.func if isinstance(view, partial) else view).__module__
        is_known = module == OPERATION or module.startswith(LIBRARIES)
        if not is_known and getattr(view, "rule", None) is None:
            yield f"{address} ({module}.{getattr(view, '__name__', view)}) names no rule"


def open_writes(api: NinjaAPI) -> Iterator[str]:
    """Operations that change something without asking who it is."""
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            for operation in view.operations:
                if not set(operation.methods) <= READS and not operation.auth_callbacks:
                    yield f"{'/'.join(operation.methods)} {router.prefix}{path} asks for no sign-in"
