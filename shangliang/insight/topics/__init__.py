"""Hot topics: what recent texts have in common, told in their own words.

`finding.find_topics(items, day)` groups texts on the same matter, names each group by words its titles share, quotes
the sentences nearest its middle. `course.course_of(members, day)` says how much more often than usual the matter came
up, counted from the members given. Works without Django."""

from shangliang.insight.topics.topic import Item, Member, Quote, Topic

__all__ = ["Item", "Member", "Quote", "Topic"]
