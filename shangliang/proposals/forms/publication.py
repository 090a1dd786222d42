"""The form that prepares the public text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms.fields import text_area
from shangliang.proposals.models import PublicText
from shangliang.proposals.queries import answering, reply_of


class PublicityForm(ActForm):
    """What the public will read; filled in with the whole, for the office to redact."""

    extent = forms.ChoiceField(label=_("extent"), choices=PublicText.Extent.choices)
    title = forms.CharField(label=_("title"), max_length=200)
    text = text_area(_("public text"), rows=14)
    reply = text_area(_("public reply"), required=False, rows=10)

    def prepare(self) -> None:
        """The full texts to start from."""
        case = self.obj
        parts = [case.problem, case.analysis, case.suggestion]
        replies = [reply_of(one) for one in answering(case)]
        self.initial.setdefault("title", case.title)
        self.initial.setdefault("text", "\n\n".join(part for part in parts if part))
        self.initial.setdefault("reply", "\n\n".join(one.text for one in replies if one and one.delivered))
        if not case.is_public_consented:
            self.initial.setdefault("extent", PublicText.Extent.SUMMARY)
