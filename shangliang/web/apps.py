"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    """Registers web."""

    name = "shangliang.web"
    label = "web"

    def ready(self) -> None:
        """Every app's parts of the homes and of the help are known from the start."""
        autodiscover_modules("home", "guide", "glossary")
