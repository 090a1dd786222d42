"""People: who signs in, how, and what is kept of them."""
