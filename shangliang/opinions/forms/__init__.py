"""Forms of the pages: which form an act asks for."""

from shangliang.ledger.forms import ActForm
from shangliang.opinions.forms import desk, disclosures, moderation, reports, units

FOR_ACT: dict[str, type[ActForm]] = {
    "sort": desk.SortForm,
    "answer": desk.AnswerForm,
    "forward": desk.ForwardForm,
    "decline": desk.DeclineForm,
    "reconsider": desk.ReasonForm,
    "merge": desk.MergeForm,
    "offer": moderation.OfferForm,
    "withdraw_offer": desk.ReasonForm,
    "claim": desk.ClaimForm,
    "hand_over": moderation.HandOverForm,
    "take_from_hotline": desk.ReasonForm,
    "publish": moderation.PublishForm,
    "keep_back": desk.ReasonForm,
    "hide": desk.ReasonForm,
    "uphold": moderation.NoteForm,
    "turn_into_report": reports.TurnForm,
}

FOR_REFERRAL_ACT: dict[str, type[ActForm]] = {
    "save_answer": units.AnswerForm,
    "reply": units.AnswerForm,
    "send_back": desk.ReasonForm,
    "recall": desk.ReasonForm,
}

FOR_DISCLOSURE_ACT: dict[str, type[ActForm]] = {
    "grant": disclosures.GrantForm,
    "refuse": desk.ReasonForm,
}

FOR_REPORT_ACT: dict[str, type[ActForm]] = {
    "save": reports.SaveForm,
    "save_edit": reports.EditForm,
    "set_aside": reports.SetAsideForm,
    "return_to_editor": desk.ReasonForm,
    "send": reports.SendForm,
    "give_feedback": reports.FeedbackForm,
}

FOR_DISPATCH_ACT: dict[str, type[ActForm]] = {
    "record_result": reports.ResultForm,
    "instruct": reports.InstructForm,
    "recall": desk.ReasonForm,
}
