"""The list page in parts: counts as links, what it is narrowed to, its order, its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body, Session, Unit
from shangliang.bodies.reference.categories import national_category_of
from shangliang.ledger.kept import Keeper, keeper_for
from shangliang.proposals.cards import Card, card_rows, cards_of
from shangliang.proposals.categories import local_names, national_names
from shangliang.proposals.facets import Counts, counts_for
from shangliang.proposals.keyset import stretch
from shangliang.proposals.lists import (
    ALL,
    NEWEST,
    SORTS,
    Asked,
    chosen_session,
    code_of,
    current_session,
    narrowed,
    sessions_of,
)
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.shelves import Shelf, shelf_for
from shangliang.proposals.telling import told_class, told_day, told_number
from shangliang.proposals.views.show import TONES

MOST_UNITS = 15
_INDENT = "— "
Option = dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """One person's view of one body's cases."""

    asked: Asked
    body: Body
    shelf: Shelf
    session: Session | None
    sessions: list[Session]
    rules: ProposalRules
    keeper: Keeper


def listing_for(asked: Asked, body: Body, user: Any) -> Listing:
    """What is asked for, worked out against the body."""
    sessions = sessions_of(body)
    session = chosen_session(asked, sessions)
    keeper = keeper_for(body.pk)
    shelf = shelf_for(body, user, keeper)
    return Listing(asked, body, shelf, session, sessions, proposal_rules(body).values, keeper)


def rows_of(listing: Listing) -> "QuerySet[Proposal]":
    """All the rows that are asked for, in their order."""
    session_id = listing.session.pk if listing.session else None
    rows = narrowed(listing.shelf.found(listing.asked.words, session_id), listing.asked)
    return rows.filter(session_id=session_id) if session_id else rows


def keys_of(asked: Asked) -> tuple[str, ...]:
    """The order of the list; the newest first where nothing known is asked for."""
    return SORTS.get(asked.sort, SORTS[NEWEST])[1]


def page_of(listing: Listing) -> dict[str, Any]:
    """One page of rows, and the addresses of the pages around it."""
    asked = listing.asked
    part = stretch(card_rows(rows_of(listing)), keys_of(asked), after=asked.after, before=asked.before)
    return {
        "cards": cards_of(part.rows, listing.shelf.user, listing.body, inside=_inside(listing, part.rows)),
        "previous": asked.href(before=part.before) if part.before else "",
        "next": asked.href(after=part.after) if part.after else "",
    }


def _inside(listing: Listing, rows: list[Proposal]) -> set[int] | None:
    """Staff read everything on their shelf in full; of others the database is asked."""
    return {one.pk for one in rows} if listing.shelf.is_staff else None


def counts_of(listing: Listing) -> Counts:
    """How many there are of each."""
    return counts_for(listing.shelf, listing.asked, listing.session, listing.keeper)


def groups_of(listing: Listing, counts: Counts) -> list[dict[str, Any]]:
    """The groups at the side; those with nothing to choose are left out."""
    asked, by = listing.asked, counts.by
    groups = [
        (_("Session"), _sessions(listing, counts)),
        (_("Category"), _categories(listing, counts)),
        (_("Kind of proposal"), _options(asked, "kind", by["kind"], Proposal.Kind.choices)),
        (_("State"), _options(asked, "state", by["state"], Proposal.State.choices)),
    ]
    if listing.shelf.is_staff:
        groups.append(
            (_("Publicity"), _options(asked, "publicity", by["publicity"], Proposal.Publicity.choices))
        )
        classes = [(one.code, told_class(listing.rules, one.code)) for one in listing.rules.reply_classes]
        groups.append((_("Reply class"), _options(asked, "reply_class", by["reply_class"], classes)))
    groups.append(
        (_("Unit"), _options(asked, "unit", _texts(by["unit"]), _units(asked, counts, listing.shelf.user)))
    )
    return [{"label": label, "options": options} for label, options in groups if options]


def _options(asked: Asked, name: str, counts: Any, choices: Iterable[tuple[Any, Any]]) -> list[Option]:
    found = []
    for code, label in choices:
        is_current = getattr(asked, name) == code
        if counts[code] or is_current:
            href = asked.href(**{name: "" if is_current else code})
            found.append({"label": label, "count": counts[code], "href": href, "current": is_current})
    return found


def _texts(counts: Any) -> Any:
    return type(counts)({str(key): count for key, count in counts.items()})


def _sessions(listing: Listing, counts: Counts) -> list[Option]:
    asked, by = listing.asked, counts.by["session_id"]
    current = current_session(listing.sessions)
    found = []
    for one in listing.sessions:
        is_chosen = listing.session == one
        if by[one.pk] or is_chosen:
            code = "" if one == current else code_of(one)
            found.append(
                {
                    "label": str(one),
                    "count": by[one.pk],
                    "href": asked.href(session=code),
                    "current": is_chosen,
                }
            )
    every = {"label": _("all sessions"), "count": by.total(), "href": asked.href(session=ALL)}
    return [*found, {**every, "current": listing.session is None}]


def _categories(listing: Listing, counts: Counts) -> list[Option]:
    """The five national ones; below the chosen one, those of the body."""
    asked, by = listing.asked, counts.by["category"]
    chosen = national_category_of(asked.category)
    found = []
    for code, label in national_names().items():
        found += _options(asked, "category", by, [(code, label)])
        if code == chosen:
            local = [(c, f"{_INDENT}{name}") for c, name in local_names(listing.rules).items()]
            found += _options(asked, "category", by, [one for one in local if one[0].startswith(f"{code}.")])
    return found


def _units(asked: Asked, counts: Counts, user: Any) -> list[tuple[str, str]]:
    """The units with most cases, and the chosen one."""
    pks = [pk for pk, count in counts.by["unit"].most_common(MOST_UNITS) if count]
    if asked.unit.isdecimal() and len(asked.unit) < 16:
        pks.append(int(asked.unit))
    rows = Unit.objects.visible_to(user).filter(pk__in=pks)
    names = {one.pk: str(one) for one in rows}
    return [(str(pk), names[pk]) for pk in dict.fromkeys(pks) if pk in names]


def chips_of(listing: Listing, groups: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What the list is narrowed to besides the current session, each with the list without it."""
    asked = listing.asked
    found = [one for group in groups[1:] for one in group["options"] if one["current"]]
    chips = [{"label": str(one["label"]).removeprefix(_INDENT), "href": one["href"]} for one in found]
    if asked.session:
        label = str(listing.session) if listing.session else _("all sessions")
        chips.insert(0, {"label": label, "href": asked.href(session="")})
    if asked.mark:
        label = _("good proposals") if asked.mark == "good" else _("key proposals")
        chips.append({"label": label, "href": asked.href(mark="")})
    if asked.words:
        told = {"words": asked.words[:40]}
        chips.append({"label": _("title with “%(words)s”") % told, "href": asked.href(words="")})
    return chips


def sorts_of(listing: Listing) -> list[Option]:
    """The orders one can choose; by number only within one session."""
    asked = listing.asked
    chosen = asked.sort if asked.sort in SORTS else NEWEST
    names = [name for name in SORTS if name != "number" or listing.session]
    return [
        {
            "label": SORTS[name][0],
            "href": asked.href(sort="" if name == NEWEST else name),
            "current": name == chosen,
        }
        for name in names
    ]


def items_of(cards: list[Card]) -> list[dict[str, Any]]:
    """Cards as the list shows them."""
    return [_item(one) for one in cards]


def _item(card: Card) -> dict[str, Any]:
    return {
        "pk": card.pk,
        "href": reverse("proposals:show", args=[card.pk]),
        "title": card.title,
        "meta": [one for one in _meta(card) if one],
        "badges": _badges(card),
    }


def _meta(card: Card) -> list[str]:
    number = told_number(card.number)
    if not number and card.serial:
        number = _("serial %(number)s") % {"number": told_number(card.serial)}
    units = "、".join(card.units[:3]) + ("…" if len(card.units) > 3 else "")
    day = card.published if not card.is_inside else card.submitted
    return [number, card.kind, card.proposer, card.category, units, told_day(localdate(day)) if day else ""]


def _badges(card: Card) -> list[dict[str, str]]:
    found = [{"label": card.state, "tone": TONES.get(card.state_code, "soft")}]
    if card.is_key:
        found.append({"label": _("key proposal"), "tone": "wait"})
    if card.is_good:
        found.append({"label": _("good proposal"), "tone": "good"})
    return found
