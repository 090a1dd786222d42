"""The gatherings as a Django app."""

from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    """Registers gatherings, their acts and clockwork."""

    name = "shangliang.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Acts, figures and beats are known from the start, whichever page is opened first."""
        from shangliang.gatherings import acts, figures, tasks  # noqa: F401
