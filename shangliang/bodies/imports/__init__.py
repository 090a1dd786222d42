"""Tables of members and units: what each row would do, worked out before anything is saved."""

from shangliang.bodies.imports.columns import Field, fields_of, guessed_columns
from shangliang.bodies.imports.plans import Outcome, Plan, PlannedRow, plan_of

__all__ = ["Field", "Outcome", "Plan", "PlannedRow", "fields_of", "guessed_columns", "plan_of"]
