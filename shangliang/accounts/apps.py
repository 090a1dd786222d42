"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers accounts."""

    name = "shangliang.accounts"
    label = "accounts"
