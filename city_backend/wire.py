"""What travels: requests and answers, each declared once for decoding and for OpenAPI."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Raw, Struct

from city_backend.log import Result
from console.domain.bodies import Instant, Label, Ref
from console.domain.members import Groups, MemberRole
from console.domain.ops import Digest, Operation, Record

Seq = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Nonce = Annotated[str, Meta(pattern="^([0-9a-f]{2}){16,32}$", max_length=64)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Limits(Struct, frozen=True, kw_only=True):
    """What one request may hold; bytes, and seconds for waiting."""

    operations: int
    operation_bytes: int
    action_bytes: int
    body_bytes: int
    inflated_bytes: int
    page: int
    wait_s: int


class Hello(Struct, frozen=True, kw_only=True):
    """Who answers, and what it understands; kinds by name with their version.

    `name` is what whoever runs it wants people to read before they join, such as a city's.
    """

    backend: str
    name: str
    protocol: tuple[int, int]
    kinds: dict[str, int]
    limits: Limits
    server_time: Instant


class Time(Struct, frozen=True, kw_only=True):
    """When the question came and when the answer went, UTC ms."""

    received_at: Instant
    sent_at: Instant


class PairRequest(Struct, frozen=True, kw_only=True):
    """A code for a place in a dialogue; `token_hash` is SHA-256 (hex) of the bearer token's text.

    `dialogue` and `nonce` come from a file that the first lead publishes.
    """

    code: Annotated[str, Meta(max_length=40)]
    device: Ref
    device_name: Label
    member_name: Name
    token_hash: Digest
    dialogue: Ref | None = None
    nonce: Nonce | None = None


class DeviceRequest(Struct, frozen=True, kw_only=True):
    """A sibling device of the one whose token is shown."""

    device: Ref
    device_name: Label
    token_hash: Digest


class Paired(Struct, frozen=True, kw_only=True):
    """The place that a device has; `expires_at` (UTC ms) is the token's end.

    `device` is the one that the token is for, also where another was asked for this time: the
    same token gets the same place again. `city` is the municipality whose dialogue it is, ""
    where the backend serves only one.
    """

    member: Ref
    device: Ref
    name: str
    role: MemberRole
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    dialogue: Ref
    title: str
    city: str
    nonce: Nonce
    head: Seq
    chain: Digest
    backend: Ref
    expires_at: Instant


class DialogueInfo(Struct, frozen=True, kw_only=True):
    """A dialogue that the member belongs to, and the municipality that it is of."""

    dialogue: Ref
    title: str
    city: str
    nonce: Nonce
    head: Seq
    chain: Digest
    member: Ref
    role: MemberRole
    roles: tuple[str, ...]
    groups: tuple[str, ...]


class Dialogues(Struct, frozen=True, kw_only=True):
    """The dialogues of one token."""

    dialogues: list[DialogueInfo]


class PresenceRequest(Struct, frozen=True, kw_only=True):
    """What somebody looks at and edits; `outbox` operations wait, the log is read up to `seq`."""

    view: Annotated[str, Meta(max_length=40)]
    editing: Annotated[tuple[Ref, ...], Meta(max_length=50)] = ()
    outbox: Seq = 0
    seq: Seq = 0
    digest: Annotated[str, Meta(max_length=128)] = ""


class PresenceAnswer(Struct, frozen=True, kw_only=True):
    """How long (ms) the report holds, and the end of the log."""

    lease_ms: int
    head: Seq


class Present(Struct, frozen=True, kw_only=True):
    """A device of a member; of a dark one the last known count of its outbox stays.

    `seen_at` is when it last said anything (UTC ms of the backend).
    """

    member: Ref
    device: Ref
    role: str
    online: bool
    view: str
    editing: tuple[Ref, ...]
    outbox: Seq
    seq: Seq
    seen_at: Instant


class PushRequest(Struct, frozen=True, kw_only=True):
    """Operations of whole actions, by n; `after` and `chain` are the cursor of who pushes."""

    after: Seq
    chain: Digest
    ops: list[Operation]


class RawPush(Struct, frozen=True, kw_only=True):
    """A push of which at least one operation is none."""

    after: Seq
    chain: Digest
    ops: list[Raw]


class PushAnswer(Struct, frozen=True, kw_only=True):
    """One result for each operation, in the order of the request, and the end of the log."""

    head: Seq
    results: tuple[Result, ...]


class Page(Struct, frozen=True, kw_only=True):
    """Records after a cursor, never half an action; `head` and `chain` end the whole log."""

    records: list[Record]
    head: Seq
    chain: Digest
    presence: list[Present]


class DeviceInfo(Struct, frozen=True, kw_only=True):
    """A device as the lead sees it; instants UTC ms."""

    device: Ref
    name: str
    enrolled_at: Instant
    last_seen_at: Instant
    expires_at: Instant
    revoked_at: Instant | None


class MemberInfo(Struct, frozen=True, kw_only=True):
    """A member; devices are shown to the lead and, of one's own, to oneself."""

    member: Ref
    name: str
    role: str
    roles: tuple[str, ...]
    groups: tuple[str, ...]
    revoked: bool
    devices: list[DeviceInfo]


class Members(Struct, frozen=True, kw_only=True):
    """All members, revoked ones too."""

    members: list[MemberInfo]


class MemberRequest(Struct, frozen=True, kw_only=True):
    """What is to be otherwise about a member; fields left out stay."""

    member: Ref
    name: Name | None = None
    role: MemberRole | None = None
    groups: Groups | None = None
    revoked: bool = False


class InvitationRequest(Struct, frozen=True, kw_only=True):
    """A place for one device."""

    role: MemberRole
    groups: Groups = ()


class Invitation(Struct, frozen=True, kw_only=True):
    """The code to say or type; good once, until `expires_at` (UTC ms)."""

    code: str
    role: MemberRole
    groups: tuple[str, ...]
    expires_at: Instant


class ProblemBody(Struct, frozen=True, kw_only=True):
    """RFC 9457; `code` is what programs look at."""

    type: str
    title: str
    status: int
    code: str
