"""Forms around key proposals, instructions and scores."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms.fields import CheckedFileField, day_field, people_as, text_area
from shangliang.proposals.models import Instruction


class LeaderForm(ActForm):
    """Who leads the handling."""

    leader = forms.ModelChoiceField(label=_("leader"), queryset=User.objects.none())

    def prepare(self) -> None:
        """Leaders of the body; a leader stands in the field already."""
        leaders = people_as(self.obj.body, Post.Role.LEADER)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        is_one = self.obj.body_id in bodies_as(self.user, Post.Role.LEADER)
        self.initial.setdefault("leader", self.user.pk if is_one else self.obj.key_leader_id)


class VisitForm(ActForm):
    """When, where, what."""

    day = day_field(_("day"), initial=today)
    place = forms.CharField(label=_("place"), max_length=120)
    note = text_area(_("note"))


class InstructForm(LeaderForm):
    """A leader's direction."""

    day = day_field(_("day"), initial=today)
    text = text_area(_("text"))
    document = CheckedFileField(label=_("document"), required=False)


class EffectForm(ActForm):
    """What came of an instruction."""

    instruction = forms.ModelChoiceField(label=_("instruction"), queryset=Instruction.objects.none())
    effect = text_area(_("effect"))

    def prepare(self) -> None:
        """Instructions on this case."""
        instructions = self.obj.instructions.select_related("leader")
        self.fields["instruction"].queryset = instructions  # type: ignore[attr-defined]


class ScoreForm(ActForm):
    """A score of 0 to 100."""

    score = forms.IntegerField(label=_("score"), min_value=0, max_value=100)
