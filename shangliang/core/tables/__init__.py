"""Tables people send and fetch: read from CSV and Excel, written without formulas, headings recognised."""

from .headings import guess_columns
from .reading import Table, read_table
from .writing import write_csv, write_xlsx

__all__ = ["Table", "guess_columns", "read_table", "write_csv", "write_xlsx"]
