"""The installation as a Django app."""

from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """Registers the installation, its acts and its checks."""

    name = "shangliang.installation"
    label = "installation"

    def ready(self) -> None:
        """Checks are known from the start."""
        from shangliang.installation import acts, health  # noqa: F401
