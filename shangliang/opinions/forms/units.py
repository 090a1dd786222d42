"""Forms of the unit's desk."""

from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm
from shangliang.opinions.forms.fields import text_area


class AnswerForm(ActForm):
    """The answer, as the citizen will read it."""

    answer = text_area(_("answer to the citizen"), rows=10)

    def prepare(self) -> None:
        """What was kept before."""
        self.initial = {"answer": self.obj.answer, **self.initial}
