"""Pages of the opinions: they only translate between a request and acts or queries."""
