"""Commands: compile_texts, check_texts."""
