"""What the steps of the first run show: bodies by name, rule sets side by side, what is there by now."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body, Collective, Post, Region, RuleSet, Unit
from shangliang.bodies.queries import current_term
from shangliang.bodies.reference import divisions as reference
from shangliang.bodies.rule_templates import RuleTemplate, templates_for
from shangliang.bodies.rulesets import value_label
from shangliang.installation.models import Installation

MOST = 30


def search(text: str) -> list[dict[str, Any]]:
    """Places of the country with a body, by code or by part of the name; those nearest the top first."""
    if not text:
        return []
    found = [place for place in reference.divisions() if _is_meant(place, text) and reference.has_body(place)]
    return [_shown(place) for place in found[: MOST + 1]]


def _is_meant(place: reference.Division, text: str) -> bool:
    return place.code.startswith(text) if text.isdigit() else text.removesuffix("政协") in place.name


def _shown(place: reference.Division) -> dict[str, Any]:
    above: list[str] = []
    parent = place.parent
    while parent and parent != reference.NATION:
        upper = reference.division(parent)
        above.insert(0, upper.name)
        parent = upper.parent
    name = reference.body_name(place)
    return {
        "code": place.code,
        "name": name,
        "above": " · ".join(above),
        "level": Region.Level(place.level).label,
    }


def compared_rules(level: str) -> dict[str, Any]:
    """The offered sets as a table: a row for each value in which they differ."""
    offered = templates_for(level)
    names = list(dict.fromkeys(name for one in offered for name in one.values if not _is_list(one, name)))
    rows = [
        {
            "cells": [
                {"text": value_label(offered[0].kind, name)},
                *({"text": _told(one, name)} for one in offered),
            ]
        }
        for name in [*names, "reply_classes"]
    ]
    return {"headers": [{"label": _("Value")}, *({"label": _level(one)} for one in offered)], "rows": rows}


def _level(template: RuleTemplate) -> str:
    """For whom a set is meant, in a word that heads a column."""
    return str(Region.Level(template.levels[0]).label)


def _is_list(template: RuleTemplate, name: str) -> bool:
    return isinstance(template.values[name], list)


def _told(template: RuleTemplate, name: str) -> str:
    value = template.values.get(name, "–")
    return "、".join(str(row.get("code", "")) for row in value) if isinstance(value, list) else str(value)


def summary(installation: Installation, body: Body) -> list[dict[str, Any]]:
    """How much of each is there, with the page where more is done."""
    posts = Post.objects.active().filter(body=body)
    term = current_term(body)
    rules = RuleSet.objects.filter(body=body)
    tried = installation.mail_tried
    collectives = Collective.objects.filter(body=body, is_active=True)
    counted = (
        (_("Term"), str(term) if term else _("none yet"), "terms"),
        (_("Own rule sets"), rules.count(), "rule_kinds"),
        (_("Sectors, committees, parties"), collectives.count(), "collectives"),
        (_("Units"), Unit.objects.of(body).count(), "units"),
        (_("Members"), posts.filter(role=Post.Role.MEMBER).count(), "members"),
        (_("Other posts"), posts.exclude(role=Post.Role.MEMBER).count(), "posts"),
    )
    facts = [
        {"label": label, "value": value, "href": reverse(f"bodies:{name}", args=[body.pk])}
        for label, value, name in counted
    ]
    return [*facts, {"label": _("Test mail"), "value": _("sent") if tried else _("not sent yet")}]
