"""What accounts ask of the apps above, which know posts: set by them when they get ready."""

from collections.abc import Callable, Iterable
from typing import Any

# Whether a person's duties call for a second factor.
second_factor_needed: Callable[[Any], bool] = lambda user: False  # noqa: E731
# Ids of the people whose security events an auditor reads: a list or a subquery.
audited_people: Callable[[Any], Iterable[int]] = lambda user: ()  # noqa: E731
# What a person is, in a few words, for the one-click sign-in of the demonstration.
described: Callable[[Any], str] = lambda user: ""  # noqa: E731
