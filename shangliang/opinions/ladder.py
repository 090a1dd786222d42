"""What bodies of different levels tell each other about a report: the shape of the messages, version 1."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Level = Literal["nation", "province", "city", "county", "town"]


class Message(BaseModel):
    """What all have: `case` is the key of the dispatch by which the lower body sent the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    case: UUID


class Sent(Message):
    """Up: a report for the body above."""

    kind: Literal["sent"] = "sent"
    from_body: str = Field(max_length=12, description="region code of the body that sends it")
    to_body: str = Field(max_length=12, description="region code of the body it is sent to")
    title: str = Field(max_length=100)
    text: str = Field(max_length=20_000)
    is_urgent: bool = False


class Recalled(Message):
    """Up: the lower body takes the report back; what was used already stays."""

    kind: Literal["recalled"] = "recalled"


class Moved(Message):
    """Down: how far the case has come above."""

    kind: Literal["moved"] = "moved"
    state: Literal["sent", "kept", "editing", "not_used"]


class Became(Message):
    """Down: a result. The instruction's words stay above; `weight` is the part of this report in it."""

    kind: Literal["became"] = "became"
    key: UUID = Field(description="the same result under the same key counts once")
    level: Level
    outcome: Literal["adopted", "forwarded", "instructed", "not_used"]
    is_combined: bool
    weight: Decimal = Field(gt=0, le=1)
    day: date


class Introduced(Message):
    """Either way: the key that signs from now on; `case` is a number that stands for the two bodies.

    It is signed with the key before it, which counts for some days more."""

    kind: Literal["introduced"] = "introduced"
    from_body: str = Field(max_length=12, description="region code of the body that speaks")
    key: str = Field(max_length=200, description="public key: ed25519: and 32 bytes in base64")
    days: int = Field(ge=0, le=30, description="so long the key before it counts")


AnyMessage = Annotated[Sent | Recalled | Moved | Became | Introduced, Field(discriminator="kind")]
VERSION = 1


class Envelope(BaseModel):
    """What travels between installations. The same id counts once; messages of a case are applied in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    id: UUID
    sequence: int = Field(ge=1, description="1, 2, 3… within a case and a direction")
    sender: str = Field(max_length=12, description="region code of the body that speaks")
    receiver: str = Field(max_length=12, description="region code of the body that is spoken to")
    content: AnyMessage


_contents: TypeAdapter[AnyMessage] = TypeAdapter(AnyMessage)


def message(content: str) -> AnyMessage:
    """A message as it was written down."""
    return _contents.validate_json(content)
