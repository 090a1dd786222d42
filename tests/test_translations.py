"""Every text a person reads has its Chinese; the checks are shown to fail on the faults they are for."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from django.utils.translation import gettext, override, pgettext

from shangliang.core.catalogues import checks, files, marks, script
from shangliang.core.catalogues.files import Entry
from tests.architecture.sources import PACKAGE

IMPORTS = "from django.utils.translation import gettext as _t, gettext_lazy as _, ngettext, pgettext\n"


def found_in(line: str) -> list[marks.Mark | marks.Unmarkable]:
    """What one line of Python marks."""
    return list(marks.marks_in_module(Path("x.py"), IMPORTS + line))


def page(app: Path, text: str) -> None:
    """Give an app one template."""
    folder = app / "templates" / app.name
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, "utf-8")
    (app / "__init__.py").write_text("", "utf-8")


def catalogue(app: Path, text: str) -> None:
    """Give an app its Chinese."""
    path = files.catalogue_path(app)
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + text, "utf-8")


def test_every_text_of_the_product_has_exactly_one_certain_translation() -> None:
    found = checks.faults(PACKAGE)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_no_translation_of_a_library_is_shown_instead_of_ours(language: str) -> None:
    convert = script.converter() if language == "zh-hant" else str
    known = [
        one for app in files.apps_with_texts(PACKAGE) for one in files.entries(files.catalogue_path(app))
    ]
    with override(language):
        shown = {one: pgettext(one.context, one.text) if one.context else gettext(one.text) for one in known}
    assert [(one.text, said) for one, said in shown.items() if said != convert(one.forms[0])] == []


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("_t('Filed')", marks.Mark("Filed", "", "", "x.py:2")),
        ("_('Filed by %(name)s') % {'name': who}", marks.Mark("Filed by %(name)s", "", "", "x.py:2")),
        ("ngettext('%(n)s day', '%(n)s days', n)", marks.Mark("%(n)s day", "%(n)s days", "", "x.py:2")),
        ("pgettext('verb', 'file')", marks.Mark("file", "", "verb", "x.py:2")),
    ],
)
def test_marked_texts_are_found_under_whatever_name_gettext_has(line: str, mark: marks.Mark) -> None:
    assert found_in(line) == [mark]


@pytest.mark.parametrize("line", ["_(f'Filed by {who}')", "_('Filed by ' + who)", "_(text)"])
def test_a_text_put_together_at_run_time_is_refused(line: str) -> None:
    (found,) = found_in(line)
    assert next(checks.fault_of_mark(found, [])).startswith("x.py:2: no catalogue can hold")


def test_templates_are_read_with_all_their_tags() -> None:
    text = '{% load i18n %}{% translate "Hi" %}{% include "x" with a=_("There") %}' + (
        "{% blocktranslate count n=k %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )
    found = list(marks.marks_in_template(Path("x.html"), text))
    assert [(one.text, one.plural) for one in found] == [
        ("Hi", ""),
        ("There", ""),
        ("%(n)s day", "%(n)s days"),
    ]


def test_a_text_without_chinese_is_named_with_its_place(tmp_path: Path) -> None:
    page(tmp_path / "hearings", '{% load i18n %}\n{% translate "Close" %}')
    place = tmp_path / "hearings/templates/hearings/index.html"
    assert checks.faults(tmp_path) == [f"{place}:2: no Chinese for “Close”"]


@pytest.mark.parametrize("entry", ['#, fuzzy\nmsgid "Close"\nmsgstr "结束"\n', 'msgid "Close"\nmsgstr ""\n'])
def test_an_uncertain_or_empty_translation_does_not_count(tmp_path: Path, entry: str) -> None:
    page(tmp_path / "hearings", '{% load i18n %}{% translate "Close" %}')
    catalogue(tmp_path / "hearings", entry)
    assert len(checks.faults(tmp_path)) == 1


def test_a_certain_translation_counts(tmp_path: Path) -> None:
    page(tmp_path / "hearings", '{% load i18n %}{% translate "Close" %}')
    catalogue(tmp_path / "hearings", 'msgid "Close"\nmsgstr "结束"\n')
    assert checks.faults(tmp_path) == []


def test_a_lost_placeholder_is_found() -> None:
    entry = Entry("Filed by %(name)s", ("由%(who)s立案",), "", is_fuzzy=False)
    found = list(checks.faults_of_entries("hearings", [entry]))
    assert found == ["hearings: “Filed by %(name)s” and “由%(who)s立案” have different placeholders"]


def test_two_words_for_one_text_are_found_and_a_context_settles_it() -> None:
    verb, noun = Entry("file", ("立案",), "", is_fuzzy=False), Entry("file", ("文件",), "", is_fuzzy=False)
    found = checks.contradictions({"hearings": [verb], "proposals": [noun]})
    assert found == ["hearings and proposals: “file” is translated as 立案 and as 文件"]
    assert checks.contradictions({"hearings": [verb], "proposals": [noun._replace(context="noun")]}) == []


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(tmp_path: Path) -> None:
    catalogue(tmp_path / "hearings", 'msgid "Close"\nmsgstr "结束"\n')
    path = files.catalogue_path(tmp_path / "hearings")
    first, second = files.compile_catalogue(path), files.compile_catalogue(path)
    path.with_suffix(".mo").unlink()
    assert (first, second, files.compile_catalogue(path)) == (True, False, True)


def said_in(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Everything a compiled catalogue says, by text and context; Babel reads contexts as bytes."""
    with path.open("rb") as file:
        entries = [one for one in read_mo(file) if one.id]
    contexts = [bytes(one.context or b"").decode() for one in entries]
    return {
        (files._first(one.id), context): files._forms(one.string)
        for one, context in zip(entries, contexts, strict=True)
    }


def test_every_text_is_there_in_traditional_characters_with_its_placeholders() -> None:
    convert = script.converter()
    for app in files.apps_with_texts(PACKAGE):
        path = files.catalogue_path(app)
        files.compile_catalogue(path)
        said = said_in(files.compiled_path(path, script.LANGUAGE))
        written = {(one.text, one.context): one.forms for one in files.entries(path) if all(one.forms)}
        assert said.keys() == written.keys()
        entries = [Entry(text, forms, context, is_fuzzy=False) for (text, context), forms in said.items()]
        assert list(checks.faults_of_entries(app.name, entries)) == []
        left = [forms for forms in said.values() if forms != tuple(map(convert, forms))]
        assert left == [], "simplified characters are left"


def test_characters_change_and_words_stay() -> None:
    convert = script.converter()
    assert convert("发展程序：干部的头发，面向群众发布文件") == "發展程序：幹部的頭髮，面向群眾發佈文件"


def test_an_uncertain_translation_is_no_surer_in_traditional_characters(tmp_path: Path) -> None:
    catalogue(
        tmp_path / "hearings", '#, fuzzy\nmsgid "Close"\nmsgstr "结束"\n\nmsgid "Open"\nmsgstr "开始"\n'
    )
    path = files.catalogue_path(tmp_path / "hearings")
    files.compile_catalogue(path)
    assert said_in(files.compiled_path(path, script.LANGUAGE)) == {("Open", ""): ("開始",)}
