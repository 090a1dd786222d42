"""The demo as a Django app: commands and the guided tour, but no tables."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the demo."""

    name = "shangliang.demo"
    label = "demo"

    def ready(self) -> None:
        """Tell on the sign-in page what the people without a post are."""
        from shangliang.demo.people import tell_sign_ins

        tell_sign_ins()
