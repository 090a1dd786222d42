"""The words of what the public says, for the glossary."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.core.guides import Word, glossary

glossary(
    Word(
        pgettext_lazy("word", "word from the public"),
        _("One matter that somebody told a body in a few sentences, with or without a name; it is answered."),
    ),
    Word(
        pgettext_lazy("word", "receipt"),
        _("What whoever spoke gets at once: a number, and a query code that alone opens the answer."),
    ),
    Word(
        pgettext_lazy("word", "clue"),
        _("A word from the public that the office offers to members, who may adopt it into a proposal."),
    ),
    Word(
        pgettext_lazy("word", "referral"),
        _("One unit's duty to answer one word from the public, from the text the office passed on."),
    ),
    Word(
        pgettext_lazy("word", "vault"),
        _(
            "Where it is sealed who spoke; an envelope opens only when two persons agree, and that is recorded."
        ),
    ),
    Word(
        pgettext_lazy("word", "12345 hotline"),
        _("The government's telephone for the public, to which an office may hand a word over."),
    ),
)
