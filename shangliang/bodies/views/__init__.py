"""Pages of bodies: they only translate between a request and acts or queries."""
