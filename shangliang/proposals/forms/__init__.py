"""Forms of the pages: which form an act asks for."""

from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms import closing, handling, leading, publication, replying, review, writing

FOR_ACT: dict[str, type[ActForm]] = {
    "save": writing.SaveForm,
    "attach": writing.AttachForm,
    "detach": writing.DetachForm,
    "invite": writing.InviteForm,
    "withdraw": writing.ReasonForm,
    "pass_first_review": review.FirstReviewForm,
    "send_back_to_first_review": review.NoteForm,
    "file": review.FileForm,
    "turn_into_opinion": review.NoteForm,
    "turn_into_information": review.NoteForm,
    "return_for_change": review.NoteForm,
    "refuse": review.RefuseForm,
    "reconsider": review.NoteForm,
    "merge": review.MergeForm,
    "distribute": handling.DistributeForm,
    "recall": writing.ReasonForm,
    "review_publicity": publication.PublicityForm,
    "withhold": writing.ReasonForm,
    "refuse_clearance": writing.ReasonForm,
    "unpublish": writing.ReasonForm,
    "choose_key": leading.LeaderForm,
    "drop_key": writing.ReasonForm,
    "log_visit": leading.VisitForm,
    "instruct": leading.InstructForm,
    "record_effect": leading.EffectForm,
    "score_quality": leading.ScoreForm,
}

FOR_ASSIGNMENT_ACT: dict[str, type[ActForm]] = {
    "ask_return": handling.ReturnForm,
    "refuse_return": writing.ReasonForm,
    "coordinate": review.NoteForm,
    "reroute": handling.RerouteForm,
    "log_contact": handling.ContactForm,
    "waive_opinions": writing.ReasonForm,
    "save_reply": replying.SaveReplyForm,
    "draft_reply": replying.ReplyForm,
    "send_back_reply": review.NoteForm,
    "give_opinion": replying.OpinionForm,
    "follow_up": replying.FollowUpForm,
    "ask_extension": handling.ExtensionForm,
    "refuse_extension": writing.ReasonForm,
    "remind": handling.RemindForm,
    "rate": closing.RateForm,
    "proxy_rate": closing.ProxyRateForm,
    "score_handling": leading.ScoreForm,
}
