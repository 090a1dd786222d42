"""Who hears of which act, and what it links: as the acts themselves say with `tell` and `link`."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from shangliang.ledger.models import Link
from shangliang.proposals.models import Cosignature

if TYPE_CHECKING:
    from shangliang.demo.bulk.case import Case, Duty, Thing

Hearers = Callable[[Any, dict[str, Any]], Iterable[int]]


def _unit(duty: "Duty") -> list[int]:
    return duty.book.cast.unit_ids(duty.row.unit_id)


def _answering_units(case: "Case") -> list[int]:
    return [pk for one in case.answering() for pk in _unit(one)]


GROUPS: dict[str, Hearers] = {
    "invited": lambda thing, given: [
        pk for pk, one in thing.case.signatures.items() if one.state == Cosignature.State.INVITED
    ],
    "signers": lambda thing, given: thing.case.signer_ids(),
    "proposers": lambda thing, given: thing.case.proposer_ids(),
    "all proposers": lambda thing, given: thing.case.merged_proposer_ids(),
    "host proposers": lambda thing, given: thing.host.merged_proposer_ids() if thing.host else [],
    "office": lambda thing, given: thing.book.cast.office_ids,
    "supervision": lambda thing, given: thing.book.cast.supervision_ids,
    "unit": lambda thing, given: _unit(thing),
    "answering units": lambda thing, given: _answering_units(thing.case),
    "key leader": lambda thing, given: [thing.row.key_leader_id],
}
TOLD: dict[str, tuple[str, ...]] = {
    "proposals.invite": ("invited", "signers"),
    "proposals.sign": ("proposers",),
    "proposals.decline": ("proposers",),
    "proposals.join": ("proposers",),
    "proposals.lapse": ("proposers",),
    "proposals.submit": ("proposers", "office"),
    "proposals.withdraw": ("proposers", "office"),
    "proposals.file": ("all proposers",),
    "proposals.turn_into_opinion": ("all proposers",),
    "proposals.turn_into_information": ("all proposers",),
    "proposals.return_for_change": ("all proposers",),
    "proposals.refuse": ("all proposers",),
    "proposals.reconsider": ("all proposers",),
    "proposals.merge": ("proposers", "host proposers"),
    "proposals.distribute": ("all proposers",),
    "proposals.recall": ("all proposers",),
    "proposals.await_rating": ("all proposers",),
    "proposals.open_second_round": ("all proposers", "office", "answering units"),
    "proposals.close_rated": ("all proposers", "office"),
    "proposals.close_unrated": ("all proposers",),
    "proposals.choose_key": ("all proposers", "key leader"),
    "proposals.drop_key": ("all proposers",),
    "proposals.log_visit": ("all proposers",),
    "proposals.instruct": ("office", "all proposers"),
    "proposals.record_effect": ("all proposers",),
    "proposals.name_good": ("all proposers",),
    "proposals.unname_good": ("all proposers",),
    "proposals.withhold": ("all proposers",),
    "proposals.publish": ("all proposers",),
    "proposals.archive": ("all proposers",),
    "assignments.open": ("unit",),
    "assignments.waive_opinions": ("all proposers", "unit"),
    "assignments.sign_for": ("all proposers",),
    "assignments.ask_return": ("supervision", "office"),
    "assignments.refuse_return": ("unit",),
    "assignments.coordinate": ("unit",),
    "assignments.reroute": ("unit", "all proposers"),
    "assignments.log_contact": ("all proposers",),
    "assignments.ask_extension": ("supervision",),
    "assignments.grant_extension": ("all proposers", "unit"),
    "assignments.refuse_extension": ("unit",),
    "assignments.remind": ("unit",),
    "assignments.escalate": ("supervision", "office", "unit"),
    "assignments.sign_reply": ("supervision",),
    "assignments.approve_reply": ("unit",),
    "assignments.send_back_reply": ("unit",),
    "assignments.deliver": ("all proposers", "unit"),
    "assignments.give_opinion": ("all proposers", "answering units"),
    "assignments.follow_up": ("all proposers", "unit"),
    "assignments.rate": ("all proposers", "office"),
    "assignments.proxy_rate": ("all proposers",),
}


def hearers(kind: str, thing: "Thing", given: dict[str, Any]) -> list[int]:
    """Ids of those the act names."""
    return [pk for group in TOLD.get(kind, ()) for pk in GROUPS[group](thing, given)]


def links_of(kind: str, case: "Case") -> list[Link]:
    """A merged case is linked to the one it went into."""
    if kind != "proposals.merge" or case.host is None:
        return []
    label = case.row._meta.label_lower
    to = {"to_type": label, "to_id": case.host.row.pk}
    return [Link(from_type=label, from_id=case.row.pk, relation="merged into", **to)]
