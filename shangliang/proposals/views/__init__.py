"""Pages of the proposals: they only translate between a request and acts or queries."""
