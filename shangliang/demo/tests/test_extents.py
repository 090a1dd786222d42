"""A demo need not reach up to the province: what would be sent there stays."""

from pathlib import Path
from typing import Any

import pytest

from shangliang.demo import loading
from shangliang.demo.people import Size
from shangliang.opinions.models import Dispatch, Report


@pytest.mark.django_db
def test_a_body_with_nobody_above_it_sends_nothing_up(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.MEDIA_ROOT = True, tmp_path
    loading.load_once(lambda line: None, loading.Extent({"330400": (Size(24, 24), 60)}, past=6))
    sent = set(Dispatch.objects.values_list("addressee", flat=True))
    assert (sent, Report.objects.filter(below_key__isnull=False).count()) == (
        {"unit", "government", "party"},
        0,
    )
