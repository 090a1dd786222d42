"""Core as a Django app: it has texts to translate, but no tables."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers core."""

    name = "shangliang.core"
    label = "core"
