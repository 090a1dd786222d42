"""Comparing what was published with what page, API and export say."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from shangliang.bodies.models import Body
from shangliang.bodies.reference.categories import national_categories
from shangliang.demo.scenarios.building import build
from shangliang.demo.scenarios.reading import Numbers, readings_of
from shangliang.demo.scenarios.years import Year, categories_of, classes_of
from shangliang.ledger.figures import figure_named
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.telling import told_class

Reader = Callable[[Numbers], Decimal]
PLAIN = (
    *("received", "filed", "merged", "opinions", "filing_rate", "collective_share"),
    *("solved", "planned", "satisfied", "basically_satisfied"),
)
OTHERWISE_NAMED = {"cannot": "not_possible", "replied": "replies", "solved_or_planned_rate": "settled_rate"}
# What is published as whole numbers and hundredths of percents is printed with at most two decimals.
PRINTED = Decimal("0.005")


def differences(year: Year) -> list[str]:
    """Build the year and name every number that one of the readings says otherwise; empty when all agree."""
    build(year)
    readings = readings_of(year)
    return [
        f"{year.name}: {name}: published {published}, {where} {said}"
        for name, published, read in expectations(year)
        for where, numbers in readings.items()
        if not agrees(said := _said(read, numbers), Decimal(published))
    ]


def _said(read: Reader, numbers: Numbers) -> Decimal | None:
    try:
        return read(numbers)
    except KeyError:
        return None


def agrees(said: Decimal | None, published: Decimal) -> bool:
    """Equal, or the same after rounding to the places that were published."""
    if said is None:
        return False
    places = -int(published.as_tuple().exponent)
    is_share = places > 0 or said != said.to_integral_value()
    tolerance = Decimal(10) ** -places / 2 + PRINTED if is_share else Decimal(0)
    return abs(said - published) <= tolerance


def expectations(year: Year) -> Iterator[tuple[str, Any, Reader]]:
    """(name, published value, how to read it) for everything a set says."""
    given = year.given
    with override("en"):
        for name in PLAIN:
            if name in given:
                yield name, given[name], value_of(name)
        for name, figure in OTHERWISE_NAMED.items():
            if name in given:
                yield name, given[name], value_of(figure)
        yield from _shares(year)
        yield from _parts(given)


def _shares(year: Year) -> Iterator[tuple[str, Any, Reader]]:
    """Categories and classes."""
    national = {one.code: one.en for one in national_categories()}
    for code, count in categories_of(year.given).items():
        yield f"category {code}", count, group_of("filed", national[code])
    rules = proposal_rules(Body.objects.get(region__code=year.code)).values
    for letter, count in classes_of(year.given).items():
        yield f"class {letter}", count, group_of("replies", told_class(rules, letter))
    shares = year.given.get("class_shares", [])
    for letter, share in zip(classes_of(year.given), shares, strict=False):
        yield f"share of class {letter}", share, _percent(letter_of(rules, letter), value_of("replies"))


def letter_of(rules: Any, letter: str) -> Reader:
    """How many replies have a class."""
    return group_of("replies", told_class(rules, letter))


def _parts(given: dict[str, Any]) -> Iterator[tuple[str, Any, Reader]]:
    """Who proposed the filed cases, who handled them, and sums that were published as one."""
    kinds = {kind: group_of("filed", str(kind.label)) for kind in Proposal.Kind}
    if "collective" in given:
        yield "collective", given["collective"], kinds[Proposal.Kind.COLLECTIVE]
    members = [kinds[Proposal.Kind.INDIVIDUAL], kinds[Proposal.Kind.JOINT]]
    for name in ("members", "members_and_sectors"):
        if name in given:
            yield name, given[name], _sum(members)
    if "solved_or_planned" in given:
        yield "solved_or_planned", given["solved_or_planned"], _sum([value_of("solved"), value_of("planned")])
    if "units" in given:
        label = str(figure_named("proposals.assignments").label)
        yield (
            "units",
            given["units"],
            lambda numbers: Decimal(sum(f == label and g != "" for f, g in numbers)),
        )


def value_of(name: str) -> Reader:
    """A figure's own value."""
    return group_of(name, "")


def group_of(name: str, group: str) -> Reader:
    """A line of a figure's groups."""
    label = str(figure_named(f"proposals.{name}").label)
    return lambda numbers: numbers[(label, group)]


def _sum(readers: list[Reader]) -> Reader:
    """Together; a group without cases has no line."""
    return lambda numbers: sum((_said(read, numbers) or Decimal(0) for read in readers), Decimal(0))


def _percent(part: Reader, whole: Reader) -> Reader:
    return lambda numbers: round(100 * part(numbers) / whole(numbers), 2)
