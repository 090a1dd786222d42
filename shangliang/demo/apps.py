"""The demo as a Django app: commands and the guided tour, but no tables."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the demo."""

    name = "shangliang.demo"
    label = "demo"
