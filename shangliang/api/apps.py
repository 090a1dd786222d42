"""The app as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers api."""

    name = "shangliang.api"
    label = "api"
