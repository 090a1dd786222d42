"""Pages read from what the apps declared: acts, figures, rule sets."""

import re
from typing import Any, get_args

from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override
from pydantic import BaseModel

from shangliang.bodies.rulesets import schemas
from shangliang.ledger.figures import figures
from shangliang.ledger.flow import Flow, flows
from shangliang.web.reference.tables import page, table

ENGLISH, CHINESE = "en", "zh-hans"


def load_declarations() -> None:
    """Import what declares, in every installed app."""
    autodiscover_modules("acts", "figures", "ruleset")


def acts_page() -> str:
    """Every act of every flow: the table of contents of what can happen."""
    opening = (
        "Everything that can be done to a case. `kind` is the permanent name in the ledger. "
        "`=` keeps the state or lets the act choose it; `*` is any state. The rule says who; "
        "facts are what the ledger keeps of it. "
        "An act that is not in the ledger keeps private work, such as a draft."
    )
    return page("Acts", opening, [_flow(flows[name]) for name in sorted(flows)])


def _flow(flow: Flow[Any]) -> str:
    heads = ("kind", "English", "中文", "from", "to", "who", "facts", "in the ledger", "what it does")
    with override(CHINESE):
        chinese = {row[0]: row[1] for row in flow.as_table()}
    recorded = {a.spec.kind: a.spec.is_recorded for a in [*flow.openings.values(), *flow.acts.values()]}
    with override(ENGLISH):
        rows = [
            (
                f"`{kind}`",
                label,
                chinese[kind],
                source,
                target,
                who,
                facts,
                "yes" if recorded[kind] else "no",
                doc,
            )
            for kind, label, source, target, who, facts, doc in flow.as_table()
        ]
    return f"## {flow.name}\n\n{table(heads, rows)}"


def figures_page() -> str:
    """Every number the system states."""
    opening = (
        "Every number the system states, each declared once: pages, reports and the API read it from here."
    )
    names = sorted(figures)
    with override(ENGLISH):
        english = [(figures[n].label, figures[n].unit, figures[n].definition) for n in names]
        english_rows = [tuple(str(one) for one in row) for row in english]
    with override(CHINESE):
        chinese = [str(figures[n].label) for n in names]
    rows = [
        (f"`{name}`", label, zh, unit, definition)
        for name, (label, unit, definition), zh in zip(names, english_rows, chinese, strict=True)
    ]
    heads = ("name", "English", "中文", "unit", "definition")
    return page("Figures", opening, [table(heads, rows)] if rows else ["None is declared yet."])


def rules_page() -> str:
    """What a body can set for itself, with the values that hold where nobody set anything."""
    opening = (
        "What a body can set for itself, from a day on. A value holds below in the tree until a body "
        "overrides it; where nobody set anything, the value of the table holds."
    )
    return page("Rules of places", opening, [_schema(kind, schemas[kind]) for kind in sorted(schemas)])


def _schema(kind: str, schema: type[BaseModel]) -> str:
    rows = [
        (f"`{name}`", _type(one.annotation), _limits(one.metadata), _value(one.default))
        for name, one in schema.model_fields.items()
    ]
    doc = (schema.__doc__ or "").strip()
    return f"## {kind}\n\n{doc}\n\n{table(('name', 'type', 'limits', 'value'), rows)}"


def _type(annotation: Any) -> str:
    said = (
        annotation.__name__ if isinstance(annotation, type) and not get_args(annotation) else str(annotation)
    )
    return re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", said)


def _limits(constraints: list[Any]) -> str:
    """From … to …, as far as the field says."""
    bounds = {name: getattr(one, name) for one in constraints for name in ("ge", "le") if hasattr(one, name)}
    return "–".join(str(bounds[name]) for name in ("ge", "le") if name in bounds)


def _value(default: Any) -> str:
    if isinstance(default, tuple) and default and not isinstance(default[0], int):
        return f"{len(default)}: " + ", ".join(f"`{getattr(one, 'code', one)}`" for one in default)
    return f"`{default}`"
