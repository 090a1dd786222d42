"""The proposals as a Django app."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Registers proposals, their acts, figures and clockwork."""

    name = "shangliang.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Acts and beats are known from the start, whichever page is opened first."""
        from shangliang.proposals import acts, figures, own_data, tasks  # noqa: F401

        own_data.declare()
