"""The one API: mounts each activity's router."""
