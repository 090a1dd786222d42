"""What the house asks of every file: each question here, so that the tests can put it to good and to bad code."""
