"""How days are written in English: a day is not torn from its month at the end of a line."""

MONTH_DAY_FORMAT = "F\u00a0j"
