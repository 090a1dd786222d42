"""One installation: its first run, its health, its backups."""
