"""The app as Django knows it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers notices."""

    name = "shangliang.notices"
    label = "notices"
