"""Writing: drafts that keep themselves, files, submission, withdrawal."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Body, Collective, Unit
from shangliang.bodies.numbers import next_number
from shangliang.bodies.queries import collectives_of, session_of
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.core.files import CheckedFile
from shangliang.core.text import clean_line, clean_text
from shangliang.proposals import queries, rules
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Attachment, Cosignature, Proposal, TextVersion
from shangliang.proposals.ruleset import proposal_rules

State = Proposal.State
WRITABLE = (State.DRAFT, State.RETURNED)


@flow.start("draft", _("Write a proposal"), past=_("began a draft"), who=rules.may_write)
def draft(body: Body, *, by: User) -> Proposal:
    """Begin an empty draft; nobody else sees it."""
    return Proposal.objects.create(body=body, author=by)


@flow.start(
    "draft_for_collective",
    _("Write a collective proposal"),
    past=_("began a collective draft"),
    who=rules.may_write,
    facts=("collective",),
)
def draft_for_collective(body: Body, *, by: User, collective: Collective) -> Proposal:
    """Begin a draft in the name of a party, organisation, sector, committee or group, by its contact."""
    if collective.pk not in collectives_of(by):
        raise NotAllowed(_t("Only the contact of this collective can write in its name."))
    kind = Proposal.Kind.COLLECTIVE
    return Proposal.objects.create(body=body, author=by, collective=collective, kind=kind)


@flow.start(
    "draft_from",
    _("Write a proposal from a clue"),
    past=_("began a draft from a clue"),
    who=rules.may_write,
    tell=lambda p: [one.user_id for one in p.cosignatures.all()],
)
def draft_from(body: Body, *, by: User, title: str, text: str, together: list[User]) -> Proposal:
    """Begin a draft that grew out of something said elsewhere; who adopted it too sees it, and is asked to sign."""
    made = Proposal.objects.create(
        body=body, author=by, title=clean_line(title)[:50], problem=clean_text(text)
    )
    until = timezone.now() + timedelta(days=30)
    rows = [Cosignature(proposal=made, user=one, expires=until) for one in together if one != by]
    Cosignature.objects.bulk_create(rows)
    return made


@flow.keep("save", _("Save"), source=WRITABLE, who=rules.is_author)
def save(
    proposal: Proposal,
    *,
    by: User,
    title: str | None = None,
    problem: str | None = None,
    analysis: str | None = None,
    suggestion: str | None = None,
    category: str | None = None,
    contact_phone: str | None = None,
    is_public_consented: bool | None = None,
    publicity_reason: str | None = None,
    is_secrecy_declared: bool | None = None,
    is_open_to_cosign: bool | None = None,
    suggested_units: list[Unit] | None = None,
) -> None:
    """Keep what is typed so far; parts not given stay as they are. Limits are only asked for at submission."""
    texts = {"problem": problem, "analysis": analysis, "suggestion": suggestion}
    lines = {"title": title, "contact_phone": contact_phone, "publicity_reason": publicity_reason}
    given = {name: clean_text(text)[:100_000] for name, text in texts.items() if text is not None}
    given |= {name: clean_line(text) for name, text in lines.items() if text is not None}
    flags = {
        "is_public_consented": is_public_consented,
        "is_secrecy_declared": is_secrecy_declared,
        "is_open_to_cosign": is_open_to_cosign,
    }
    _fit(given)
    for name, value in {**given, **{k: v for k, v in flags.items() if v is not None}}.items():
        setattr(proposal, name, value)
    if category is not None:
        proposal.category = category
    if suggested_units is not None:
        proposal.suggested_units.set(suggested_units)


def _fit(given: dict[str, str]) -> None:
    """Refuse what the columns cannot hold; the typed text stays with the writer."""
    for name in ("title", "contact_phone", "publicity_reason"):
        longest = getattr(Proposal._meta.get_field(name), "max_length", None)
        if longest and len(given.get(name, "")) > longest:
            raise Invalid(_t("This has at most %(limit)s characters.") % {"limit": longest}, name)


@flow.keep("attach", _("Add a file"), source=WRITABLE, who=rules.is_author)
def attach(
    proposal: Proposal, *, by: User, upload: CheckedFile, kind: str = Attachment.Kind.DOCUMENT
) -> Attachment:
    """Add a checked file to the draft."""
    limit = proposal_rules(proposal.body).values.most_files
    if proposal.attachments.filter(kind=kind).count() >= limit:
        raise Invalid(_t("At most %(limit)s files can be added.") % {"limit": limit}, "upload")
    return add_file(proposal, by, upload, kind)


def add_file(proposal: Proposal, by: User, upload: CheckedFile, kind: str) -> Attachment:
    """Store a checked file with a case; only for acts."""
    row = Attachment(
        proposal=proposal, kind=kind, name=upload.name, media_type=upload.media_type, added_by=by
    )
    row.size, row.sha256 = upload.size, upload.sha256
    row.file.save(upload.name, ContentFile(upload.content), save=False)
    row.save()
    return row


@flow.keep("detach", _("Remove the file"), source=WRITABLE, who=rules.is_author)
def detach(proposal: Proposal, *, by: User, attachment: Attachment) -> None:
    """Take a file from the draft; its content goes after commit."""
    if proposal.attachments.filter(pk=attachment.pk).delete()[0]:
        transaction.on_commit(lambda: attachment.file.delete(save=False))


@flow.act(
    "discard",
    _("Throw the draft away"),
    past=_("threw the draft away"),
    source=State.DRAFT,
    target=State.WITHDRAWN,
    who=rules.is_author,
)
def discard(proposal: Proposal, *, by: User) -> None:
    """Give up a draft that was never submitted."""
    if proposal.serial:
        raise Conflict(_t("This was submitted before; withdraw it instead."))


@flow.act(
    "submit",
    _("Submit"),
    past=_("submitted"),
    source=(*WRITABLE, State.COSIGNING),
    target=State.SUBMITTED,
    who=rules.is_author,
    facts=("kind", "serial", "session", "is_between_sessions", "is_secrecy_declared", "is_public_consented"),
    credits=queries.proposer_shares,
    tell=lambda p: [*queries.proposer_ids(p), *queries.office_ids(p)],
)
def submit(proposal: Proposal, *, by: User) -> None:
    """Hand the proposal to the office: it gets its serial number; unanswered invitations lapse."""
    for wrong in what_is_missing(proposal):
        raise wrong
    _settle_signatures(proposal)
    now = timezone.now()
    if proposal.serial is None:
        session = session_of(proposal.body)
        if session is None:
            raise Conflict(_t("This body takes no proposals yet: its office has not opened a session."))
        proposal.session = session
        proposal.is_between_sessions = now > session.cutoff
        proposal.serial = next_number(proposal.body, f"proposals.{session.pk}.serial")
    proposal.submitted_at = now
    number = proposal.versions.count() + 1
    TextVersion.objects.create(proposal=proposal, number=number, **_text_of(proposal))


def _text_of(proposal: Proposal) -> dict[str, str]:
    return {name: getattr(proposal, name) for name in ("title", "problem", "analysis", "suggestion")}


def _settle_signatures(proposal: Proposal) -> None:
    waiting = proposal.cosignatures.filter(state=Cosignature.State.INVITED)
    waiting.update(state=Cosignature.State.LAPSED, answered=timezone.now())
    if proposal.kind != Proposal.Kind.COLLECTIVE:
        has_signers = bool(queries.signer_ids(proposal))
        proposal.kind = Proposal.Kind.JOINT if has_signers else Proposal.Kind.INDIVIDUAL


def what_is_missing(proposal: Proposal) -> Iterator[Invalid]:
    """Everything that stands in the way of submission, each with its field."""
    limits = proposal_rules(proposal.body).values
    if not proposal.title:
        yield Invalid(_t("Please give the proposal a title."), "title")
    if len(proposal.title) > limits.title_limit:
        limit = {"limit": limits.title_limit}
        yield Invalid(_t("The title has at most %(limit)s characters.") % limit, "title")
    for name in ("problem", "analysis", "suggestion"):
        yield from _wrong_part(name, getattr(proposal, name), limits.part_limit)
    if not proposal.is_secrecy_declared:
        yield Invalid(_t("Please declare that the text holds no state secrets."), "is_secrecy_declared")
    if not proposal.is_public_consented and not proposal.publicity_reason:
        yield Invalid(_t("Please say why it should not be published."), "publicity_reason")
    is_collective = proposal.kind == Proposal.Kind.COLLECTIVE
    if is_collective and not proposal.attachments.filter(kind=Attachment.Kind.SEAL).exists():
        yield Invalid(_t("A collective proposal needs the sheet with the seal."), "upload")


def _wrong_part(name: str, text: str, limit: int) -> Iterator[Invalid]:
    if not text:
        yield Invalid(_t("This part is still empty."), name)
    if len(text) > limit:
        over = {"limit": limit, "over": len(text) - limit}
        yield Invalid(_t("At most %(limit)s characters; this is %(over)s too many.") % over, name)


@flow.act(
    "withdraw",
    _("Withdraw"),
    past=_("withdrew"),
    source=(State.SUBMITTED, State.FINAL_REVIEW, State.RETURNED, State.FILED),
    target=State.WITHDRAWN,
    who=rules.is_author,
    tell=lambda p: [*queries.proposer_ids(p), *queries.office_ids(p)],
)
def withdraw(proposal: Proposal, *, by: User, reason: str) -> None:
    """Take the proposal back before it goes to a unit. Its numbers are not used again."""
    if proposal.merged.exists():
        raise Conflict(_t("Others were merged into this case; the office must separate them first."))
    proposal.decision_note = clean_text(reason)
