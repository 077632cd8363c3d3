"""What travels between console and city backend, as this console reads and writes it.

Unknown fields are ignored, so that a newer backend may say more.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from console.domain.bodies import Ref
from console.domain.members import MemberRole
from console.domain.ops import Operation, Record, Salvaged
from console.sync.status import Peer

#: The version of the protocol that this console speaks.
PROTOCOL = 1
OpStatus = Literal["accepted", "duplicate", "denied", "invalid", "unsupported", "cloned"]


class Limits(Struct, frozen=True, kw_only=True):
    """What one request may hold; bytes, and seconds for waiting."""

    operations: int = 500
    body_bytes: int = 1024 * 1024
    page: int = 500
    wait_s: int = 25


class Hello(Struct, frozen=True, kw_only=True):
    """Who answers, and what it understands: kinds by name with their version.

    `name` is what it calls itself, for people to read; nothing proves it.
    """

    backend: str
    name: str = ""
    protocol: tuple[int, int]
    kinds: dict[str, int] = {}
    limits: Limits = Limits()
    server_time: int = 0


class Time(Struct, frozen=True, kw_only=True):
    """When the question came and when the answer went, UTC ms of the backend."""

    received_at: int
    sent_at: int


class PairRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A code for a place in a dialogue; `token_hash` is SHA-256 (hex) of the token's text."""

    code: str
    device: str
    device_name: str
    member_name: str
    token_hash: str
    dialogue: str | None = None
    nonce: str | None = None


class Paired(Struct, frozen=True, kw_only=True):
    """The place that a device has got; `expires_at` (UTC ms) is the token's end.

    `device`: the one that it is for, where the same token got it under another id.

    Files are named by what it says, so it says ids and nothing else.
    """

    member: Ref
    role: MemberRole
    dialogue: Ref
    nonce: Annotated[str, Meta(pattern="^([0-9a-f]{2}){16,32}$", max_length=64)]
    backend: str
    device: Ref | None = None
    name: str = ""
    groups: tuple[str, ...] = ()
    title: str = ""
    head: int = 0
    expires_at: int = 0


class DeviceRequest(Struct, frozen=True, kw_only=True):
    """A sibling device of the one whose token is shown."""

    device: str
    device_name: str
    token_hash: str


class PushRequest(Struct, frozen=True, kw_only=True):
    """Operations of whole actions by n; `after` and `chain` are the cursor of who pushes."""

    after: int
    chain: str
    ops: list[Operation]


class Result(Struct, frozen=True, kw_only=True):
    """What became of one operation; a status that is not known here is kept and tried again."""

    op_id: str | None
    status: str
    seq: int | None = None
    reason: str | None = None


class PushAnswer(Struct, frozen=True, kw_only=True):
    """One result for each operation, and the end of the log."""

    head: int
    results: tuple[Result, ...]


class SalvageRequest(Struct, frozen=True, kw_only=True):
    """Rows of others that the log lacks; `after` and `chain` are the cursor of who offers them."""

    after: int
    chain: str
    records: list[Salvaged]


class SalvageAnswer(PushAnswer, frozen=True, kw_only=True):
    """One result for each row, "parked" among them, and the end of the log."""


class Received(Record, frozen=True, kw_only=True, gc=False):
    """A record as it comes in: its hashes are computed anyway, so their form is not looked at."""

    salt: str | None
    by: str
    device: str
    body_hash: str
    op_hash: str
    chain: str


class Page(Struct, frozen=True, kw_only=True):
    """Records after a cursor, never half an action; `head` and `chain` end the whole log."""

    records: list[Received]
    head: int
    chain: str = ""
    presence: list[Peer] = []


class StreamHello(Struct, frozen=True, kw_only=True):
    """The stream is open; `head` is the end of the log when it began."""

    head: int = 0
    chain: str = ""
    presence: list[Peer] = []


class StreamOps(Struct, frozen=True, kw_only=True):
    """Records that came to the log."""

    records: list[Received]


class StreamPresence(Struct, frozen=True, kw_only=True):
    """Who is there now."""

    presence: list[Peer]


class StreamHead(Struct, frozen=True, kw_only=True):
    """A heartbeat: where the log ends."""

    head: int = 0


class StreamBye(Struct, frozen=True, kw_only=True):
    """The backend ends the stream and says why."""

    reason: str = ""


StreamEvent = StreamHello | StreamOps | StreamPresence | StreamHead | StreamBye


class PresenceRequest(Struct, frozen=True, kw_only=True):
    """What somebody looks at and edits; `outbox` operations wait, the log is read up to `seq`."""

    view: str
    editing: tuple[str, ...] = ()
    outbox: int = 0
    seq: int = 0


class PresenceAnswer(Struct, frozen=True, kw_only=True):
    """How long (ms) the report holds."""

    lease_ms: int = 25_000


class Problem(Struct, frozen=True, kw_only=True):
    """An RFC 9457 problem; `code` is what programs look at.

    `dialogue`: where a device is known that has to prove itself.
    """

    code: str
    dialogue: str = ""
    status: int = 0
