"""The demo world: synthetic people, places and papers that show the platform at work."""
