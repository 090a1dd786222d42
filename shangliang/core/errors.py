"""The four ways an act can fail, each a sentence for a person and an HTTP status."""

from django.utils.functional import Promise

Sentence = str | Promise


class Refusal(Exception):
    """Something asked for was not done; `sentence` says why in the reader's language."""

    status = 400

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refusal):
    """This person may not do this (403)."""

    status = 403


class NotVisible(Refusal):
    """Missing or hidden: both answer alike (404)."""

    status = 404


class Conflict(Refusal):
    """The wrong moment, or somebody else was faster (409)."""

    status = 409


class Invalid(Refusal):
    """What was typed cannot be taken (422); `field` names where, if it is one place."""

    status = 422

    def __init__(self, sentence: Sentence, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field
