"""The citizen's word: suggestions and clues from the public, their way through the house, and what became of them."""
