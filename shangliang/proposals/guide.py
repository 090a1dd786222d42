"""What the proposals tell each role, step by step, and the words of a case."""

from django.utils.translation import gettext_lazy as _

from shangliang.core.guides import Step, guide
from shangliang.core.homes import Home

guide(
    Home.PUBLIC,
    Step(
        _("Read what was proposed"),
        _(
            "Every published case shows the proposal, the reply of each unit, and what the proposers think of it."
        ),
        "proposals:public",
    ),
    Step(
        _("Follow a case along its line"),
        _("The dots above a case are its steps; each leads to its evidence. Days are working days."),
        "proposals:index",
    ),
    Step(
        _("Look behind the numbers"),
        _("Each number says what is counted and opens the list of cases it counts."),
        "proposals:statistics",
    ),
    order=20,
)
guide(
    Home.MEMBER,
    Step(
        _("Write one matter"),
        _(
            "A proposal names one problem, says where it comes from, and what should be done. The page saves itself; "
            "without a connection your words stay on this device. Earlier cases on the same "
            "matter appear with their replies."
        ),
        "proposals:draft",
    ),
    Step(
        _("Invite others to sign"),
        _(
            "Choose members, or leave the proposal open for all members to sign. Each invitation has its time."
        ),
        "proposals:signatures",
    ),
    Step(
        _("Submit it"),
        _(
            "Before you send it you see who will receive it and how it will look. You get a receipt with a number. "
            "The office reviews twice; if something should be mended, you are told what."
        ),
        "proposals:mine",
    ),
    Step(
        _("Speak with the unit"),
        _(
            "The unit that answers speaks with you before it replies. Every step reaches you as a notice: filed, "
            "distributed, signed for, answered."
        ),
        "proposals:mine",
    ),
    Step(
        _("Judge the reply"),
        _(
            "Rate the unit's attitude and the result apart, within the days shown. If the first proposer is "
            "dissatisfied with the result, the case is handled a second time."
        ),
        "proposals:mine",
    ),
    Step(
        _("Decide what the public reads"),
        _(
            "Your consent to publication is asked when you submit. Published texts are looked at twice before."
        ),
        "proposals:public",
    ),
    order=20,
)
guide(
    Home.OFFICE,
    Step(
        _("Work through the queues"),
        _(
            "Each queue shows how many wait and since when. Open one case, decide, and the next one comes. "
            "While you have it open, others see that you do."
        ),
        "proposals:desk",
    ),
    Step(
        _("Review twice"),
        _(
            "The first review proposes; the lead decides: file, merge, turn into an opinion, return, refuse. "
            "Every refusal names its reason and the proposer reads it."
        ),
        "proposals:desk",
    ),
    Step(
        _("Compare before you file"),
        _("Similar cases, also of earlier years, stand beside the text with what they share marked."),
        "proposals:desk",
    ),
    Step(
        _("Watch the time"),
        _(
            "Due soon and overdue are queues of their own. A reminder to many units is one act with a preview."
        ),
        "proposals:desk",
    ),
    Step(
        _("Publish with two pairs of eyes"),
        _(
            "One person prepares the public text, another clears it for secrecy. Only then can it be published."
        ),
        "proposals:desk",
    ),
    Step(
        _("Name key and good proposals"),
        _("Candidates are consulted and chosen; leaders' visits and directions are kept with the case."),
        "proposals:desk_key",
    ),
    order=20,
)
guide(
    Home.UNIT,
    Step(
        _("Sign for what arrives"),
        _(
            "Within the days shown. If it is not yours, ask to return it in that time, with a reason "
            "and the right unit."
        ),
        "proposals:units",
    ),
    Step(
        _("Speak with the proposers"),
        _("Note each visit, meeting or call; the proposers say in their rating how they were asked."),
        "proposals:units",
    ),
    Step(
        _("Draft the reply"),
        _(
            "The letter, its number, its class, and whom to ask. A lead unit waits for the opinions of the joint "
            "units, or says why it does not."
        ),
        "proposals:units",
    ),
    Step(
        _("Have it signed and deliver it"),
        _(
            "Countersigned, signed by the lead of the unit, approved by the supervision office; then you deliver it."
        ),
        "proposals:units",
    ),
    Step(
        _("Do what was promised"),
        _("A reply that plans something opens a follow-up; report there what was done."),
        "proposals:units",
    ),
    order=20,
)
guide(
    Home.SUPERVISION,
    Step(
        _("Distribute"),
        _(
            "Choose lead, joint or separate units for each filed case, or for many at once with a preview of each."
        ),
        "proposals:supervision",
    ),
    Step(
        _("Settle returns"),
        _(
            "A unit that returns a case says why and proposes another. After the set number of transfers you meet."
        ),
        "proposals:supervision",
    ),
    Step(
        _("Approve replies and more time"),
        _("A signed reply goes out only with your approval; sent back, it says what is missing."),
        "proposals:supervision",
    ),
    order=20,
)
guide(
    Home.LEADER,
    Step(
        _("See what you lead"),
        _("Your key proposals, each with its units and their clocks."),
        "proposals:leaders",
    ),
    Step(
        _("Record visits and directions"),
        _(
            "Both stay with the case. A direction waits on your page until the office records what came of it."
        ),
        "proposals:leaders",
    ),
    order=20,
)
