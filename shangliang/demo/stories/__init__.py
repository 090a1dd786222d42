"""Stories of cases, told step by step in the order of time, by acts or by the bulk path alike."""
