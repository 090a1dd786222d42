"""The face: complete style guide, strict policy, small weight, old browsers, pages of trouble."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from shangliang.web.styleguide import examples

WEB = Path(__file__).resolve().parent.parent
SHEETS = sorted((WEB / "static" / "web").glob("*.css"))
SCRIPTS = sorted((WEB / "static" / "web").glob("*.js"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
TOO_NEW_JS = r"\?\.[a-z(\[]|\?\?|\|\|=|&&=|replaceAll\(|\.at\(|structuredClone|catch \{"


def included_by(name: str) -> set[str]:
    return {path.name for path in TEMPLATES if f'"ui/{name}"' in path.read_text()}


def test_every_component_is_in_the_style_guide_or_part_of_another() -> None:
    shown = {specimen.template for section in examples()["sections"] for specimen in section.specimens}
    components = {path.name for path in (WEB / "templates" / "ui").glob("*.html")}

    assert [name for name in sorted(components) if f"ui/{name}" not in shown and not included_by(name)] == []


def test_every_component_says_what_it_takes() -> None:
    components = (WEB / "templates" / "ui").glob("*.html")

    assert [path.name for path in components if not path.read_text().startswith("{% comment %}")] == []


def test_every_specimen_draws_something() -> None:
    specimens = [specimen for section in examples()["sections"] for specimen in section.specimens]

    assert [specimen.template for specimen in specimens if "<" not in specimen.html] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text()

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_uses_nothing_newer_than_chromium_78(path: Path) -> None:
    assert re.findall(TOO_NEW_JS, path.read_text()) == []


def test_sheets_and_scripts_of_a_page_weigh_less_than_50_kilobytes_compressed() -> None:
    htmx = finders.find("django_htmx/htmx-2.min.js")
    own = [path for path in [*SHEETS, *SCRIPTS] if path.name != "service-worker.js"]

    assert sum(len(gzip.compress(path.read_bytes())) for path in [*own, Path(str(htmx))]) < 50_000


def test_only_the_token_sheet_names_colours() -> None:
    others = [path for path in SHEETS if path.name in {"app.css", "parts.css"}]
    colours = {
        colour for path in others for colour in re.findall(r":[^;{]*(#[0-9a-f]{3,6})\b", path.read_text())
    }

    # A QR code needs white paper in the dark theme too.
    assert colours == {"#ffffff"}


@pytest.mark.parametrize("code", ["500", "503"])
def test_the_page_of_a_broken_server_needs_no_context(code: str) -> None:
    with translation.override("en"):
        page = render_to_string(f"{code}.html", {})

    assert f"Error {code}" in page
    assert "<form" not in page


def test_a_refusal_shows_its_sentence_escaped() -> None:
    page = render_to_string("403.html", {"sentence": "<b>no</b>"})

    assert "<strong>&lt;b&gt;no&lt;/b&gt;</strong>" in page


def test_acts_not_open_are_listed_with_their_reason() -> None:
    offers = [
        {"act": "file", "label": "File", "url": "/file", "open": True},
        {"act": "rate", "label": "Rate", "open": False, "reason": "Not yet."},
    ]

    page = render_to_string("ui/act_buttons.html", {"offers": offers})

    assert re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page) == [("Rate", "Not yet.")]
    assert re.findall(r'href="(.*?)"', page) == ["/file"]


def test_no_list_of_closed_acts_when_all_are_open() -> None:
    page = render_to_string(
        "ui/act_buttons.html", {"offers": [{"act": "file", "label": "File", "url": "/file", "open": True}]}
    )

    assert "<details" not in page
