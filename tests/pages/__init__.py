"""Every page of every role: asked for, kept, and looked at in a real browser."""
