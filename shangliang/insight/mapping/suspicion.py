"""Flags in the document: the reasons, and the result without the flagged people beside the result with them."""

from typing import Any

import numpy as np

from shangliang.insight.mapping.engine import OpinionMap
from shangliang.insight.mapping.findings import SIDES
from shangliang.insight.mapping.flags import Flag
from shangliang.insight.mapping.writing import SIDE_WORDS, Naming

Document = dict[str, Any]
Verdicts = set[tuple[str, int]]


def flagged(
    drawn: OpinionMap,
    flags: list[Flag],
    clean: OpinionMap | None,
    person: Naming = int,
    statement: Naming = int,
) -> Document:
    """`flags`, and `without_flagged` where there are any: sizes of groups and verdicts that come or go."""
    ids = drawn.packed.participants
    listed = [
        {
            "kind": one.kind,
            "participants": [person(int(ids[row])) for row in one.rows],
            "evidence": {key: round(value, 4) for key, value in one.evidence.items()},
        }
        for one in flags
    ]
    if clean is None:
        return {"flags": listed, "without_flagged": None}
    before, after = verdicts_of(drawn), verdicts_of(clean)
    return {
        "flags": listed,
        "without_flagged": {
            "participants": len(clean.packed.participants),
            "groups": clean.grouping.sizes.tolist(),
            "gone": _told(before - after, statement),
            "new": _told(after - before, statement),
        },
    }


def verdicts_of(drawn: OpinionMap) -> Verdicts:
    """(agree, disagree or dividing; statement) of each verdict that holds."""
    statements, found = drawn.packed.statements, Verdicts()
    for side, consensus in zip(SIDES, drawn.findings.consensus, strict=True):
        found |= {(SIDE_WORDS[side], int(statements[j])) for j in np.flatnonzero(consensus.holds)}
    if drawn.findings.division is not None:
        found |= {("dividing", int(statements[j])) for j in np.flatnonzero(drawn.findings.division.holds)}
    return found


def _told(verdicts: Verdicts, statement: Naming) -> list[Document]:
    return [{"verdict": verdict, "statement": statement(one)} for verdict, one in sorted(verdicts)]
