"""Parts drawn once for the same arguments: nobody reads what was drawn for somebody else's."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from shangliang.accounts.models import User
from shangliang.proposals.timeline import Entry
from shangliang.web.templatetags import components

BADGE = '{% include "ui/badge.html" with label=label tone=tone only %}'
TIMELINE = '{% include "ui/timeline.html" with entries=entries only %}'


@pytest.fixture(autouse=True)
def _nothing_drawn() -> None:
    components.forget()


def drawn(source: str, **given: Any) -> str:
    return Template(source).render(Context(given))


def entry(what: str) -> Entry:
    return Entry("proposals.file", datetime(2026, 3, 1), "1 March", "office clerk", what)


def test_the_same_arguments_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(BADGE, label="filed", tone="good")
    monkeypatch.setattr(components.Component, "_draw", None)
    assert '<span class="badge tone-good">filed</span>' in drawn(BADGE, label="filed", tone="good")


def test_other_arguments_are_other_parts() -> None:
    texts = {drawn(BADGE, label=label, tone=tone) for label in ("a", "b", 1, True) for tone in ("", "good")}
    assert len(texts) == 8


def test_safe_and_unsafe_text_are_not_the_same() -> None:
    safe = drawn(BADGE, label=mark_safe("<b>x</b>"))
    assert ("<b>" in safe, "<b>" in drawn(BADGE, label="<b>x</b>")) == (True, False)


def test_each_language_has_its_own() -> None:
    source, told = (
        '{% include "ui/closed_acts.html" with offers=offers only %}',
        [{"label": "x", "reason": "y"}],
    )
    with override("en"):
        english = drawn(source, offers=told)
    with override("zh-hans"):
        assert drawn(source, offers=told) != english


def test_a_lazy_text_is_what_it_says_in_this_language() -> None:
    label = gettext_lazy("Search")
    with override("en"):
        english = drawn(BADGE, label=label)
    with override("zh-hans"):
        assert (drawn(BADGE, label=label) != english, "Search" in english) == (True, True)


def test_a_timeline_of_one_reader_is_not_shown_to_another_who_reads_less() -> None:
    whole = drawn(TIMELINE, entries=[entry("canary-of-the-office"), entry("filed")])
    public = drawn(TIMELINE, entries=[entry("filed")])
    assert ("canary-of-the-office" in whole, "canary" in public) == (True, False)


def test_a_row_that_may_change_is_drawn_each_time() -> None:
    person = User(pk=1, name="before")
    first = drawn(BADGE, label=person)
    person.name = "after"
    assert ("before" in first, "after" in drawn(BADGE, label=person)) == (True, True)


def test_a_changed_list_is_another_list() -> None:
    facts = [{"label": "state", "value": "filed"}]
    source = '{% include "ui/definition_list.html" with facts=facts only %}'
    first = drawn(source, facts=facts)
    facts[0]["value"] = "closed"
    assert ("filed" in first, "closed" in drawn(source, facts=facts)) == (True, True)


def test_a_token_is_not_asked_for_by_looking_whether_it_can_be_kept() -> None:
    class Token:
        @property
        def __class__(self) -> type:
            raise AssertionError("asked")

    assert "badge" in drawn(BADGE, label="x", tone="", unused=Token())
    with pytest.raises(components._Variable):
        components._frozen(Token())


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(components, "_MOST_SIGNS", 1_000)
    for number in range(100):
        drawn(BADGE, label=str(number))
    assert len(components._drawn) < 40


def test_no_part_that_is_kept_asks_how_the_index_stands() -> None:
    """What it says changes by itself, so a kept part would go on saying it."""
    sources = {str(one): one.read_text() for one in Path(__file__).parents[2].glob("*/templates/**/*.html")}
    asking = [path for path, text in sources.items() if "{% index_note" in text]
    names = {path.partition("/templates/")[2] for path in asking}
    included = [found for text in sources.values() for found in re.findall(r'include "(\S+)"([^%]*)%', text)]
    assert [name for name, given in included if name in names and given.endswith(" only ")] == []
    assert names & {name for name, _given in included}


FIELD = '{% include "ui/field.html" with field=field only %}'


class SomeForm(forms.Form):
    """A choice, and room for words."""

    reason = forms.ChoiceField(label="why")
    text = forms.CharField(label="what", widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


def field(name: str, choices: str = "ab", data: Any = None, **initial: str) -> Any:
    return SomeForm(data, choices=[(one, one.upper()) for one in choices], initial=initial)[name]


@pytest.mark.parametrize("name", ["reason", "text"])
def test_a_field_nobody_wrote_into_is_drawn_once(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    first = drawn(FIELD, field=field(name))
    monkeypatch.setattr(components.Component, "_draw", None)
    assert drawn(FIELD, field=field(name)) == first


def test_other_choices_and_another_one_chosen_are_other_fields() -> None:
    made = [field("reason"), field("reason", "abc"), field("reason", reason="b"), field("text")]
    texts = [drawn(FIELD, field=one) for one in made]
    assert [text.count("<option") for text in texts] == [2, 3, 2, 0]
    assert [text.count("selected") for text in texts] == [0, 0, 1, 0]


@pytest.mark.parametrize("given", [{"data": {"text": "canary"}}, {"text": "canary"}])
def test_a_field_with_somebody_s_words_is_not_kept(given: Any) -> None:
    assert "canary" in drawn(FIELD, field=field("text", **given))
    assert not any("canary" in text for text in components._drawn.values())
    assert "canary" not in drawn(FIELD, field=field("text"))


def test_a_field_that_is_wrong_is_not_shown_to_the_next_person() -> None:
    wrong = drawn(FIELD, field=field("reason", data={"reason": "z"}))
    assert ("errorlist" in wrong, "errorlist" in drawn(FIELD, field=field("reason"))) == (True, False)


def test_rows_to_choose_from_are_asked_for_once(django_assert_num_queries: Any, db: None) -> None:
    class WithRows(forms.Form):
        person = forms.ModelChoiceField(queryset=User.objects.order_by("pk"))

    for name in ("before", "after"):
        User.objects.update(name=name)
        User.objects.create(username=name, name=name)
        with django_assert_num_queries(1):
            text = drawn(FIELD, field=WithRows()["person"])
        assert name in text
    with django_assert_num_queries(1):
        assert drawn(FIELD, field=WithRows()["person"]) == text
