"""A map as a document: what the command writes, what a program reads."""

from collections.abc import Callable
from typing import Any

import numpy as np

from shangliang.insight.mapping.engine import Earlier, OpinionMap, Trust
from shangliang.insight.mapping.findings import SIDES, Representative
from shangliang.insight.mapping.reading import Name
from shangliang.insight.mapping.stability import Share

Document = dict[str, Any]
Naming = Callable[[int], Name]
SIDE_WORDS = {1: "agree", -1: "disagree"}
DIGITS = 5


def document_of(drawn: OpinionMap, trust: Trust, statement: Naming = int) -> Document:
    """Everything but the places of the participants."""
    columns = [statement(int(one)) for one in drawn.packed.statements]
    people, statements = drawn.packed.shape
    return {
        "participants": people,
        "statements": statements,
        "votes": len(drawn.packed.value),
        "left_out": vars(drawn.packed.left_out),
        "structure": structure_of(drawn, trust),
        "groups": groups_of(drawn, trust, columns),
        "consensus": consensus_of(drawn, trust, columns),
        "dividing": dividing_of(drawn, trust, columns),
        "statement_list": statements_of(drawn, columns),
    }


def structure_of(drawn: OpinionMap, trust: Trust) -> Document:
    """Whether there is more than chance, and how the number of groups came about."""
    grouping = drawn.grouping
    return {
        "is_beyond_noise": trust.is_beyond_noise,
        "chance": _short(trust.chance),
        "shares_of_axes": [_short(one) for one in drawn.axes.shares],
        "silhouettes": {str(k): _short(value) for k, value in grouping.silhouettes.items()},
        "same_number_of_groups_again": trust.groups.same_number if trust.groups else None,
        "smallest_group": grouping.smallest,
        "ungrouped": grouping.ungrouped,
        "too_few_votes": int((~grouping.has_votes_enough).sum()),
    }


def groups_of(drawn: OpinionMap, trust: Trust, columns: list[Name]) -> list[Document]:
    """Each group with its stability and what speaks for it."""
    shares = trust.groups.groups if trust.groups else ()
    return [
        {
            "id": drawn.grouping.ids[group],
            "size": int(drawn.grouping.sizes[group]),
            "centre": [_short(one) for one in drawn.grouping.centres[group]],
            "stability": _share(shares[group]),
            "representative": [_representative(one, columns) for one in drawn.findings.representative[group]],
        }
        for group in range(drawn.grouping.count)
    ]


def _representative(one: Representative, columns: list[Name]) -> Document:
    numbers = {key: _short(value) for key, value in vars(one).items() if isinstance(value, float)}
    return {
        "statement": columns[one.statement],
        "side": SIDE_WORDS[one.side],
        **numbers,
        "is_tested": one.is_tested,
    }


def consensus_of(drawn: OpinionMap, trust: Trust, columns: list[Name]) -> list[Document]:
    """Statements that every group shares, the strongest first."""
    rows = []
    for side, found, stability in zip(SIDES, drawn.findings.consensus, trust.verdicts[:2], strict=True):
        shares = drawn.tallies.share(side)
        for j in np.flatnonzero(found.holds):
            rows.append(
                {
                    "statement": columns[j],
                    "side": SIDE_WORDS[side],
                    "score": _short(found.score[j]),
                    "interval": [_short(stability.low[j]), _short(stability.high[j])],
                    "stability": _short(stability.holds[j]),
                    "p_adjusted": _short(found.p_adjusted[j]),
                    "shares": [_short(one) for one in shares[:, j]],
                }
            )
    return sorted(rows, key=lambda one: (-one["score"], str(one["statement"])))


def dividing_of(drawn: OpinionMap, trust: Trust, columns: list[Name]) -> list[Document]:
    """Statements on which groups face each other, the widest apart first."""
    found, stability = drawn.findings.division, trust.verdicts[2]
    if found is None:
        return []
    order = sorted(np.flatnonzero(found.holds), key=lambda j: (-found.spread[j], j))
    agree, disagree = drawn.tallies.share(1), drawn.tallies.share(-1)
    return [
        {
            "statement": columns[j],
            "spread": _short(found.spread[j]),
            "interval": [_short(stability.low[j]), _short(stability.high[j])],
            "stability": _short(stability.holds[j]),
            "p_adjusted": _short(found.p_adjusted[j]),
            "agree": [_short(one) for one in agree[:, j]],
            "disagree": [_short(one) for one in disagree[:, j]],
        }
        for j in order
    ]


def statements_of(drawn: OpinionMap, columns: list[Name]) -> list[Document]:
    """Every statement with its counts, its place and its weight for being shown next."""
    counts = drawn.counts
    agreed, rejected = (one.score for one in drawn.findings.consensus)
    return [
        {
            "id": name,
            "agree": int(counts[:, j, 2].sum()),
            "pass": int(counts[:, j, 1].sum()),
            "disagree": int(counts[:, j, 0].sum()),
            "by_group": [[int(one) for one in group[::-1]] for group in counts[:-1, j]],
            "consensus_agree": _short(agreed[j]),
            "consensus_disagree": _short(rejected[j]),
            "place": [_short(one) for one in drawn.statement_positions[j]],
            "component": [_short(one) for one in drawn.axes.components[:, j]],
            "routing": _short(drawn.findings.routing[j]),
        }
        for j, name in enumerate(columns)
    ]


def places_of(drawn: OpinionMap, person: Naming = int) -> list[list[Any]]:
    """[participant, x, y, group id or null] for everybody."""
    ids = [*drawn.grouping.ids, None]
    return [
        [person(int(one)), _short(x), _short(y), ids[label]]
        for one, (x, y), label in zip(
            drawn.packed.participants, drawn.positions, drawn.grouping.label, strict=True
        )
    ]


def earlier_in(
    document: Document, person: Callable[[Name], int | None], statement: Callable[[Name], int | None]
) -> Earlier:
    """What an earlier document says about names and sides; ids this file does not know are left out."""
    components = {statement(one["id"]): tuple(one["component"]) for one in document["statement_list"]}
    members = {person(one[0]): one[3] for one in document["places"] if one[3] is not None}
    return Earlier(
        {key: value for key, value in components.items() if key is not None},
        {key: value for key, value in members.items() if key is not None},
    )


def _share(share: Share) -> Document:
    return {key: _short(value) for key, value in vars(share).items()}


def _short(number: float) -> float:
    return float(f"{float(number):.{DIGITS}g}")
