"""Every page of every role in every mode: nothing serious that axe finds, nothing nameless, small or too wide.

In the suite a page is looked at when it is drawn with anything not looked at before; SHANGLIANG_WALK=full looks at
every page of every role in every mode, but not twice at one text; SHANGLIANG_WALK_AS names the roles to walk as."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from playwright.sync_api import Browser

from shangliang.accounts import policy
from shangliang.accounts.models import User
from shangliang.accounts.queries import demo_people
from shangliang.demo import loading
from shangliang.installation.queries import STEPS
from shangliang.proposals.models import Assignment, Proposal
from tests.pages import making
from tests.pages.looking import MODES, Window
from tests.pages.walking import Seen, views, walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
IS_FULL = os.environ.get("SHANGLIANG_WALK") == "full"
AS = frozenset(os.environ.get("SHANGLIANG_WALK_AS", "").split(",")) - {""}
VISITOR = "visitor"
FIRST_RUN = "first account"
NO_GET = "a form sends to it; it has no page of its own"
NO_HTML = "answers a file or a word, no page"
BY_SCRIPT = "a part of a page that a script asks for"
NO_TOPIC = "the small demo has too few cases for a topic; proposals/tests/test_topics.py opens one"
NO_REPORT = "the small demo has nothing sent that waits; opinions/tests/reports open it"
ELSEWHERE = "leads to another page or another host"
EXCUSED = {
    **dict.fromkeys(
        (
            *("act_as", "ask_erasure", "demo_sign_in", "end_all_sessions", "end_session", "end_token"),
            *("notices:end_calendar", "notices:read_all", "set_display", "set_language", "withdraw_erasure"),
            *(
                "oidc_remove",
                "oidc_sign_in",
                "oidc_connect",
                "step_by_code",
                "step_by_passkey",
                "remove_factor",
            ),
            *(
                "add_app",
                "add_passkey",
                "renew_codes",
                "bodies:invitations",
                "installation:pass",
            ),
            *("opinions:rate", "opinions:rate_mine", "opinions:unit_save", "proposals:bulk"),
            *("proposals:bulk_distribute", "proposals:unit_reply"),
        ),
        NO_GET,
    ),
    **dict.fromkeys(
        (
            *(
                "bodies:members_file",
                "bodies:record_file",
                "bodies:units_file",
                "livez",
                "readyz",
                "manifest",
            ),
            *(
                "service_worker",
                "my_data",
                "source",
                "notices:feed",
                "opinions:photo",
                "opinions:receipt_code",
            ),
            *("proposals:code", "proposals:download", "proposals:export", "proposals:feed"),
            *("proposals:filed_list", "proposals:opinion", "proposals:package", "proposals:paper"),
            *("proposals:reply_letter", "proposals:review_report", "proposals:statistics_export"),
            "proposals:statistics_rows_export",
        ),
        NO_HTML,
    ),
    **dict.fromkeys(("proposals:hints", "proposals:similar"), BY_SCRIPT),
    "proposals:desk_topic": NO_TOPIC,
    "opinions:similar": BY_SCRIPT,
    **dict.fromkeys(("opinions:open_envelope", "opinions:appeal", "opinions:appeal_mine"), NO_GET),
    **dict.fromkeys(("opinions:picture", "opinions:moderation_log"), NO_HTML),
    **dict.fromkeys(
        ("opinions:bulletin_file", "opinions:bulletin_rows_file", "opinions:words_counted_file"), NO_HTML
    ),
    "opinions:hotline_answer": "a machine of the hotline sends to it",
    "opinions:exchange": "another installation sends to it",
    "opinions:peer": "the demo speaks with no other installation",
    "opinions:report_save": NO_GET,
    **dict.fromkeys(("opinions:issue_paper", "opinions:result_document"), NO_HTML),
    "opinions:dispatch_perform": NO_REPORT,
    "erase": NO_GET,
    **dict.fromkeys(
        (
            *("installation:begin", "notices:open", "oidc_back", "second_step"),
            *("opinions:desk_first", "opinions:desk_next", "opinions:report_next"),
            *("proposals:desk_next", "proposals:supervision_next", "proposals:unit_next"),
        ),
        ELSEWHERE,
    ),
}
SHOWN_EVERY_STATE = (VISITOR, "demo-member", "demo-lead", "demo-unit-clerk")
PLAIN = {
    "DEMO": True,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


@pytest.fixture(scope="module")
def pages(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> list[Seen]:
    """What everybody finds in the small demo; it is undone before a browser starts."""
    with (
        django_db_blocker.unblock(),
        # What a server of this checkout has learned beside it is no part of the demo walked here.
        override_settings(
            **PLAIN,
            MEDIA_ROOT=tmp_path_factory.mktemp("files"),
            INSIGHT_DIR=tmp_path_factory.mktemp("insight"),
        ),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(policy, "second_factor_needed", lambda user: False)
        found = [] if AS else list(_first_run())
        loading.load_once(lambda line: None, loading.SMALL)
        behind = {
            VISITOR: making.letters_and_receipts(),
            "": [*making.tables_on_the_way(), *making.open_pages()],
        }
        for role, client in ((role, client) for role, client in _people() if not AS or role in AS):
            seeds = [*_seeds(role), *behind.get(role, []), *behind[""]]
            found += walk(role, client, seeds, 1)
        transaction.set_rollback(True)
    return found


def _people() -> Iterator[tuple[str, Client]]:
    yield VISITOR, Client(raise_request_exception=False)
    for user in demo_people():
        client = Client(raise_request_exception=False)
        client.force_login(user)
        making.prove(client)
        yield user.username, client


def _first_run() -> Iterator[Seen]:
    """The nine steps as they are before anybody is there, and after the first account and its body."""
    with making.empty_installation() as browser:
        steps = [f"/setup/{step}/" for step in ("code", "own-body", *STEPS)]
        yield from walk(FIRST_RUN, Client(raise_request_exception=False), ["/setup/code/"], 0)
        yield from walk(FIRST_RUN, browser, ["/setup/site/", "/setup/administrator/"], 0)
        making.begin(browser)
        yield from walk(FIRST_RUN, browser, ["/setup/body/", "/setup/own-body/"], 0)
        making.found_body(browser)
        yield from walk(FIRST_RUN, browser, steps, 0)


def _seeds(role: str) -> Iterator[str]:
    """Every address without a number, a page that is not there, and the cases of every state one may see."""
    yield from (route for route in views().values() if "<" not in route)
    yield "/bodies/999999/"
    if IS_FULL or role in SHOWN_EVERY_STATE:
        user = User.objects.filter(username=role).first()
        mine = Proposal.objects.visible_to(user) if user else Proposal.objects.filter(publicity="published")
        first = mine.order_by("pk").values_list("pk", flat=True).first()
        for pk in dict(mine.order_by("pk").values_list("state", "pk")).values():
            yield from (f"/proposals/{pk}/{page}" for page in ("", "preview/", "receipt/", "invite/"))
            yield f"/proposals/desk/{pk}/compare/{first}/"
        handled = Assignment.objects.filter(proposal__in=mine).order_by("pk")
        for pk in dict(handled.values_list("state", "pk")).values():
            yield f"/proposals/units/{pk}/"


def test_every_page_answers(pages: list[Seen]) -> None:
    assert [(one.role, one.path, one.status) for one in pages if one.status >= 500] == []


@pytest.mark.skipif(bool(AS), reason="walked as some of the roles alone")
def test_every_address_is_walked(pages: list[Seen]) -> None:
    walked = {one.view.split()[0] for one in pages if one.html and one.status == 200}
    assert (sorted(set(views()) - walked - set(EXCUSED)), sorted(walked & set(EXCUSED))) == ([], [])


@pytest.mark.once
def test_every_page_in_every_mode(pages: list[Seen], chromium: Browser) -> None:
    window = Window(chromium)
    known: set[str] = set()
    drawn: set[str] = set()
    texts: set[str] = set()
    found: list[str] = []
    for seen in (one for one in pages if one.html):
        is_new = not seen.marks <= drawn
        if _is_looked_at(seen, texts, is_new or seen.view.split()[0] not in known):
            known.add(seen.view.split()[0])
            drawn |= seen.marks
            texts.add(seen.text)
            found += [
                f"{seen.role} {seen.path}: {one}" for one in _looked_at(window, seen, IS_FULL or is_new)
            ]
    window.context.close()
    print(f"{len(pages)} answers of {len({one.role for one in pages})} roles, {len(texts)} pages looked at")
    assert not found, "\n".join(found)


def _is_looked_at(seen: Seen, texts: set[str], is_of_interest: bool) -> bool:
    """In the full walk every page but those that were there, word for word, before."""
    return seen.text not in texts if IS_FULL else is_of_interest


def _looked_at(window: Window, seen: Seen, is_new: bool) -> Iterator[str]:
    window.show(seen)
    yield from [*window.axe(), *window.nameless(), *window.misleading(), *window.errors]
    if is_new:
        for name, (theme, mode) in MODES.items():
            window.wear(theme, mode, 1440)
            yield from (f"{name}: {one}" for one in window.axe(["color-contrast"]))
    yield from (f"on paper: {one}" for one in window.printed())
    for name, mode, width in (("360", "standard", 360), ("400 %", "standard", 320), ("elder", "elder", 360)):
        window.wear("light", mode, width)
        yield from (f"{name}: {one}" for one in [*window.wide(), *window.small()])
    window.wear("light", "standard", 1440)
