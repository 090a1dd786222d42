"""Forms of the review desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm
from shangliang.proposals.desks import likeness
from shangliang.proposals.forms.fields import category_choices, choices, text_area
from shangliang.proposals.models import Proposal
from shangliang.proposals.ruleset import proposal_rules

OPINIONS = [
    ("file", _("file it")),
    ("merge", _("merge")),
    ("opinion", _("turn into an opinion")),
    ("information", _("turn into an information report")),
    ("return", _("return for change")),
    ("refuse", _("do not file")),
]


class NoteForm(ActForm):
    """A note that goes with the decision."""

    note = text_area(_("note"))


class FirstReviewForm(ActForm):
    """What the clerk would do with it."""

    opinion = forms.ChoiceField(label=_("opinion of the first review"), choices=OPINIONS)
    category = forms.ChoiceField(label=_("category"))
    note = text_area(_("note"), required=False)

    def prepare(self) -> None:
        """The body's categories."""
        self.fields["category"].choices = category_choices(self.obj.body)  # type: ignore[attr-defined]
        self.initial.setdefault("category", self.obj.category)


class FileForm(ActForm):
    """Filing, with the category confirmed."""

    category = forms.ChoiceField(label=_("category"))

    def prepare(self) -> None:
        """The body's categories."""
        self.fields["category"].choices = category_choices(self.obj.body)  # type: ignore[attr-defined]
        self.initial.setdefault("category", self.obj.category)


class RefuseForm(ActForm):
    """A reason of the list, and words to the proposer."""

    reason = forms.ChoiceField(label=_("reason"))
    note = text_area(_("note to the proposer"), required=False)

    def prepare(self) -> None:
        """The body's list of reasons."""
        rows = proposal_rules(self.obj.body).values.not_filed_reasons
        self.fields["reason"].choices = choices(rows)  # type: ignore[attr-defined]


class MergeForm(ActForm):
    """The case that takes this one in: one with a like title, or any other open one by its number."""

    into = forms.ModelChoiceField(
        label=_("case that takes it in"),
        queryset=Proposal.objects.none(),
        required=False,
        widget=forms.Select,
        error_messages={"invalid_choice": _("This case cannot take another in: it has left the desks.")},
    )
    number = forms.IntegerField(label=_("or its case number in this session"), required=False, min_value=1)

    def prepare(self) -> None:
        """Open cases of the same body that the person may open; only the like ones are listed."""
        rows = Proposal.objects.inside(self.user).filter(body_id=self.obj.body_id, merged_into__isnull=True)
        self.hosts = rows.filter(state__in=likeness.HOSTS).exclude(pk=self.obj.pk)
        into = self.fields["into"]
        into.queryset = self.hosts  # type: ignore[attr-defined]
        likely = [(one.pk, str(one)) for one in likeness.like(self.obj, self.user)]
        into.widget.choices = [("", "—"), *likely]

    def clean(self) -> dict[str, Any]:
        """The one case meant."""
        data = super().clean() or self.cleaned_data
        host, number = data.get("into"), data.get("number")
        if host is None and number and not self.errors:
            host = self.hosts.filter(session_id=self.obj.session_id, number=number).first()
            if host is None:
                self.add_error("number", _("No open case of this session has this number."))
        elif host is None and not self.errors:
            self.add_error("into", _("Choose the case that takes it in, or give its number."))
        return {"into": host}
