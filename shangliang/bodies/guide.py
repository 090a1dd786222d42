"""What the bodies tell their people: acting in a post, keeping the house; and the words for who is who."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.core.guides import Step, Word, glossary, guide
from shangliang.core.homes import Home

for _home in (Home.MEMBER, Home.OFFICE, Home.UNIT, Home.SUPERVISION, Home.LEADER, Home.KEEPER):
    guide(
        _home,
        Step(
            _("Look as whom you act"),
            _(
                "Under your name at the top stands the post you act in. If you hold several, one press on the first "
                "page changes it; what you see and may do changes with it."
            ),
            "home",
        ),
        order=10,
    )
guide(
    Home.KEEPER,
    Step(
        _("Bring in people and units"),
        _(
            "Send a table of members or units. You see line by line what each will do and what is wrong with it, "
            "before anything is taken over."
        ),
    ),
    Step(
        _("Give and end posts"),
        _("A post counts from a day to a day. Ending one takes away the power at once and keeps the record."),
    ),
    Step(
        _("Set the rules of your place"),
        _(
            "Time limits, categories and reasons hold from a day on. What was begun before keeps the rules of its day."
        ),
    ),
    Step(
        _("Read the record"),
        _("Everything of consequence that anybody did stands there and cannot be changed, by nobody."),
    ),
    order=40,
)
glossary(
    Word(
        pgettext_lazy("word", "body"),
        _("One consultative conference: of the nation, a province, a city or a county."),
    ),
    Word(pgettext_lazy("word", "term"), _("Five years of a body, counted from its first.")),
    Word(pgettext_lazy("word", "session"), _("A plenary meeting and the time until the next one opens.")),
    Word(pgettext_lazy("word", "sector"), _("The part of society for which a member sits.")),
    Word(pgettext_lazy("word", "member"), _("A person who sits in a body for a term.")),
    Word(
        pgettext_lazy("word", "office"),
        _("The staff of a body: they review, file, look after cases and publish them."),
    ),
    Word(pgettext_lazy("word", "unit"), _("A department or other organ of the place that must answer.")),
    Word(
        pgettext_lazy("word", "supervision office"),
        _("It distributes the cases to the units, watches their time and approves their replies."),
    ),
    Word(
        pgettext_lazy("word", "leader"), _("A leading person of the place who takes charge of key proposals.")
    ),
    Word(
        pgettext_lazy("word", "collective"),
        _("A party, organisation, sector, committee or group that can propose as one."),
    ),
)
