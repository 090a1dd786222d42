"""What the opinions put on the homes: the public's words and the information reports."""

from shangliang.opinions.home import reports, words
from shangliang.opinions.home.words import published_card

__all__ = ["published_card", "reports", "words"]
