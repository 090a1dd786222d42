"""A form whose second half never arrives is not taken for a whole one, with files or without."""

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from shangliang.bodies.tests.world import World, make_world
from shangliang.opinions import proof
from shangliang.opinions.models import Suggestion
from shangliang.opinions.tests.cases import TEXT

pytestmark = pytest.mark.django_db
SAY = "/opinions/say/330402/"
KEY = "0123456789abcdef0123456789abcdef"
PLAIN = "application/x-www-form-urlencoded"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _form(kind: str) -> bytes:
    asked = proof.sum_for(KEY)
    given = {"key": KEY, "sum": asked.first + asked.second, "text": TEXT}
    return urlencode(given).encode() if kind == PLAIN else encode_multipart(BOUNDARY, given)


@pytest.mark.parametrize("kind", [PLAIN, MULTIPART_CONTENT])
@pytest.mark.parametrize(("missing", "status", "count"), [(40, 400, 0), (0, 302, 1)])
def test_half_a_form_is_refused_with_a_sentence_and_the_whole_is_taken(
    world: World, kind: str, missing: int, status: int, count: int
) -> None:
    body = _form(kind)
    arrived = {"wsgi.input": BytesIO(body[: len(body) - missing]), "CONTENT_LENGTH": str(len(body))}
    answer = Client().generic("POST", SAY, b"-", content_type=kind, **arrived)
    assert (answer.status_code, Suggestion.objects.count()) == (status, count)
    assert ("内容未收到" in answer.content.decode()) == (status == 400)
