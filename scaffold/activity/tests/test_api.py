"""The API: the same acts as the pages, the same refusals."""

import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.api.models import Token
from shangliang.bodies.tests.world import World
from shangliang.gatherings.tests import cases


def signed_in(user: User) -> Client:
    """A client with a token of this person."""
    secret, digest = Token.new_secret()
    Token.objects.create(user=user, name="test", digest=digest, expires=timezone.now() + timedelta(days=1))
    return Client(headers={"Authorization": f"Bearer {secret}"})


def post(client: Client, path: str, data: dict[str, Any]) -> Any:
    """One POST to the gatherings."""
    return client.post(f"/api/gatherings{path}", json.dumps(data), content_type="application/json")


def test_a_gathering_can_be_driven_by_the_api_alone(world: World) -> None:
    clerk = signed_in(world.clerk)
    made = post(clerk, "", {"body": "330402", "title": "停车怎么办"}).json()["id"]
    post(clerk, f"/{made}/save", {"text": "请来谈。", "day": "2030-01-08"})
    assert post(clerk, f"/{made}/announce", {}).json()["state"] == "announced"
    assert post(clerk, f"/{made}/conclude", {"outcome": "好。"}).json()["state"] == "concluded"


def test_without_signing_in_only_what_was_announced_is_listed(world: World) -> None:
    cases.drafted(world)
    announced = cases.announced(world)
    assert [one["id"] for one in Client().get("/api/gatherings").json()["items"]] == [announced.pk]


def test_refusals_have_their_status(world: World) -> None:
    gathering = cases.announced(world)
    path, data = f"/{gathering.pk}/conclude", {"outcome": "x"}
    assert post(Client(), path, data).status_code == 401
    assert post(signed_in(world.member), path, data).status_code == 403
    assert post(signed_in(world.clerk), path, {}).status_code == 422
    assert post(signed_in(world.clerk), path, {**data, "version": 99}).status_code == 409
