"""Every page of every role in a made-up language: what stands there untranslated is text that nobody marked.

The language wraps each text in ⟦…⟧. Whatever a page shows outside of them must come from the data: from the
database, or from the reference lists and names in code. English or Chinese words that do not are a fault."""

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as conf
from django.db import models, transaction
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from django.utils.translation import trans_real

from shangliang.accounts.models import User
from shangliang.bodies import telling
from shangliang.bodies.reference import categories, sectors, units
from shangliang.bodies.rulesets import schemas
from shangliang.core.guides import words
from shangliang.demo import loading
from shangliang.demo.people import SIGN_INS
from shangliang.web.source import libraries
from shangliang.web.templatetags import components
from shangliang.web.tiles import PLACES

# Names of acts, files and settings: words joined by full stops or underscores.
CODES = re.compile(r"[\w-]+(?:[._@]+[\w-]+)+")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[ ,]+[A-Za-z'’-]+)*|[\u3400-\u9fff]+")
SHOWN = ("title", "aria-label", "placeholder", "alt", "content", "data-confirm", "data-confirm-yes")
# Names that are written alike in every language, formats, and what Django itself writes into dates.
NAMES = re.compile(
    r"^(CSV|XLSX|DOCX|PDF|HTML|JSON|API|UTF|GB|MB|KB|GHz|TLS|ID|QR|TOTP|English|简体中文|繁體中文|商量|Shangliang|shangliang"
    r"|[ap]\.?m\.?|SITE|URL|EMAIL|SECRET|KEY|DEBUG|SECURE|false|true|False|True|https?|testserver|Asia|Shanghai|width|device-width|initial-scale)$"
)
MOST_OF_A_KIND = 1


class Made(trans_real.DjangoTranslation):
    """A language in which every text is itself, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message.split(chr(4))[-1]}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Texts(HTMLParser):
    """What a reader sees or hears of a page, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in ("script", "style", "code", "svg")
        if tag == "a":
            self.links.append(given.get("href", ""))
        is_technical = tag == "meta" and given.get("name") != "description"
        self.texts += [given[name] for name in SHOWN if name in given and not is_technical]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "code", "svg")

    def handle_data(self, data: str) -> None:
        # The line that other sites copy to show an embed is markup, not words.
        if not self._silent and not data.lstrip().startswith("<iframe"):
            self.texts.append(data)


def unmarked(text: str) -> list[str]:
    """The words of a text that stand outside the brackets."""
    before = ""
    while before != text:
        before, text = text, MARKED.sub(" | ", text)
    return [found for found in WORDS.findall(CODES.sub(" | ", text)) if not NAMES.match(found)]


def data() -> str:
    """Everything that is data: each text of the database, and the names in the reference lists."""
    rows = [
        str(value)
        for model in apps.get_models()
        if model.__module__.startswith("shangliang.")
        for row in _texts_of(model)
        for value in row
        if value
    ]
    named = [*sectors.parties(), *sectors.people_organisations(), *sectors.national_sectors()]
    named += [*categories.local_categories(), *categories.national_categories()]
    named += [one for scheme in categories.reply_schemes() for one in (scheme, *scheme.classes)]
    named += [one for level in ("province", "city", "county") for one in sectors.committees_for(level)]
    known = [text for one in [*named, *categories.reasons_not_to_file()] for text in (one.zh, one.en)]
    known += [text for one in units.unit_templates("city") for text in (one.name, one.name_en, one.short)]
    known += [json.dumps(one().model_dump(mode="json"), ensure_ascii=False) for one in schemas.values()]
    known += [word.said_in("zh-hans") for word in words()]
    known += [name for _column, _row, _code, name in PLACES]
    known += [text for one in libraries() for text in (one.name, one.licence)]
    return "\n".join([*rows, *known])


def _texts_of(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    names = [one.attname for one in model._meta.concrete_fields if isinstance(one, kinds)]
    for row in model._base_manager.values_list(*names) if names else ():
        yield tuple(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in row)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The small demo, and all that is data in it."""
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    quick |= {"DEMO": True, "MEDIA_ROOT": tmp_path_factory.getbasetemp()}
    with django_db_blocker.unblock(), override_settings(**quick), transaction.atomic():
        loading.load_once(lambda line: None, loading.SMALL)
        yield data()
        transaction.set_rollback(True)


@pytest.fixture
def made_up(request: Any, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path_factory: Any) -> None:
    """English pages speak the made-up language."""
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path_factory.getbasetemp()
    language = copy.copy(trans_real.translation("en"))
    language.__class__ = Made
    monkeypatch.setitem(trans_real._translations, "en", language)
    _forget_what_was_said()
    request.addfinalizer(_forget_what_was_said)


def _forget_what_was_said() -> None:
    """Parts and days told in this language are kept, for its words never change but here."""
    components.forget()
    telling._written.cache_clear()


# Pages of developers: their English is that of the templates.
NOT_FOR_READERS = {"styleguide", "api-1.0.0:openapi-view"}


class Walk:
    """Along the links: for every role what its first page leads to, and behind that each kind of page twice."""

    def __init__(self) -> None:
        self.opened: Counter[str] = Counter()

    def pages(self, client: Client) -> Iterator[tuple[str, Texts]]:
        """(address, page) of what a person reaches and was not opened often enough yet."""
        first = self._page(client, "/")
        near = set(first.links)
        waiting, seen = ["/account/", "/health/", *near], set[str]()
        yield "/", first
        for address in waiting:
            kind = _kind_of(address)
            is_enough = kind in seen if address in near else self.opened[kind] >= MOST_OF_A_KIND
            if not kind or is_enough:
                continue
            seen.add(kind)
            if page := self._page(client, address):
                self.opened[kind] += 1
                yield address, page
                waiting += [one.partition("#")[0] for one in page.links if re.match(r"/[^/]", one)]

    def _page(self, client: Client, address: str) -> Texts | None:
        """The page; nothing for a file, a redirect or a refusal."""
        answer = client.get(address, headers={"Accept-Language": "en"})
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            return None
        page = Texts()
        page.feed(answer.content.decode())
        return page


def _kind_of(address: str) -> str:
    """The view with the words of its address: pages of two cases are of one kind, pages of two acts are not."""
    try:
        found = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    words = [str(value) for value in found.kwargs.values() if not str(value).isdigit()]
    return "" if found.view_name in NOT_FOR_READERS else " ".join([found.view_name, *words])


@pytest.mark.once
@pytest.mark.usefixtures("made_up", "db")
def test_every_text_of_every_page_is_marked_for_translation(loaded: str) -> None:
    walk, found, is_data = Walk(), dict[str, str](), cache(loaded.__contains__)
    for username in ["", *SIGN_INS]:
        client = Client()
        if username:
            client.force_login(User.objects.get(username=username))
        for address, page in walk.pages(client):
            for text in page.texts:
                for said in unmarked(text):
                    if not is_data(said):
                        found.setdefault(said, f"{username} {address}: {' '.join(text.split())[:90]}")
    assert not found, "\n" + "\n".join(f"{said} – {place}" for said, place in found.items())
    assert len(walk.opened) > 80


def test_texts_that_nobody_marked_would_be_found(made_up: None) -> None:
    page = '<p>⟦Filed by ⟦the office⟧⟧, Save it</p><p title="未标记">⟦Good⟧</p><code>make run</code>'
    reader = Texts()
    reader.feed(page)
    assert [said for text in reader.texts for said in unmarked(text)] == ["Save it", "未标记"]
    assert conf.LANGUAGE_CODE == "zh-hans"
