"""Accounts as a Django app: lists every session that begins, sweeps daily, declares its own personal data."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers accounts."""

    name = "shangliang.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Models can be imported only now."""
        from django.contrib.auth.signals import user_logged_in

        from shangliang.accounts import own_data, sessions, tasks
        from shangliang.jobs.worker import every_beat

        user_logged_in.connect(sessions.note_beginning, dispatch_uid="accounts.note_beginning")
        own_data.declare()
        every_beat(tasks.sweep_daily)
