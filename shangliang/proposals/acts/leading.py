"""Key proposals and their leaders, visits, instructions, good proposals, scores."""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.core.errors import Invalid
from shangliang.core.files import CheckedFile
from shangliang.core.text import clean_line, clean_text
from shangliang.core.time import today
from shangliang.proposals import queries, rules
from shangliang.proposals.acts.writing import add_file
from shangliang.proposals.flows import assignments as assignment_flow
from shangliang.proposals.flows import proposals as flow
from shangliang.proposals.models import Assignment, Attachment, Instruction, Proposal, Visit

State, Key = Proposal.State, Proposal.KeyState
LIVE = (State.FILED, State.DISTRIBUTED, State.REPLIED, State.REWORK, State.CLOSED)
FILED_ONCE = (*LIVE, State.ARCHIVED)


@flow.act(
    "nominate_key",
    _("Nominate as key proposal"),
    past=_("nominated as key proposal"),
    source=LIVE,
    who=rules.in_office,
    when=rules.key_state_is(""),
)
def nominate_key(proposal: Proposal, *, by: User) -> None:
    """Put it on the list of candidates."""
    proposal.key_state = Key.CANDIDATE


@flow.act(
    "consult_key",
    _("Consulted as key proposal"),
    past=_("consulted as key proposal"),
    source=LIVE,
    who=rules.in_office,
    when=rules.key_state_is(Key.CANDIDATE),
)
def consult_key(proposal: Proposal, *, by: User) -> None:
    """Party committee, government and proposers were consulted on the candidate."""
    proposal.key_state = Key.CONSULTED


@flow.act(
    "choose_key",
    _("Choose as key proposal"),
    past=_("chosen as key proposal"),
    source=LIVE,
    who=rules.leads_office,
    when=rules.key_state_is(Key.CONSULTED, Key.KEY),
    facts=("leader",),
    credits=queries.proposer_shares,
    tell=lambda p: [*queries.merged_proposer_ids(p), *([p.key_leader_id] if p.key_leader_id else [])],
)
def choose_key(proposal: Proposal, *, by: User, leader: User) -> None:
    """The chairpersons decided; this leader leads the handling. Called again, it names another leader."""
    if leader.pk not in queries.people_with(proposal.body_id, Post.Role.LEADER):
        raise Invalid(_t("Please choose a leader of this body."), "leader")
    proposal.key_state, proposal.key_leader = Key.KEY, leader


@flow.act(
    "drop_key",
    _("Take off the key list"),
    past=_("taken off the list of key proposals"),
    source=LIVE,
    who=rules.leads_office,
    when=rules.key_state_is(Key.CANDIDATE, Key.CONSULTED, Key.KEY),
    tell=queries.merged_proposer_ids,
)
def drop_key(proposal: Proposal, *, by: User, reason: str) -> None:
    """No longer a candidate or key proposal."""
    if not clean_text(reason):
        raise Invalid(_t("Please give the reason."), "reason")
    proposal.key_state, proposal.key_leader = Key.NONE, None


@flow.act(
    "log_visit",
    _("Log a visit"),
    past=_("visited on the spot"),
    source=LIVE,
    who=rules.leads_case | rules.in_office,
    when=rules.key_state_is(Key.KEY),
    facts=("day",),
    tell=queries.merged_proposer_ids,
)
def log_visit(proposal: Proposal, *, by: User, day: date, place: str, note: str) -> None:
    """Keep where the leader went for this case and what was found."""
    if day > today():
        raise Invalid(_t("This cannot have happened in the future."), "day")
    Visit.objects.create(proposal=proposal, day=day, place=clean_line(place)[:120], note=clean_text(note))


@flow.act(
    "instruct",
    _("Record an instruction"),
    past=_("a leader gave an instruction"),
    source=LIVE,
    who=rules.is_leader | rules.in_office,
    facts=("leader", "day"),
    tell=lambda p: [*queries.office_ids(p), *queries.merged_proposer_ids(p)],
)
def instruct(
    proposal: Proposal, *, by: User, leader: User, day: date, text: str, document: CheckedFile | None = None
) -> None:
    """Keep a leader's written direction, with the document if there is one."""
    if leader.pk not in queries.people_with(proposal.body_id, Post.Role.LEADER):
        raise Invalid(_t("Please choose a leader of this body."), "leader")
    if not clean_text(text):
        raise Invalid(_t("This part is still empty."), "text")
    sheet = add_file(proposal, by, document, Attachment.Kind.INSTRUCTION) if document else None
    Instruction.objects.create(
        proposal=proposal, leader=leader, day=day, text=clean_text(text), document=sheet
    )


@flow.act(
    "record_effect",
    _("Record the instruction's effect"),
    past=_("recorded what came of an instruction"),
    source=FILED_ONCE,
    who=rules.in_office,
    when=rules.has_instruction,
    tell=queries.merged_proposer_ids,
)
def record_effect(proposal: Proposal, *, by: User, instruction: Instruction, effect: str) -> None:
    """Say what was done on an instruction."""
    if instruction.proposal_id != proposal.pk:
        raise Invalid(_t("This instruction belongs to another case."), "instruction")
    instruction.effect = clean_text(effect)
    instruction.save(update_fields=["effect"])


@flow.act(
    "name_good",
    _("Name a good proposal"),
    past=_("named a good proposal of the year"),
    source=FILED_ONCE,
    who=rules.leads_office,
    when=rules.is_not_good,
    credits=queries.proposer_shares,
    tell=queries.merged_proposer_ids,
)
def name_good(proposal: Proposal, *, by: User) -> None:
    """Put it on the year's list of good proposals."""
    proposal.is_good = True


@flow.act(
    "unname_good",
    _("Take off the good list"),
    past=_("taken off the list of good proposals"),
    source=FILED_ONCE,
    who=rules.leads_office,
    when=rules.is_good,
    tell=queries.merged_proposer_ids,
)
def unname_good(proposal: Proposal, *, by: User) -> None:
    """Take it off the year's list."""
    proposal.is_good = False


def _checked_score(score: int) -> int:
    if not 0 <= score <= 100:
        raise Invalid(_t("A score lies between 0 and 100."), "score")
    return score


@flow.act(
    "score_quality",
    _("Score the proposal"),
    past=_("scored the proposal"),
    source=FILED_ONCE,
    who=rules.in_office,
    facts=("score",),
)
def score_quality(proposal: Proposal, *, by: User, score: int) -> None:
    """Judge the proposal: 90 and more excellent, 75 good, 60 fair."""
    proposal.quality_score = _checked_score(score)


@assignment_flow.act(
    "score_handling",
    _("Score the handling"),
    past=_("scored the handling"),
    source=Assignment.State.REPLIED,
    who=rules.in_supervision | rules.in_office,
    facts=("unit", "score"),
)
def score_handling(assignment: Assignment, *, by: User, score: int) -> None:
    """Judge the unit's handling: 90 and more excellent, 75 good, 60 fair."""
    assignment.handling_score = _checked_score(score)
