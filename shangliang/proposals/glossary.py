"""The words of a proposal's life, for the glossary."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.core.guides import Word, glossary

glossary(
    Word(
        pgettext_lazy("word", "proposal"),
        _("What members, parties, organisations, sectors or committees ask to be done; it must be answered."),
    ),
    Word(
        pgettext_lazy("word", "joint proposal"),
        _("A proposal that several members signed before it was submitted."),
    ),
    Word(
        pgettext_lazy("word", "collective proposal"),
        _("A proposal of a collective, handed in by its contact."),
    ),
    Word(
        pgettext_lazy("word", "filing"),
        _("The office's decision to take a proposal as a case with a number."),
    ),
    Word(
        pgettext_lazy("word", "merging"),
        _("Handling proposals on the same matter as one; each proposer gets the reply and may rate it."),
    ),
    Word(
        pgettext_lazy("word", "assignment"), _("One unit's duty to answer one case: what is timed and rated.")
    ),
    Word(
        pgettext_lazy("word", "lead handling"),
        _("One unit answers for all, after the opinions of those that join it."),
    ),
    Word(pgettext_lazy("word", "joint handling"), _("A unit gives its opinion to the lead unit.")),
    Word(pgettext_lazy("word", "separate handling"), _("Several units answer, each for its own part.")),
    Word(pgettext_lazy("word", "reply"), _("The numbered and signed letter with which a unit answers.")),
    Word(
        pgettext_lazy("word", "reply class"),
        _("How a reply settles the matter; each body has its own list of classes."),
    ),
    Word(
        pgettext_lazy("word", "rating"), _("The proposers' judgement of a reply: attitude and result apart.")
    ),
    Word(
        pgettext_lazy("word", "second round"),
        _("Handling a case again because its first proposer was dissatisfied with the result."),
    ),
    Word(pgettext_lazy("word", "follow-up"), _("What a unit reports later about what its reply planned.")),
    Word(pgettext_lazy("word", "key proposal"), _("A case that a leader takes charge of.")),
    Word(
        pgettext_lazy("word", "direction"), _("What a leader writes on a case; what came of it is recorded.")
    ),
    Word(
        pgettext_lazy("word", "working day"),
        _("A day of work by the State Council's calendar; all spans of days are counted in them."),
    ),
    Word(pgettext_lazy("word", "ledger"), _("The record of every act, to which rows are only added.")),
)
