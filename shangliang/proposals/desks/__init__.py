"""What waits on the desks of the office, the units, the supervision office and the leaders."""
