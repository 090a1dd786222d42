"""What an engine will not do, and why, in a sentence."""


class Refused(ValueError):
    """The input or the machine does not allow it; the text says why to a person."""
