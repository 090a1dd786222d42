"""Insight as a Django app: listens at the door for texts that change; the other engines load when they are asked."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Registers insight."""

    name = "shangliang.insight"
    label = "insight"

    def ready(self) -> None:
        """Every act is asked which texts it changed, inside its transaction."""
        from shangliang.bodies.country import when_loaded
        from shangliang.insight import health, tasks  # noqa: F401  its check, its beat
        from shangliang.insight.text import people, places
        from shangliang.insight.text.changes import changes_of, note_all
        from shangliang.ledger.door import markers

        markers.append(changes_of)
        when_loaded.append(note_all)
        places.declare()
        people.declare()
