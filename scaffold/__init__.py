"""How a new kind of activity begins: `make activity name=hearings` copies the folder `activity`."""
