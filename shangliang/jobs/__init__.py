"""Later work: rows written with the act that caused them, carried out after commit by a worker."""
