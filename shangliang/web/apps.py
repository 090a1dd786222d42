"""The app as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers web."""

    name = "shangliang.web"
    label = "web"
