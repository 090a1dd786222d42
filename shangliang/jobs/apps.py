"""The app as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers jobs."""

    name = "shangliang.jobs"
    label = "jobs"
