"""The app as Django knows it."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Registers proposals."""

    name = "shangliang.proposals"
    label = "proposals"
