"""`shangliang insight texts`: both questions of likeness and the search over a table; junk is refused in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shangliang.insight import memory

LIGHTS = "城东路口的路灯坏了三个月，老人夜里出门屡次摔倒，居民多次反映，至今没有人来修，请尽快更换灯具并建立巡查制度。"
BUSES = "二十三路公交车早高峰间隔超过四十分钟，学生经常迟到，建议增加班次，并在实验小学门口增设一个站点。"
AGAIN = f"尊敬的领导：{LIGHTS[:44]}盼复。"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Three texts, one of them twice."""
    path = tmp_path / "texts.csv"
    rows = [f"a,关于路灯的建议,{LIGHTS}", f"b,关于公交的建议,{BUSES}", f"c,,{AGAIN}"]
    path.write_text("\n".join(["编号,标题,内容", *rows]), "utf-8")
    return path


def told(path: Path, *words: str) -> Any:
    out = path.with_suffix(".json")
    call_command("insight", "texts", str(path), "--json", str(out), *words)
    return json.loads(out.read_text("utf-8"))


def test_a_table_is_searched_and_the_words_are_marked(table: Path) -> None:
    found = told(table, "--search", "增加班次")

    assert (found["texts"], found["found"]) == (3, 1)
    assert found["hits"][0]["id"] == "b"
    assert "[增加班次]" in found["hits"][0]["text"]


def test_like_a_text_are_its_copies_and_what_is_on_the_same_matter(table: Path) -> None:
    found = told(table, "--like", AGAIN)

    assert [one["id"] for one in found["same_text"]] == ["c", "a"]
    assert found["same_text"][0]["verdict"] == "copy"
    assert any(LIGHTS[:40] in passage for passage in found["same_text"][1]["shared"])
    assert found["same_matter"][0]["id"] in ("a", "c")


def test_what_stands_in_the_table_again_is_told_once(table: Path) -> None:
    copies = told(table, "--copies")["copies"]

    assert [(one["id"], one["again"][0]["id"]) for one in copies] == [("c", "a")]


@pytest.mark.parametrize("content", [b"", b"one,two\n1,2\n", b"\x89PNG\xff\xfe\x00"])
def test_what_is_no_table_of_texts_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=r"“text”|UTF-8"):
        call_command("insight", "texts", str(path), "--search", "路灯")


def test_an_empty_table_and_short_rows_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("id,title,text\n1\n", "utf-8")

    assert told(path, "--search", "路灯", "--like", LIGHTS, "--copies")["found"] == 0


def test_a_table_too_large_for_the_memory_is_refused_before_it_is_read(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_bytes", lambda: 1_000_000)

    with pytest.raises(CommandError, match=r"A table of .* would need about .* are free"):
        call_command("insight", "texts", str(table), "--search", "路灯")
