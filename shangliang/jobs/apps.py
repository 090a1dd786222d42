"""The app as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers jobs."""

    name = "shangliang.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Its checks are known from the start."""
        from shangliang.jobs import health  # noqa: F401
