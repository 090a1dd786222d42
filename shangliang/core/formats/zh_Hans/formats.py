"""Days in Chinese, as they are said: without a nought before the month."""

MONTH_DAY_FORMAT = "n月j日"
