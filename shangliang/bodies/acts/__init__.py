"""Everything that can be done to a body and what belongs to it: the table of contents of this app."""

from shangliang.bodies.acts.accounts import invite, renew_invitation
from shangliang.bodies.acts.calendar import set_calendar_days
from shangliang.bodies.acts.collectives import add_collective, rename_collective, retire_collective
from shangliang.bodies.acts.founding import found_body
from shangliang.bodies.acts.imports import (
    carry_out,
    carry_out_correct_rows,
    choose_columns,
    drop_table,
    give_back,
    hand_out,
    order_correct_rows,
    order_import,
    send_table,
)
from shangliang.bodies.acts.members import admit_member, change_membership
from shangliang.bodies.acts.posts import appoint, end_post
from shangliang.bodies.acts.record import void_entry
from shangliang.bodies.acts.rulesets import set_rules
from shangliang.bodies.acts.terms import change_cutoff, open_session, open_term
from shangliang.bodies.acts.units import add_unit, rename_unit, retire_unit
from shangliang.bodies.acts.use import put_in_use

__all__ = [
    "add_collective",
    "add_unit",
    "admit_member",
    "appoint",
    "carry_out",
    "carry_out_correct_rows",
    "change_cutoff",
    "change_membership",
    "choose_columns",
    "drop_table",
    "end_post",
    "found_body",
    "give_back",
    "hand_out",
    "invite",
    "open_session",
    "open_term",
    "order_correct_rows",
    "order_import",
    "put_in_use",
    "rename_collective",
    "rename_unit",
    "renew_invitation",
    "retire_collective",
    "retire_unit",
    "send_table",
    "set_calendar_days",
    "set_rules",
    "void_entry",
]
