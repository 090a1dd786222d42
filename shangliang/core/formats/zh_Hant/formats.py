"""Days in Traditional Chinese, as in Simplified: without a nought before the month."""

MONTH_DAY_FORMAT = "n月j日"
