"""What the proposals put on the homes: for visitors, for those who write, and for the desks."""

from shangliang.proposals.home import desks, own, public

__all__ = ["desks", "own", "public"]
