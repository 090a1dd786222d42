"""Everything that can be done to a proposal: the table of contents of this activity."""

from shangliang.proposals.acts.archive import archive, bring_in
from shangliang.proposals.acts.closing import (
    await_rating,
    close_rated,
    close_unrated,
    open_second_round,
    proxy_rate,
    rate,
)
from shangliang.proposals.acts.cosigning import (
    decline_to_sign,
    invite_to_sign,
    join,
    lapse_invitations,
    reopen_text,
    sign,
)
from shangliang.proposals.acts.distribution import distribute, open_assignment, recall, waive_opinions
from shangliang.proposals.acts.extension import (
    ask_extension,
    escalate,
    grant_extension,
    refuse_extension,
    remind,
)
from shangliang.proposals.acts.handling import (
    ask_return,
    coordinate,
    log_contact,
    refuse_return,
    reroute,
    sign_for,
)
from shangliang.proposals.acts.leading import (
    choose_key,
    consult_key,
    drop_key,
    instruct,
    log_visit,
    name_good,
    nominate_key,
    record_effect,
    score_handling,
    score_quality,
    unname_good,
)
from shangliang.proposals.acts.merging import merge, unmerge
from shangliang.proposals.acts.publication import (
    clear_secrecy,
    publish,
    refuse_clearance,
    review_publicity,
    unpublish,
    withhold,
)
from shangliang.proposals.acts.replying import (
    approve_reply,
    countersign,
    deliver,
    draft_reply,
    follow_up,
    give_opinion,
    save_reply,
    send_back_reply,
    sign_reply,
    take_back_draft,
)
from shangliang.proposals.acts.review import (
    accept,
    hold,
    let_go,
    pass_first_review,
    reconsider,
    refuse,
    return_for_change,
    send_back_to_first_review,
    turn_into_information,
    turn_into_opinion,
)
from shangliang.proposals.acts.writing import (
    attach,
    detach,
    discard,
    draft,
    draft_for_collective,
    save,
    submit,
    withdraw,
)

__all__ = [name for name in dir() if not name.startswith("_")]
