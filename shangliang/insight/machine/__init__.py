"""A language model, where the operator names one: off by default, and nothing depends on it.

`endpoint.endpoint()` is what the settings allow, or None. `summary.summarise(passages)` asks it for sentences and
keeps only those tied to passages it was given."""
