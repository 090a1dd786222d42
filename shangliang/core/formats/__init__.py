"""How days are written, per language, where the common way is not ours."""
