"""What templates say to draw parts of the demo."""
