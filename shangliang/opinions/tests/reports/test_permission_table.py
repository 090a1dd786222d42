"""The whole table of reports: in every state, which acts are open to whom. Whoever is not named can do nothing."""

from typing import Any

from shangliang.accounts.queries import system_user
from shangliang.bodies.queries import forget_posts
from shangliang.bodies.tests.world import World
from shangliang.opinions import acts, flows
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.tests.reports import cases
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.test_permission_table import PEOPLE

AUTHOR = {"draft": "save submit", "submitted": "take_back"}
CLERK = {
    "submitted": "edit join keep set_aside",
    "kept": "edit join set_aside",
    "editing": "save_edit set_aside",
    "checked": "return_to_editor",
    "signed": "return_to_editor",
    "issued": "give_feedback send",
    "sent": "give_feedback send",
    "closed": "send",
}
LEAD = CLERK | {
    "editing": "check save_edit set_aside sign_urgent",
    "checked": "return_to_editor sign",
    "signed": "issue return_to_editor",
}
SYSTEM = dict.fromkeys(
    ("submitted", "kept", "editing", "checked", "signed", "combined", "not_used"), "withdraw"
)


def people(ladder: Ladder) -> dict[str, Any]:
    """One person for each column of a county, and the offices beside and above."""
    world: World = ladder.county
    return {
        **{name: getattr(world, name) for name in PEOPLE},
        "cosigner": world.cosigner,
        "above": ladder.city.lead,
        "beside": ladder.other.lead,
        "system": system_user(),
    }


def table(flow: Any, obj: Any, states: list[str], asked: dict[str, Any]) -> dict[str, Any]:
    """Person → state → acts open now."""
    found: dict[str, dict[str, str]] = {}
    for state in states:
        obj.state = state
        for name, user in asked.items():
            forget_posts(user)
            acts = " ".join(sorted(o.act.spec.name for o in flow.open_to(user, obj) if o.is_open))
            found.setdefault(name, {}).update({state: acts} if acts else {})
    return {name: cells for name, cells in found.items() if cells}


def test_every_cell_of_a_report_is_as_written(ladder: Ladder) -> None:
    report = cases.submitted(ladder.county, is_urgent=True)
    report.editor = ladder.county.clerk
    assert table(flows.reports, report, Report.State.values, people(ladder)) == {
        "member": AUTHOR,
        "clerk": CLERK,
        "lead": LEAD,
        "system": SYSTEM,
    }


def test_every_cell_of_a_dispatch_is_as_written(ladder: Ladder) -> None:
    report = cases.issued(ladder.county, cases.submitted(ladder.county))
    cases.sent_up(ladder.county, report)
    dispatch = cases.dispatch_of(report)
    office = dict.fromkeys(("sent", "kept", "editing"), "recall")
    program = dict.fromkeys(Dispatch.State.values, "hear_result")
    program |= dict.fromkeys(("sent", "kept", "editing"), "hear_result hear_state")
    assert table(flows.dispatches, dispatch, Dispatch.State.values, people(ladder)) == {
        "clerk": office,
        "lead": office,
        "system": program,
    }


def test_every_cell_of_a_dispatch_to_those_who_lead_is_as_written(ladder: Ladder) -> None:
    report = cases.issued(ladder.county, cases.submitted(ladder.county))
    acts.send(report, by=ladder.county.clerk, addressee="party")
    dispatch = cases.dispatch_of(report, "party")
    running = ("sent", "kept", "editing", "used")
    program = dict.fromkeys(Dispatch.State.values, "hear_result")
    program |= dict.fromkeys(("sent", "kept", "editing"), "hear_result hear_state")
    asked = people(ladder) | {"leader_above": ladder.city.leader, "leader_beside": ladder.other.leader}
    assert table(flows.dispatches, dispatch, Dispatch.State.values, asked) == {
        "clerk": dict.fromkeys(running, "record_result"),
        "lead": dict.fromkeys(running, "record_result"),
        "leader": dict.fromkeys(running, "instruct"),
        "system": program,
    }
