"""Days are written as people of the language write them."""

from datetime import date

import pytest
from django.utils.formats import date_format
from django.utils.translation import override


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "7月3日"), ("zh-hant", "7月3日"), ("en", "July\u00a03")]
)
def test_a_day_of_the_year_is_written_without_noughts(language: str, said: str) -> None:
    with override(language):
        assert date_format(date(2026, 7, 3), "MONTH_DAY_FORMAT") == said
