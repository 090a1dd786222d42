"""The rules of the house, put to all of its code; each with a control that shows it can be failed."""

from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.module_loading import autodiscover_modules
from ninja import NinjaAPI

from shangliang.accounts.models import User
from shangliang.bodies.models import Body
from shangliang.core.http import asks
from shangliang.core.rules import anyone
from shangliang.ledger.flow import Flow, flows
from tests.architecture import acts, addresses, pages, sizes, writes
from tests.architecture.sources import PACKAGE, Source, modules, product, source
from tests.architecture.sources import assets as all_assets
from tests.architecture.sources import pages as all_pages

Question = Callable[[Source], Iterable[str]]
PRODUCT = {one.place.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for one in product()}
FILES = {"models", "queries", "figures", "rules", "acts", "forms", "views", "urls", "api", "tasks", "tests"}


def none(found: Iterable[str]) -> None:
    """Fail with the whole list, a line each."""
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)


def faults(question: Question, asked: Iterable[Source]) -> list[str]:
    """Every fault, one readable line each."""
    return [fault for one in asked for fault in question(one)]


def activity_modules(name: str) -> list[ModuleType]:
    """The module of that name of each activity."""
    return [import_module(f"shangliang.{activity}.{name}") for activity in settings.ACTIVITIES]


def act_flows() -> list[Flow[Any]]:
    """Every flow of the product, its acts declared; those that tests made for themselves left out."""
    autodiscover_modules("acts")
    return [flow for flow in flows.values() if flow.model.__module__ in PRODUCT]


# Sizes and first lines


def test_files_and_functions_are_short() -> None:
    none(faults(sizes.too_long, modules()))


def test_a_long_function_would_be_found() -> None:
    long = "def f() -> None:\n" + "    print()\n" * 40
    assert faults(sizes.too_long, [source("x.py", long)]) == ["x.py:1 f has 41 lines, at most 40"]


def test_a_long_file_would_be_found() -> None:
    found = faults(sizes.too_long, [source("x.py", "a = 1\n" * 301)])
    assert found == ["x.py has 301 lines, at most 300: split it by noun"]


def test_no_class_has_more_than_two_bases() -> None:
    none(faults(sizes.too_many_bases, modules()))


def test_a_third_base_would_be_found() -> None:
    found = faults(sizes.too_many_bases, [source("x.py", "class A(B, C, D): pass")])
    assert found == ["x.py:1 A has 3 bases, at most 2"]


def test_every_module_says_its_job_in_its_first_line() -> None:
    none(faults(sizes.without_job, modules()))


@pytest.mark.parametrize("text", ["import os\n", '"""Helpers."""\n'])
def test_a_module_without_a_job_would_be_found(text: str) -> None:
    found = faults(sizes.without_job, [source("x.py", text)])
    assert found == ["x.py does not say its job in its first line"]


# Writing and reading


def test_rows_are_written_in_acts_and_nowhere_else() -> None:
    none(faults(writes.writes_outside_acts, product()))


def test_every_exception_to_that_still_exists() -> None:
    assert set(writes.ALLOWED) - {one.place for one in product()} == set()


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("proposal.save()", "save"),
        ("Proposal.objects.create(title='x')", "create"),
        ("rows.update(state='draft')", "update"),
        ("proposal.delete()", "delete"),
        ("Proposal.objects.bulk_create(rows)", "bulk_create"),
    ],
)
def test_a_write_in_a_view_would_be_found(line: str, verb: str) -> None:
    found = faults(writes.writes_outside_acts, [source("shangliang/hearings/views.py", line)])
    assert found == [f"shangliang/hearings/views.py:1 writes ({verb}); only acts do"]


def test_the_same_words_for_other_things_are_no_writes() -> None:
    other = source(
        "shangliang/hearings/views.py", "counts.update(more)\nsheet.save(stream)\ncache.delete('key')\n"
    )
    assert faults(writes.writes_outside_acts, [other]) == []


def subjects() -> set[str]:
    """The names of the models that acts happen to."""
    return {flow.model.__name__ for flow in act_flows()}


def test_pages_and_the_api_read_only_what_the_reader_may_see() -> None:
    none(fault for one in product() for fault in writes.reads_of_everything(one, subjects()))


def test_a_view_that_reads_everything_would_be_found() -> None:
    view = source("shangliang/hearings/views/show.py", "Hearing.objects.get(pk=pk)\nOther.objects.get(pk=pk)")
    found = list(writes.reads_of_everything(view, {"Hearing"}))
    assert found == ["shangliang/hearings/views/show.py:1 Hearing.objects.get: start at visible_to(user)"]


# Acts


def test_every_act_of_an_activity_is_declared() -> None:
    none(fault for module in activity_modules("acts") for fault in acts.undeclared(module))


def test_an_undeclared_act_would_be_found() -> None:
    module = ModuleType("shangliang.hearings.acts")
    exec("def close(hearing, *, by): ...", vars(module))
    found = list(acts.undeclared(module))
    assert found == ["shangliang.hearings.acts.close is not declared with flow.act, flow.start or flow.keep"]


def test_every_act_says_what_it_does_and_has_words_in_both_languages() -> None:
    questions = (acts.unworded, acts.unexplained)
    none(fault for flow in act_flows() for ask in questions for fault in ask(flow))


def test_an_act_without_words_would_be_found() -> None:
    flow: Flow[Body] = Flow("control", Body)
    flows.pop("control")
    flow.act("close", "Close", past="结束", source="open", who=anyone)(lambda body, *, by: None)
    found = [*acts.unworded(flow), *acts.unexplained(flow)]
    assert found == [
        "control.close: “Close” reads “Close” in Chinese",
        "control.close: “结束” reads “结束” in Chinese",
        "control.close has no docstring",
    ]


def test_every_model_that_acts_happen_to_knows_who_sees_it() -> None:
    none(fault for flow in act_flows() for fault in acts.unseen(flow.model))


def test_a_model_that_cannot_say_who_sees_it_would_be_found() -> None:
    assert list(acts.unseen(User)) == ["accounts.User has no visible_to(user) on its queryset"]


# Addresses


def test_every_page_names_the_rule_that_lets_people_in() -> None:
    none(addresses.open_doors())


def test_a_page_without_a_rule_would_be_found() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    found = list(addresses.open_doors([path("good/", asks(anyone)(bare)), path("bad/", bare)]))
    assert found == ["/bad/ (tests.test_architecture.bare) names no rule"]


def test_every_write_of_the_api_asks_who_it_is() -> None:
    api = import_module("shangliang.api.router").api
    none(addresses.open_writes(api))


def test_an_api_write_for_everybody_would_be_found() -> None:
    api = NinjaAPI(urls_namespace="control")
    api.post("/hearings")(lambda request: None)
    assert list(addresses.open_writes(api)) == ["POST /hearings asks for no sign-in"]


# Templates and assets


def test_nothing_is_inline_in_a_page() -> None:
    none(fault for place, text in all_pages().items() for fault in pages.inline_code(place, text))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<button class="x" onclick="go()">',
        '<div hx-on:click="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_something_inline_would_be_found(text: str) -> None:
    assert len(list(pages.inline_code("x.html", text))) == 1


def test_nothing_comes_from_another_host() -> None:
    texts = {**all_pages(), **all_assets()}
    none(fault for place, text in texts.items() for fault in pages.other_hosts(place, text))


@pytest.mark.parametrize(
    "text", ['<script src="//cdn.example/x.js">', "@import url(https://fonts.example/f);"]
)
def test_something_from_another_host_would_be_found(text: str) -> None:
    assert len(list(pages.other_hosts("x", text))) == 1


# Activities


def test_every_activity_has_the_same_files() -> None:
    missing = {name: sorted(FILES - _parts_of(name)) for name in settings.ACTIVITIES}
    assert missing == {name: [] for name in settings.ACTIVITIES}


def _parts_of(activity: str) -> set[str]:
    return {found.stem for found in (PACKAGE / activity).iterdir()}


def test_an_activity_without_files_would_be_found() -> None:
    assert FILES - _parts_of("core") != set()


def test_every_app_of_ours_is_a_folder_of_the_package() -> None:
    ours = {one.name for one in apps.get_app_configs() if one.name.startswith("shangliang.")}
    assert {f"shangliang.{name}" for name in settings.ACTIVITIES} <= ours
