"""How large a table may be, and the sentences for one that is larger."""

from django.utils.translation import gettext_lazy as _

from shangliang.core.errors import Invalid

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 32_767


def too_many_rows() -> Invalid:
    """Longer than we read."""
    return Invalid(_("The table has more than %(rows)s rows. Split it.") % {"rows": MAX_ROWS}, field="file")


def too_many_columns() -> Invalid:
    """Wider than we read."""
    return Invalid(_("The table has more than %(columns)s columns.") % {"columns": MAX_COLUMNS}, field="file")


def cell_too_long(row: int) -> Invalid:
    """A text that no spreadsheet could hold either."""
    sentence = _("A cell in row %(row)s is longer than %(length)s characters.")
    return Invalid(sentence % {"row": row, "length": MAX_CELL}, field="file")


def sheet_too_large() -> Invalid:
    """Cells far away from the table."""
    sentence = _(
        "The workbook has a sheet with more than %(rows)s rows or %(columns)s columns. Keep only the table."
    )
    return Invalid(sentence % {"rows": MAX_ROWS, "columns": MAX_COLUMNS}, field="file")
