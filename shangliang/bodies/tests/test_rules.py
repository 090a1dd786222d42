"""Rules that hold in a body: inherited down the tree, dated, never edited."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pydantic import Field

from shangliang.accounts.models import User
from shangliang.bodies import acts, rulesets
from shangliang.bodies.models import Body, RuleSet
from shangliang.bodies.rulesets import RuleValues, declare_rules, origins, rules_in_force
from shangliang.core.errors import Invalid
from shangliang.core.time import today
from shangliang.ledger.models import Act

pytestmark = pytest.mark.django_db
KIND = "tea"
DAY = timedelta(days=1)


class Leaf(RuleValues):
    """A row of a list."""

    code: str = Field(max_length=4)
    zh: str
    is_green: bool = False
    kept: Literal["tin", "jar"] = "tin"


class TeaRules(RuleValues):
    """One value of every sort that a form must be able to take."""

    minutes: int = Field(3, ge=1, le=10)
    cups: tuple[int, ...] = (1, 2)
    is_hot: bool = True
    pot: Literal["clay", "glass"] = "clay"
    leaves: tuple[Leaf, ...] = (Leaf(code="lj", zh="龙井", is_green=True),)


@pytest.fixture(autouse=True)
def _tea() -> Iterator[None]:
    declare_rules(KIND, TeaRules, label="Tea", names={"minutes": "minutes to draw"})
    yield
    rulesets.schemas.pop(KIND)


def values_in(body: Body, on: date | None = None) -> tuple[Any, ...]:
    values = rules_in_force(body, KIND, on).values
    return values.minutes, values.pot, values.is_hot


def set_tea(body: Body, by: User, in_days: int = 0, **values: Any) -> RuleSet:
    return acts.set_rules(body, by=by, kind=KIND, valid_from=today() + in_days * DAY, values=values)


def test_each_value_comes_from_the_nearest_body_that_sets_it(lineage: list[Body], operator: User) -> None:
    nation, province, city, county = lineage
    set_tea(nation, operator, minutes=4, pot="glass", is_hot=False)
    set_tea(province, operator, minutes=5)
    set_tea(county, operator, pot="clay")
    assert [values_in(body) for body in lineage] == [
        (4, "glass", False),
        (5, "glass", False),
        (5, "glass", False),
        (5, "clay", False),
    ]
    named = {one.name: one.rule_set and one.rule_set.body for one in origins(county, KIND)}
    assert named == {"minutes": province, "cups": None, "is_hot": nation, "pot": county, "leaves": None}
    assert values_in(city) == values_in(province)


def test_a_rule_holds_from_its_day_on_and_the_old_one_until_then(lineage: list[Body], operator: User) -> None:
    nation, _province, _city, county = lineage
    set_tea(nation, operator, minutes=4)
    set_tea(nation, operator, in_days=10, minutes=5)
    set_tea(county, operator, in_days=5, minutes=6)
    set_tea(county, operator, in_days=20)
    drawn = [values_in(county, today() + n * DAY)[0] for n in (-1, 0, 4, 5, 10, 19, 20)]
    assert drawn == [3, 4, 4, 6, 6, 6, 5]
    assert values_in(nation, today() + 10 * DAY)[0] == 5


def test_brothers_do_not_inherit_from_each_other(lineage: list[Body], operator: User) -> None:
    city = lineage[2]
    region = city.region.__class__.objects.create(code="330500", name="湖州市", level="city")
    brother = Body.objects.create(
        region=region,
        name="湖州",
        short_name="湖州",
        level="city",
        parent=lineage[1],
        path=f"{lineage[1].path}330500/",
    )
    set_tea(city, operator, minutes=9)
    assert (values_in(city)[0], values_in(brother)[0]) == (9, 3)


def test_setting_rules_again_makes_a_new_row_and_a_new_version(lineage: list[Body], operator: User) -> None:
    first = set_tea(lineage[0], operator, minutes=4)
    before = rules_in_force(lineage[0], KIND).version
    second = set_tea(lineage[0], operator, minutes=5)
    assert list(RuleSet.objects.order_by("pk").values_list("values", flat=True)) == [
        {"minutes": 4},
        {"minutes": 5},
    ]
    assert (before, rules_in_force(lineage[0], KIND).version) == (first.pk, second.pk)
    assert Act.objects.order_by("-pk")[0].facts == {
        "rule_set": second.pk,
        "kind": KIND,
        "valid_from": today().isoformat(),
        "values": {"minutes": 5},
    }


def test_rules_do_not_begin_in_the_past(lineage: list[Body], operator: User) -> None:
    with pytest.raises(Invalid) as refused:
        set_tea(lineage[0], operator, in_days=-1, minutes=4)
    assert (refused.value.field, RuleSet.objects.count()) == ("valid_from", 0)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"minutes": 11}, "minutes"),
        ({"minutes": "soon"}, "minutes"),
        ({"pot": "gold"}, "pot"),
        ({"sugar": 1}, "values"),
        ({"leaves": [{"code": "toolong", "zh": "茶"}]}, "leaves"),
        ({"leaves": [{"code": "x"}]}, "leaves"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_name(
    lineage: list[Body], operator: User, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        set_tea(lineage[0], operator, **values)
    assert (refused.value.field, RuleSet.objects.count()) == (field, 0)


# Pages


def form_of(body: Body, **more: str) -> dict[str, str]:
    return {"valid_from": today().isoformat(), "version": str(body.version), **more}


def test_the_form_sets_only_what_was_filled_in(lineage: list[Body], operator: User, client: Client) -> None:
    city = lineage[2]
    client.force_login(operator)
    rows = {
        "own_leaves": "on",
        "leaves-0-code": "bl",
        "leaves-0-zh": "碧螺春",
        "leaves-0-kept": "jar",
        "leaves-2-code": "hc",
        "leaves-2-zh": "红茶",
        "leaves-2-is_green": "1",
    }
    data = form_of(city, minutes="7", cups="3、5", is_hot="false", **rows)
    answer = client.post(reverse("bodies:set_rules", args=[city.pk, KIND]), data)
    assert answer.status_code == 302
    assert RuleSet.objects.get().values == {
        "minutes": 7,
        "cups": [3, 5],
        "is_hot": False,
        "leaves": [
            {"code": "bl", "zh": "碧螺春", "kept": "jar"},
            {"code": "hc", "zh": "红茶", "is_green": True},
        ],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "11"},
        {"cups": "many"},
        {"own_leaves": "on", "leaves-0-code": "bl"},
        {"valid_from": "2020-01-01"},
        {"valid_from": ""},
    ],
)
def test_the_form_says_what_does_not_fit_and_keeps_what_was_typed(
    lineage: list[Body], operator: User, client: Client, wrong: dict[str, str]
) -> None:
    client.force_login(operator)
    data = {**form_of(lineage[2], pot="glass"), **wrong}
    answer = client.post(reverse("bodies:set_rules", args=[lineage[2].pk, KIND]), data)
    assert (answer.status_code, RuleSet.objects.count()) == (422, 0)
    assert 'value="glass" selected' in answer.content.decode()


def test_the_form_shows_what_is_inherited_and_from_where(
    lineage: list[Body], operator: User, client: Client
) -> None:
    set_tea(lineage[1], operator, minutes=8)
    set_tea(lineage[2], operator, minutes=9, pot="glass")
    client.force_login(operator)
    text = client.get(reverse("bodies:set_rules", args=[lineage[2].pk, KIND])).content.decode()
    assert f"8（浙江省政协，自 {today().isoformat()} 起）" in text
    assert 'name="minutes" value="9"' in text
    assert 'value="龙井"' in text


def test_everybody_reads_the_rules_of_a_day_and_who_set_them(
    lineage: list[Body], operator: User, client: Client
) -> None:
    with time_machine.travel("2026-03-01T04:00:00+00:00", tick=False):
        set_tea(lineage[1], operator, minutes=8)
        set_tea(lineage[3], operator, in_days=31, minutes=9)
    address = reverse("bodies:rules", args=[lineage[3].pk, KIND])
    early = client.get(address, {"on": "2026-03-31"}).context["rows"]
    late = client.get(address, {"on": "2026-04-01"}).context["rows"]
    assert (early[0]["value"], late[0]["value"]) == ("8", "9")
    assert "浙江省政协" in early[0]["origin"]
    assert "南湖区政协" in late[0]["origin"]


def test_a_kind_nobody_declared_is_not_there(lineage: list[Body], operator: User, client: Client) -> None:
    client.force_login(operator)
    for name in ("bodies:rules", "bodies:set_rules"):
        assert client.get(reverse(name, args=[lineage[0].pk, "coffee"])).status_code == 404


def test_several_choices_are_ticked_and_none_means_inherited(
    lineage: list[Body], operator: User, client: Client
) -> None:
    client.force_login(operator)
    address = reverse("bodies:set_rules", args=[lineage[0].pk, "accounts"])
    roles = {"second_factor_roles": ["admin", "auditor"], "valid_from": today().isoformat()}
    assert client.post(address, roles).status_code == 302
    assert client.post(address, {"valid_from": today().isoformat()}).status_code == 302
    said = RuleSet.objects.order_by("pk").values_list("values", flat=True)
    assert list(said) == [{"second_factor_roles": ["admin", "auditor"]}, {}]
