"""Forms of moderation: what everybody will read, why something is hidden, what an appeal is told."""

from django.utils.translation import gettext_lazy as _

from shangliang.core.redaction import redacted, with_names
from shangliang.ledger.forms import ActForm
from shangliang.opinions.forms.fields import BLACKENED, text_area


class PublishForm(ActForm):
    """The text and the answer as everybody will read them."""

    text = text_area(
        _("text as everybody reads it"),
        rows=6,
        help_text=BLACKENED,
    )
    answer = text_area(_("answer as everybody reads it"), rows=6, required=False)

    def prepare(self) -> None:
        """With what looks private blackened."""
        first = {
            "text": self.obj.public_text or redacted(self.obj.text, with_names),
            "answer": redacted(self.obj.answer, with_names),
        }
        self.initial = {**first, **self.initial}


class NoteForm(ActForm):
    """What whoever appealed is told."""

    note = text_area(_("what whoever appealed is told"), rows=3)


class OfferForm(ActForm):
    """The text as members read it."""

    text = text_area(_("text as members read it"), rows=6)

    def prepare(self) -> None:
        """With what looks private blackened."""
        self.initial = {"text": redacted(self.obj.text, with_names), **self.initial}


class HandOverForm(ActForm):
    """The text as the hotline reads it."""

    text = text_area(_("text as the hotline reads it"), rows=6)

    def prepare(self) -> None:
        """With what looks private blackened, and the place."""
        self.initial = {
            "text": redacted(f"{self.obj.text}\n{self.obj.place}".strip(), with_names),
            **self.initial,
        }
