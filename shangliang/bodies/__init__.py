"""The tree of bodies, regions, units, terms, posts, dated rule sets and working days."""
