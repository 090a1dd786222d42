"""Suggestions: what is learned, when it says nothing, and files that cannot be trusted."""

import json
from pathlib import Path
from random import Random

import pytest
from django.core.management import CommandError, call_command

from shangliang.insight.suggest import Sample, Suggester, store
from shangliang.insight.suggest.learning import TooLittle, learn
from shangliang.insight.tests.decisions import decisions


@pytest.fixture(scope="module")
def learned() -> Suggester:
    """From ninety decisions."""
    return learn(*decisions(), mark="first")


def test_a_new_text_goes_where_its_like_went_with_the_words_that_spoke_for_it(learned: Suggester) -> None:
    found = learned.suggest(Sample("关于增加西门公交车班次的建议", "西门公交车间隔太长。"))
    assert (found.likely[0].label, found.is_sure) == ("transport", True)
    assert any("公交" in word for word in found.likely[0].words)


def test_words_are_passages_of_the_text_itself(learned: Suggester) -> None:
    sample = Sample("关于Ａ区河道污水的建议", "２０２６年河道污水直排。")
    whole = "关于A区河道污水的建议 2026年河道污水直排。"
    words = [word for one in learned.suggest(sample).likely for word in one.words]
    assert [word for word in words if word not in whole] == []


def test_three_labels_are_told_and_their_probabilities_are_shares_of_one(learned: Suggester) -> None:
    found = learned.suggest(Sample("关于校园周边污水和公交的建议"))
    assert len(found.likely) == 3
    assert sum(one.probability for one in found.likely) == pytest.approx(1)
    assert [one.probability for one in found.likely] == sorted(
        (one.probability for one in found.likely), reverse=True
    )


def test_a_text_between_two_matters_is_not_called_sure(learned: Suggester) -> None:
    assert not learned.suggest(Sample("关于学位不足和污水直排的建议", "学位不足，污水直排。")).is_sure


@pytest.mark.parametrize("text", ["", "😀😀🎉", "\x00\x01\ufffe\udcff", "ξένος λόγος", "қазақ тілі"])
def test_a_text_unlike_all_that_was_decided_gets_no_suggestion(learned: Suggester, text: str) -> None:
    assert (learned.suggest(Sample(text)).likely, learned.suggest(Sample(text)).is_sure) == ((), False)


def test_ten_megabytes_cost_no_more_than_their_beginning(learned: Suggester) -> None:
    short = "公交车班次间隔太长。" * 2_000
    assert learned.suggest(Sample(short)) == learned.suggest(Sample(short * 500))


def test_the_same_decisions_teach_the_same(learned: Suggester) -> None:
    again = learn(*decisions(), mark="first")
    assert store._as_bytes(again) == store._as_bytes(learned)


def test_the_later_decision_on_a_text_corrects_the_earlier_one() -> None:
    samples, labels = decisions()
    corrected = ["education" if one == "environment" else one for one in labels]
    found = learn(samples * 2, labels + corrected)
    assert set(found.labels) == {"education", "transport"}


def test_a_hundred_thousand_identical_texts_count_once() -> None:
    samples, labels = decisions()
    found = learn([Sample("同一件事")] * 100_000 + samples, ["transport"] * 100_000 + labels)
    assert found.quality.decisions == len(samples) + 1


@pytest.mark.parametrize(
    ("samples", "labels"),
    [
        ([], []),
        ([Sample("一件事")], ["a"]),
        ([Sample(f"第{n}件事") for n in range(50)], ["a"] * 50),
        ([Sample(f"第{n}件事") for n in range(50)], [str(n) for n in range(50)]),
    ],
)
def test_too_little_teaches_nothing(samples: list[Sample], labels: list[str]) -> None:
    with pytest.raises(TooLittle):
        learn(samples, labels)


def test_noise_is_never_called_sure() -> None:
    samples, labels = decisions()
    Random(3).shuffle(labels)
    found = learn(samples, labels)
    assert found.quality.sure_share == 0


def test_what_was_learned_is_the_same_after_reading_it_back(learned: Suggester, tmp_path: Path) -> None:
    store.save(learned, tmp_path / "a" / "one.bin")
    read = store.load(tmp_path / "a" / "one.bin")
    sample = Sample("关于路口信号灯的建议")
    assert read is not None
    assert (read.suggest(sample), read.mark, read.quality) == (
        learned.suggest(sample),
        "first",
        learned.quality,
    )
    assert [one.name for one in (tmp_path / "a").iterdir()] == ["one.bin"]


@pytest.mark.parametrize("fault", ["absent", "cut", "flipped", "version", "empty"])
def test_a_file_that_cannot_be_trusted_counts_as_absent(
    learned: Suggester, tmp_path: Path, fault: str
) -> None:
    path = tmp_path / "one.bin"
    store.save(learned, path)
    whole = path.read_bytes()
    spoilt = {
        "cut": whole[:-100],
        "flipped": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "version": b"shangliang suggestions 0\n" + whole[len(store.VERSION) :],
        "empty": b"",
    }
    path.unlink() if fault == "absent" else path.write_bytes(spoilt[fault])
    assert store.load(path) is None
    assert store.is_sound(path) == (fault == "flipped")


def test_the_command_learns_from_a_table_and_tells_how_good_that_is(tmp_path: Path) -> None:
    samples, labels = decisions()
    table, out = tmp_path / "rows.csv", tmp_path / "out.json"
    lines = [f"{label},{one.head}{one.text}" for one, label in zip(samples, labels, strict=True)]
    table.write_text("\n".join(lines), "utf-8")
    call_command("insight", "suggest", str(table), "--text", "公交车班次太少", "--json", str(out))
    told = json.loads(out.read_text("utf-8"))
    assert (told["decisions"], told["suggestion"]["likely"][0]["label"]) == (90, "transport")


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"only one cell\n", b"\xff\xfe\x00", b"a,x\x00y\n" * 3])
def test_the_command_refuses_a_table_it_cannot_use_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "rows.csv"
    table.write_bytes(content)
    with pytest.raises(CommandError, match=r"\w"):
        call_command("insight", "suggest", str(table))
