"""The append-only record of everything done, and the one door through which things are done."""
