"""Everything that can be done to an account."""

from shangliang.accounts.acts.erasure import ask_erasure, erase, withdraw_erasure
from shangliang.accounts.acts.factors import (
    add_code_key,
    add_passkey,
    remove_code_key,
    remove_passkey,
    renew_recovery_codes,
)
from shangliang.accounts.acts.letters import (
    ask_address,
    ask_code,
    ask_reset,
    invite,
    mail_invitation,
    tell_change,
)
from shangliang.accounts.acts.passwords import (
    accept_invitation,
    clear_factors,
    disable,
    enable,
    end_all_sessions,
    reset_password,
    set_password,
)
from shangliang.accounts.acts.profile import (
    change_profile,
    confirm_address,
    link_identity,
    note_export,
    remove_identity,
)
from shangliang.accounts.acts.signing import (
    end_session,
    prove_again,
    prove_code,
    prove_password,
    prove_step_by_code,
    prove_step_by_passkey,
)

__all__ = [
    "accept_invitation",
    "add_code_key",
    "add_passkey",
    "ask_address",
    "ask_code",
    "ask_erasure",
    "ask_reset",
    "change_profile",
    "clear_factors",
    "confirm_address",
    "disable",
    "enable",
    "end_all_sessions",
    "end_session",
    "erase",
    "invite",
    "link_identity",
    "mail_invitation",
    "note_export",
    "prove_again",
    "prove_code",
    "prove_password",
    "prove_step_by_code",
    "prove_step_by_passkey",
    "remove_code_key",
    "remove_identity",
    "remove_passkey",
    "renew_recovery_codes",
    "reset_password",
    "set_password",
    "tell_change",
    "withdraw_erasure",
]
