"""The language model's adapter: off by default, one address, answers that rest on what was sent."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shangliang.insight.machine.endpoint import TROUBLES, Endpoint, Trouble, endpoint
from shangliang.insight.machine.summary import Passage, Sentence, summarise
from shangliang.insight.tests.fake_model import FakeModel, fake_model

PASSAGES = [Passage(7, "城东充电难。"), Passage(9, "城西没有充电桩，请联系13800001234。")]


@pytest.fixture
def model() -> Iterator[FakeModel]:
    """A server of its own."""
    with fake_model() as found:
        yield found


def at(model: FakeModel, **changed: Any) -> Endpoint:
    return Endpoint(**{"url": model.url, "model": "test-model", "key": "k-1", "seconds": 60.0, **changed})


def test_it_is_off_until_the_settings_name_an_address(settings: Any) -> None:
    assert endpoint() is None
    settings.LANGUAGE_MODEL_URL = "https://models.example:8443/v1/"
    found = endpoint()
    assert found is not None
    assert (found.url, found.host) == ("https://models.example:8443/v1", "models.example:8443")


def test_the_protocol_is_spoken_and_personal_data_stays_here(model: FakeModel) -> None:
    summarise(at(model), PASSAGES)
    (asked,) = model.asked
    assert (model.paths, model.keys) == (["/v1/chat/completions"], ["Bearer k-1"])
    assert (asked["model"], asked["stream"]) == ("test-model", False)
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert asked["messages"][1]["content"] == "[1] 城东充电难。\n[2] 城西没有充电桩，请联系■■■。"


def test_sentences_keep_only_passages_that_exist_and_without_any_are_dropped(model: FakeModel) -> None:
    model.sentences = [
        {"text": "多地充电难 https://evil.example/x 。", "quotes": [2, 1, 2, 99, 0, -1, True, "1", None]},
        {"text": "没有依据。", "quotes": []},
        {"text": "编造的。", "quotes": [42]},
        {"text": "", "quotes": [1]},
        {"text": 5, "quotes": [1]},
        {"text": "缺少编号。"},
        "不是对象",
    ]
    assert summarise(at(model), PASSAGES) == (Sentence("多地充电难 。", (1, 0)),)


def test_a_fenced_answer_is_read_all_the_same(model: FakeModel) -> None:
    told = json.dumps({"sentences": model.sentences}, ensure_ascii=False)
    model.raw = json.dumps({"choices": [{"message": {"content": f"```json\n{told}\n```"}}]}).encode()
    assert summarise(at(model), PASSAGES)[0].places == (0, 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": 500}, "refused"),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}, "refused"),
        ({"raw": b""}, "protocol"),
        ({"raw": b"<html>"}, "protocol"),
        ({"raw": b'{"choices": []}'}, "protocol"),
        ({"raw": b'{"choices": [{"message": {"content": null}}]}'}, "protocol"),
        ({"raw": b"[" * 100_000}, "protocol"),
        ({"raw": b'{"choices": [{"message": {"content": "hello"}}]}'}, "unusable"),
        ({"raw": b"x" * 1_200_000}, "long"),
        ({"sentences": []}, "unfounded"),
        ({"sentences": "text"}, "unfounded"),
        ({"sentences": [{"text": "x", "quotes": [3]}]}, "unfounded"),
    ],
)
def test_every_bad_answer_is_a_trouble_with_a_name(
    model: FakeModel, change: dict[str, Any], code: str
) -> None:
    vars(model).update(change)
    with pytest.raises(Trouble) as trouble:
        summarise(at(model), PASSAGES)
    assert (trouble.value.code, code in TROUBLES) == (code, True)


def test_a_slow_model_is_given_up(model: FakeModel) -> None:
    model.pause = 0.4
    with pytest.raises(Trouble, match="slow"):
        summarise(at(model, seconds=0.1), PASSAGES)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "ftp://127.0.0.1/v1", "nonsense", "http://[::1"])
def test_an_address_that_leads_nowhere_is_a_trouble(url: str) -> None:
    with pytest.raises(Trouble, match="unreachable"):
        summarise(Endpoint(url, "m", "", 1.0), PASSAGES)
