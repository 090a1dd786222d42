"""The one projection of a case for a person: pages, API, exports and search show this and nothing else."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shangliang.core.choices import told_choice
from shangliang.core.errors import NotVisible
from shangliang.proposals.loading import files_of, load_papers, load_people
from shangliang.proposals.models import (
    Assignment,
    Attachment,
    Cosignature,
    Instruction,
    Proposal,
    PublicText,
    Rating,
)
from shangliang.proposals.reading_nouns import (
    Decision,
    FileRow,
    Handling,
    InstructionRow,
    Merged,
    Part,
    PublicVersion,
    Reading,
    Signer,
    VisitRow,
)
from shangliang.proposals.reading_units import handlings_of
from shangliang.proposals.ruleset import ProposalRules, proposal_rules
from shangliang.proposals.standing import Standing, standing_in
from shangliang.proposals.telling import told_category, told_reason

PARTS = ("problem", "analysis", "suggestion")


def reading_of(proposal: Proposal, user: Any) -> Reading:
    """What this person reads of the case; raises NotVisible if that is nothing.

    A constant number of queries, however many units, files and papers there are."""
    load_people(proposal)
    standing = standing_in(proposal, user)
    rules: ProposalRules = proposal_rules(proposal.body).values
    if standing.is_inside:
        return _whole(proposal, user, standing, rules)
    if proposal.publicity != Proposal.Publicity.PUBLISHED:
        raise NotVisible(_("This case is not public."))
    return _outside(proposal, standing, rules)


def titles_of(rows: Iterable[Proposal], user: Any) -> dict[int, str]:
    """The title of each case as this person may read it; cases they may not open are left out."""
    found = {one.pk: one for one in rows}
    inside = set(Proposal.objects.inside(user).filter(pk__in=found).values_list("pk", flat=True))
    others = [pk for pk in found if pk not in inside]
    public = PublicText.objects.filter(proposal_id__in=others, proposal__publicity="published")
    titles = dict(public.values_list("proposal_id", "title"))
    return {**titles, **{pk: str(found[pk]) for pk in inside}}


def files_for(user: Any) -> "QuerySet[Attachment]":
    """The files a person may fetch: those of cases read in full, rating sheets only with their rating."""
    sheets = Rating.objects.visible_to(user).filter(scan__isnull=False).values("scan_id")
    rows: QuerySet[Attachment] = Attachment.objects.visible_to(user)
    return rows.filter(~Q(kind=Attachment.Kind.SCAN) | Q(pk__in=sheets))


def _common(proposal: Proposal, standing: Standing, rules: ProposalRules) -> dict[str, Any]:
    """What is the same for everybody who may open the case."""
    return {
        "pk": proposal.pk,
        "version": proposal.version,
        "standing": standing,
        "body": str(proposal.body),
        "session": str(proposal.session or ""),
        "kind": told_choice(proposal, "kind"),
        "state": told_choice(proposal, "state"),
        "number": proposal.number,
        "category": told_category(rules, proposal.category) if proposal.category else "",
        "is_between_sessions": proposal.is_between_sessions,
        "is_key": proposal.key_state == Proposal.KeyState.KEY,
        "is_good": proposal.is_good,
        "submitted": proposal.submitted_at,
        "filed": proposal.filed_at,
        "closed": proposal.closed_at,
        "published": proposal.published_at,
        "units": _unit_names(proposal),
    }


def _outside(proposal: Proposal, standing: Standing, rules: ProposalRules) -> Reading:
    """The public version: title, text and reply as two persons cleared them, and the proposers' names."""
    public = _public_version(proposal)
    if public is None:
        raise NotVisible(_("This case is not public."))
    return Reading(
        **_common(proposal, standing, rules),
        title=public.title,
        parts=(Part("public", public.extent, public.text),),
        public=public,
        serial=None,
        proposers=_public_proposers(proposal),
    )


def _whole(proposal: Proposal, user: Any, standing: Standing, rules: ProposalRules) -> Reading:
    load_papers(proposal)
    handlings = handlings_of(proposal, user, standing, rules)
    is_public_known = standing.is_staff or proposal.publicity == Proposal.Publicity.PUBLISHED
    sees_phone = standing.is_author or standing.is_office or standing.is_supervision or bool(standing.units)
    return Reading(
        **_common(proposal, standing, rules),
        title=str(proposal),
        parts=_parts(proposal),
        public=_public_version(proposal) if is_public_known else None,
        serial=proposal.serial,
        proposers=_proposers(proposal, standing),
        suggested_units=tuple(str(one) for one in proposal.suggested_units.all()),
        phone=proposal.contact_phone if sees_phone else "",
        files=_files(proposal, handlings),
        handlings=handlings,
        visits=tuple(VisitRow(one.day, one.place, one.note) for one in proposal.visits.all()),
        instructions=tuple(_instruction(one) for one in proposal.instructions.all()),
        **_joined(proposal, user),
        **_decided(proposal, standing, rules),
    )


def _decided(proposal: Proposal, standing: Standing, rules: ProposalRules) -> dict[str, Any]:
    """The office's decisions: to proposers and staff; its inner opinions and scores to itself."""
    if not standing.hears_decisions:
        return {}
    reason = told_reason(rules, proposal.decision_reason) if proposal.decision_reason else ""
    has_decision = bool(reason or proposal.decision_note)
    return {
        "decision": Decision(reason, proposal.decision_note) if has_decision else None,
        "publicity": told_choice(proposal, "publicity"),
        "publicity_reason": proposal.publicity_reason,
        "review_note": proposal.first_note if standing.is_office else "",
        "quality_score": proposal.quality_score if standing.is_office else None,
    }


def _parts(proposal: Proposal) -> tuple[Part, ...]:
    headings = (_("Problem"), _("Analysis"), _("Suggestions"))
    return tuple(Part(n, h, getattr(proposal, n)) for n, h in zip(PARTS, headings, strict=True))


def _public_version(proposal: Proposal) -> PublicVersion | None:
    found: PublicText | None = getattr(proposal, "public_text", None)
    if found is None:
        return None
    is_out = proposal.publicity == Proposal.Publicity.PUBLISHED
    return PublicVersion(found.title, found.text, found.reply, told_choice(found, "extent"), is_out)


def _proposers(proposal: Proposal, standing: Standing) -> tuple[Signer, ...]:
    """The first proposer or the collective, then who was asked to sign; units read only who signed."""
    shows_answers = standing.is_proposer or standing.is_office or proposal.state == Proposal.State.COSIGNING
    rows = [_first(proposal, with_contact=shows_answers)]
    for one in proposal.cosignatures.all():
        has_signed = one.state == Cosignature.State.SIGNED
        if has_signed or shows_answers:
            rows.append(Signer(str(one.user), _("co-signer"), told_choice(one, "state"), has_signed))
    return tuple(rows)


def _public_proposers(proposal: Proposal) -> tuple[Signer, ...]:
    signed = [one for one in proposal.cosignatures.all() if one.state == Cosignature.State.SIGNED]
    return (_first(proposal), *(Signer(str(one.user), _("co-signer")) for one in signed))


def _first(proposal: Proposal, *, with_contact: bool = False) -> Signer:
    if proposal.collective is not None and with_contact:
        told = {"name": proposal.collective, "contact": proposal.author}
        return Signer(_("%(name)s (contact: %(contact)s)") % told, pgettext("proposer", "collective"))
    if proposal.collective is not None:
        return Signer(str(proposal.collective), pgettext("proposer", "collective"))
    return Signer(str(proposal.author), _("first proposer"))


def _unit_names(proposal: Proposal) -> tuple[str, ...]:
    ended = (Assignment.State.REROUTED, Assignment.State.RECALLED)
    return tuple(str(one.unit) for one in proposal.assignments.all() if one.state not in ended)


def _files(proposal: Proposal, handlings: Iterable[Handling]) -> tuple[FileRow, ...]:
    """Those of `files_for`, of a case that is read in full."""
    sheets = {judged.scan_id for one in handlings for judged in one.judgements}
    rows = [one for one in files_of(proposal) if one.kind != Attachment.Kind.SCAN or one.pk in sheets]
    return tuple(FileRow(r.pk, r.name, r.kind, told_choice(r, "kind"), r.size) for r in rows)


def _instruction(one: Instruction) -> InstructionRow:
    return InstructionRow(str(one.leader), one.day, one.text, one.effect, one.document_id)


def _joined(proposal: Proposal, user: Any) -> dict[str, Any]:
    """Cases merged into this one, and the one this was merged into."""
    into = proposal.merged_into
    rows = [*proposal.merged.all(), *([into] if into else [])]
    titles = titles_of(rows, user) if rows else {}
    return {
        "merged": tuple(_merged(one, titles) for one in proposal.merged.all()),
        "merged_into": _merged(into, titles) if into else None,
    }


def _merged(one: Proposal, titles: dict[int, str]) -> Merged:
    names = tuple(signer.name for signer in _public_proposers(one))
    return Merged(one.pk, titles.get(one.pk, ""), one.number, one.serial, names)
