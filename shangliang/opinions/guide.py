"""What the opinions tell each role, step by step."""

from django.utils.translation import gettext_lazy as _

from shangliang.core.guides import Step, guide
from shangliang.core.homes import Home

guide(
    Home.PUBLIC,
    Step(
        _("Say something"),
        _(
            "One paragraph in your own words; photos, place and contact are up to you. While you write you see what "
            "others said on the matter and were answered."
        ),
        "opinions:index",
    ),
    Step(
        _("Keep the receipt"),
        _(
            "It bears a number and a query code. With the code you read what became of your words, and say whether "
            "the answer helps; a “no” has it looked at once more."
        ),
        "opinions:find",
    ),
    order=10,
)
guide(
    Home.OFFICE,
    Step(
        _("Decide on what the public said"),
        _(
            "Answer at once, pass it on to a unit, offer it to members as a clue, put it together with another, or "
            "say why not and where to turn. Similar words and suggestions stand beside it; nothing is chosen by itself."
        ),
        "opinions:desk",
    ),
    Step(
        _("Look at what leaves the house"),
        _(
            "Numbers, plates and what may be names are blackened in the text for units, members and the public. Read "
            "it through, and take back what was blackened by mistake."
        ),
        "opinions:desk",
    ),
    Step(
        _("Hang up QR codes"),
        _(
            "Make a code for a place, a topic or a unit, print it as a poster or a table card, and see how it is used."
        ),
        "opinions:codes",
    ),
    order=30,
)
guide(
    Home.UNIT,
    Step(
        _("Answer words from the public"),
        _(
            "You read the text as the office passed it on, not who spoke. Your answer goes to the citizen, who says "
            "whether it helps. If it is not your matter, send it back with the reason."
        ),
        "opinions:units",
    ),
    order=30,
)
guide(
    Home.MEMBER,
    Step(
        _("Take up a clue"),
        _(
            "Clues are matters of citizens that the office released. Look into one, alone or with others, and adopt "
            "it: a draft begins that leads back to it, and the citizen learns of it."
        ),
        "opinions:clues",
    ),
    order=30,
)
