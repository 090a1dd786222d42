"""`shangliang insight map`: files as Polis exports them in, a document out; junk is refused in a sentence."""

import io
import json
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from shangliang.insight import memory
from shangliang.insight.mapping.reading import read
from shangliang.insight.mapping.tests.conversations import planted


@pytest.fixture
def votes_file(tmp_path):
    votes, path = planted(people=120, statements=20, seen=0.9), tmp_path / "votes.csv"
    rows = zip(votes.moment, votes.statement, votes.participant, votes.value, strict=True)
    path.write_text(
        "timestamp,datetime,comment-id,voter-id,vote\n"
        + "".join(f"{1_700_000_000 + 40 * at},some day,{s},{p},{v}\n" for at, s, p, v in rows)
    )
    return path


def matrix_of(path, tmp_path):
    file = read(path).votes
    cells = dict(
        zip(zip(file.participant.tolist(), file.statement.tolist(), strict=True), file.value, strict=True)
    )
    lines = [f"{p},0,{','.join(str(cells.get((p, s), '')) for s in range(20))}" for p in range(120)]
    target = tmp_path / "participants-votes.csv"
    target.write_text("\n".join([f"participant,group-id,{','.join(str(s) for s in range(20))}", *lines]))
    return target


def document(path, *words):
    out = path.with_suffix(".json")
    call_command("insight", "map", str(path), "--json", str(out), *words)
    return json.loads(out.read_text())


def test_a_file_of_votes_becomes_a_document_and_a_picture(votes_file, tmp_path, capsys):
    picture = tmp_path / "map.svg"
    found = document(votes_file, "--svg", str(picture))
    assert [group["size"] for group in found["groups"]] == [60, 60]
    assert {"seconds", "consensus", "dividing", "flags", "without_flagged"} <= found.keys()
    assert {"size", "stability", "representative"} <= found["groups"][0].keys()
    assert {group[3] for group in found["places"]} == {1, 2}
    assert len(ElementTree.fromstring(picture.read_text())) == 10
    assert "Group 1: 60 people" in capsys.readouterr().out


def test_one_row_a_participant_gives_the_same_map(votes_file, tmp_path):
    from_list, from_matrix = document(votes_file), document(matrix_of(votes_file, tmp_path))
    for key in ("groups", "consensus", "dividing", "statement_list", "places"):
        assert from_matrix[key] == from_list[key]


def test_an_earlier_result_keeps_the_ids(votes_file, tmp_path):
    earlier = document(votes_file)
    for place in earlier["places"]:
        place[3] = {1: 7, 2: 4}[place[3]]
    before = tmp_path / "before.json"
    before.write_text(json.dumps(earlier))
    assert [group["id"] for group in document(votes_file, "--previous", str(before))["groups"]] == [7, 4]


def test_statements_moderated_out_are_left_out(votes_file, tmp_path):
    comments = tmp_path / "comments.csv"
    comments.write_text("comment-id,moderated\n3,-1\n4,1\n")
    ids = [one["id"] for one in document(votes_file, "--statements", str(comments))["statement_list"]]
    assert ids == [one for one in range(20) if one != 3]


def test_ids_may_be_any_text(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text("comment-id,voter-id,vote\n甲,王,1\n乙,王,-1\n甲,李,0\n")
    found = document(path)
    assert [one["id"] for one in found["statement_list"]] == ["甲", "乙"]
    assert [place[0] for place in found["places"]] == ["王", "李"]


def test_unreadable_rows_are_counted_and_the_first_is_named(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_text(
        "timestamp,comment-id,voter-id,vote\n1,2,3,1\n1,2,4,5\nx,2,5,1\n\n1,2\n1,2,,1\n2026-01-01,2,6,1\n"
    )
    assert document(path)["rows"] == {"read": 7, "rejected": 5, "first_rejected_line": 3}


@pytest.mark.parametrize(
    "junk", [b"", b"\x00\xff\xfe\x89PNG" * 500, "😀😀😀\n😀".encode(), b"a,b,c\n1,2,3\n"]
)
def test_what_is_no_table_of_votes_is_refused_in_a_sentence(tmp_path, junk):
    path = tmp_path / "votes.csv"
    path.write_bytes(junk)
    with pytest.raises(CommandError, match="This is no table of votes"):
        call_command("insight", "map", str(path), stdout=io.StringIO())


def test_a_file_too_large_for_the_memory_is_refused_before_it_is_read(votes_file, monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: 100_000)
    with pytest.raises(CommandError, match=r"A file of .* would need about"):
        call_command("insight", "map", str(votes_file))


def test_a_missing_file_and_a_wrong_earlier_result_are_refused(votes_file, tmp_path):
    with pytest.raises(CommandError, match=r"missing\.csv"):
        call_command("insight", "map", str(tmp_path / "missing.csv"))
    with pytest.raises(CommandError, match="is no earlier result"):
        call_command("insight", "map", str(votes_file), "--previous", str(votes_file))
