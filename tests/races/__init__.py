"""What happens when several people act at once; needs PostgreSQL."""
