"""Terms, and the sessions in them with their windows for proposals."""

from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import check_not_reversed, check_own, state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Session, Term
from shangliang.bodies.rules import administers, is_in_use
from shangliang.core.errors import Conflict, Invalid
from shangliang.core.text import clean_line
from shangliang.core.time import end_of, start_of
from shangliang.ledger.flow import ANY


@flow.act(
    "open_term",
    _("Open a term"),
    past=_("opened a term"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("term", "ordinal", "starts", "ends"),
)
def open_term(body: Body, *, by: User, ordinal: int, starts: date, ends: date) -> Term:
    """Enter a term of the body, such as the ninth; terms follow each other without overlapping."""
    check_not_reversed(starts, ends, "ends")
    if Term.objects.filter(body=body, ordinal=ordinal).exists():
        raise Conflict(_t("This term is entered already."))
    if Term.objects.filter(body=body, starts__lte=ends, ends__gte=starts).exists():
        raise Invalid(_t("Another term runs in this time."), "starts")
    _check_order(body, ordinal, starts)
    term = Term.objects.create(body=body, ordinal=ordinal, starts=starts, ends=ends)
    state_facts(term=term)
    return term


def _check_order(body: Body, ordinal: int, starts: date) -> None:
    out_of_turn = Q(ordinal__lt=ordinal, starts__gt=starts) | Q(ordinal__gt=ordinal, starts__lt=starts)
    if Term.objects.filter(out_of_turn, body=body).exists():
        raise Invalid(_t("The numbers of the terms must follow their days."), "ordinal")


@flow.act(
    "open_session",
    _("Enter a session"),
    past=_("entered a session"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("session", "term", "ordinal", "opens", "closes", "accepts_from", "cutoff"),
)
def open_session(
    body: Body,
    *,
    by: User,
    term: Term,
    ordinal: int,
    opens: date,
    closes: date,
    accepts_from: datetime,
    cutoff: datetime,
) -> Session:
    """Enter a plenary: its days, and the window for its proposals; later ones are between-session."""
    check_own(body, term)
    check_not_reversed(opens, closes, "closes")
    if not term.starts <= opens <= closes <= term.ends:
        raise Invalid(_t("The session must lie within its term."), "opens")
    if Session.objects.filter(term=term, ordinal=ordinal).exists():
        raise Conflict(_t("This session is entered already."))
    made = Session(
        body=body,
        term=term,
        ordinal=ordinal,
        opens=opens,
        closes=closes,
        accepts_from=accepts_from,
        cutoff=cutoff,
    )
    _check_window(made)
    _check_others(made)
    made.save()
    state_facts(session=made)
    return made


def _check_window(session: Session) -> None:
    """Proposals are taken before the plenary closes, and until it has opened at least."""
    if session.accepts_from > end_of(session.closes):
        raise Invalid(_t("Proposals must be taken before the session closes."), "accepts_from")
    if session.cutoff <= session.accepts_from:
        raise Invalid(_t("The cut-off must come after proposals are first taken."), "cutoff")
    if session.cutoff < start_of(session.opens):
        raise Invalid(_t("The cut-off must not come before the session opens."), "cutoff")


def _check_others(session: Session) -> None:
    others = Session.objects.filter(body=session.body).exclude(pk=session.pk)
    if others.filter(opens__lte=session.closes, closes__gte=session.opens).exists():
        raise Invalid(_t("Another session meets in these days."), "opens")
    if others.filter(accepts_from__lte=session.cutoff, cutoff__gte=session.accepts_from).exists():
        raise Invalid(_t("Another session takes proposals in this time."), "cutoff")


@flow.act(
    "change_cutoff",
    _("Move the cut-off"),
    past=_("moved the cut-off"),
    source=ANY,
    who=administers,
    when=is_in_use,
    facts=("session", "before", "cutoff", "reason"),
)
def change_cutoff(body: Body, *, by: User, session: Session, cutoff: datetime, reason: str) -> None:
    """Give more or less time for proposals of a session, with the reason on the record."""
    check_own(body, session)
    if not clean_line(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    before, now = session.cutoff, timezone.now()
    if cutoff < now:
        raise Invalid(_t("This moment has passed already."), "cutoff")
    session.cutoff = cutoff
    _check_window(session)
    _check_others(session)
    session.save(update_fields=["cutoff"])
    state_facts(before=before)
