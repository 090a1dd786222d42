"""Pages of the notices: the list, how one is told, what was sent, unsubscribing, the calendar."""
