"""Passkeys (WebAuthn): what the browser is asked, and whether its answer is right. Writes nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from shangliang.accounts.models import Passkey, User
from shangliang.core.errors import Invalid

State = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A credential as it is kept."""

    credential: str
    data: str
    sign_count: int


def ask_new(user: User, site: str) -> tuple[str, State]:
    """The question (JSON) by which a browser makes a passkey, and what to remember of it."""
    options, state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(
            id=str(user.pk).encode(), name=user.username, display_name=user.name or user.username
        ),
        credentials=_credentials(user),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return json.dumps(dict(options)), state


def read_new(state: State | None, typed: str, site: str) -> Answer:
    """The new passkey, or Invalid."""
    try:
        made = _server(site).register_complete(_known(state), _parsed(typed))
    except (ValueError, TypeError, KeyError) as error:
        raise _refused() from error
    data = made.credential_data
    if data is None:
        raise _refused()
    return Answer(websafe_encode(data.credential_id), websafe_encode(bytes(data)), made.counter)


def ask_proof(user: User, site: str) -> tuple[str, State]:
    """The question (JSON) by which a browser proves that it holds one of the person's passkeys."""
    options, state = _server(site).authenticate_begin(
        _credentials(user), user_verification=UserVerificationRequirement.PREFERRED
    )
    return json.dumps(dict(options)), state


def read_proof(user: User, state: State | None, typed: str, site: str) -> Answer:
    """Which passkey answered and its counter, or Invalid."""
    try:
        parsed = _parsed(typed)
        found = _server(site).authenticate_complete(_known(state), _credentials(user), parsed)
        counter = AuthenticationResponse.from_dict(parsed).response.authenticator_data.counter
    except (ValueError, TypeError, KeyError) as error:
        raise _refused() from error
    return Answer(websafe_encode(found.credential_id), "", counter)


def _server(site: str) -> Fido2Server:
    """For exactly one origin, such as https://example.org."""
    party = PublicKeyCredentialRpEntity(id=urlsplit(site).hostname or "", name="Shangliang")
    return Fido2Server(party, verify_origin=lambda origin: origin == site)


def _credentials(user: User) -> list[AttestedCredentialData]:
    rows = Passkey.objects.filter(user=user).values_list("data", flat=True)
    return [AttestedCredentialData(websafe_decode(data)) for data in rows]


def _known(state: State | None) -> State:
    if not state:
        raise ValueError("no question was asked")
    return state


def _parsed(typed: str) -> Mapping[str, Any]:
    read = json.loads(typed)
    if not isinstance(read, dict):
        raise TypeError("not a credential")
    return read


def _refused() -> Invalid:
    return Invalid(_("The passkey was not recognised. Please try again."), "credential")
