"""What the house asks of every file: each question here, to be put to good code and to bad."""
