"""What of the gatherings stands in the menu."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


def entries(user: Any) -> list[tuple[str, Any]]:
    """(address, label): the list, for everybody."""
    return [(reverse("gatherings:index"), _("Gatherings"))]
