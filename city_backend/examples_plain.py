"""What the description shows of every endpoint, by what travels: values of one evening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from city_backend.errors import CODES, Problem
from city_backend.examples import DECISION, OFFER, WAITING
from city_backend.limits import LIMITS, PROTOCOL
from city_backend.log import Result
from city_backend.presence import LEASE_MS
from city_backend.wire import (
    DeviceInfo,
    DeviceRequest,
    DialogueInfo,
    Dialogues,
    Hello,
    Invitation,
    InvitationRequest,
    MemberInfo,
    MemberRequest,
    Members,
    Page,
    Paired,
    PairRequest,
    PresenceAnswer,
    PresenceRequest,
    Present,
    ProblemBody,
    PushAnswer,
    PushRequest,
    Time,
)
from console.domain.codec import chain_next, chain_start
from console.domain.kinds import KINDS
from console.domain.ops import Operation, Record

_AT: Final = 1_599_581_000_000
_DAY_MS: Final = 24 * 3600 * 1000
_DIALOGUE: Final = "0190d4f2-0000-7000-8000-000000000001"
_BACKEND: Final = "6f1c1d3e-52a8-4c52-9d0e-1f0f3f5b7a11"
_NONCE: Final = "000102030405060708090a0b0c0d0e0f"
_TOKEN_HASH: Final = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"  # noqa: S105
_ONE: Final = OFFER.records[0]
_START: Final = chain_start(_DIALOGUE, _NONCE)
_CHAIN: Final = chain_next(
    _START,
    seq=1,
    operation_hash=bytes.fromhex(_ONE.op_hash),
    by=_ONE.by,
    device=_ONE.device,
    role=_ONE.role,
    received_at=_AT,
    offset_ms=None,
    origin=None,
).hex()
_OP_ID: Final = WAITING.parked[0].op_id
_RESULTS: Final = (Result(op_id=_OP_ID, status="accepted", seq=1),)
_DEVICE: Final = DeviceInfo(
    device=_ONE.device,
    name="Notebook",
    enrolled_at=_AT,
    last_seen_at=_AT,
    expires_at=_AT + 60 * _DAY_MS,
    revoked_at=None,
)
_PLACE: Final[Mapping[str, Any]] = {
    "dialogue": _DIALOGUE,
    "title": "Bürgerdialog Innenstadt",
    "city": "Stadt Beispiel",
    "nonce": _NONCE,
    "head": 1,
    "chain": _CHAIN,
    "member": _ONE.by,
    "role": "notetaker",
    "roles": ("notetaker",),
    "groups": (),
}

#: What travels → an example of it.
EXAMPLES: Final[Mapping[type, Any]] = {
    Hello: Hello(
        backend=_BACKEND,
        name="Stadt Beispiel",
        protocol=PROTOCOL,
        kinds={name: kind.version for name, kind in KINDS.items()},
        limits=LIMITS,
        server_time=_AT,
    ),
    Time: Time(received_at=_AT, sent_at=_AT),
    PairRequest: PairRequest(
        code="K7QM-2XRT",
        device=_ONE.device,
        device_name="Notebook",
        member_name="Kim Beispiel",
        token_hash=_TOKEN_HASH,
    ),
    DeviceRequest: DeviceRequest(
        device=_ONE.device, device_name="Notebook", token_hash=_TOKEN_HASH
    ),
    Paired: Paired(
        **_PLACE,
        device=_ONE.device,
        name="Kim Beispiel",
        backend=_BACKEND,
        expires_at=_AT + 60 * _DAY_MS,
    ),
    Dialogues: Dialogues(dialogues=[DialogueInfo(**_PLACE)]),
    PushRequest: PushRequest(
        after=0,
        chain=_START.hex(),
        ops=[Operation(head=_ONE.head, body=_ONE.body, salt=_ONE.salt)],
    ),
    PushAnswer: PushAnswer(head=1, results=_RESULTS),
    Page: Page(
        records=[
            Record(
                head=_ONE.head,
                body=_ONE.body,
                salt=_ONE.salt,
                first_received_at=_AT,
                seq=1,
                by=_ONE.by,
                device=_ONE.device,
                role=_ONE.role,
                received_at=_AT,
                body_hash=_ONE.body_hash,
                op_hash=_ONE.op_hash,
                chain=_CHAIN,
            )
        ],
        head=1,
        chain=_CHAIN,
        presence=[
            Present(
                member=_ONE.by,
                device=_ONE.device,
                role=_ONE.role,
                online=True,
                view="notes",
                editing=(),
                outbox=0,
                seq=1,
                seen_at=_AT,
            )
        ],
    ),
    PresenceRequest: PresenceRequest(view="notes", outbox=0, seq=1),
    PresenceAnswer: PresenceAnswer(lease_ms=LEASE_MS, head=1),
    Members: Members(
        members=[
            MemberInfo(
                member=_ONE.by,
                name="Kim Beispiel",
                role="notetaker",
                roles=("notetaker",),
                groups=(),
                revoked=False,
                devices=[_DEVICE],
            )
        ]
    ),
    MemberRequest: MemberRequest(member=_ONE.by, role="cohost"),
    InvitationRequest: InvitationRequest(role="notetaker"),
    Invitation: Invitation(code="K7QM-2XRT", role="notetaker", groups=(), expires_at=_AT + 600_000),
    type(OFFER): OFFER,
    type(WAITING): WAITING,
    type(DECISION): DECISION,
}
#: Answers that are plain text, by path.
TEXTS: Final[Mapping[str, str]] = {
    "/healthz": "ok",
    "/readyz": "ready",
    "/metrics": "# TYPE dialogpult_streams gauge\ndialogpult_streams 4\n",
    "/v1/dialogues/{dialogue}/stream": (
        f'event: hello\r\ndata: {{"head":1,"chain":"{_CHAIN}","server_time":{_AT},'
        f'"backend":"{_BACKEND}"}}\r\n\r\n'
    ),
}


def problem_codes(status: int) -> list[str]:
    """Return the codes that a status can come with."""
    return [code for code in CODES if Problem(code).status == status]


def problem_example(code: str) -> dict[str, Any]:
    """Return a problem as it is answered."""
    status = int(Problem(code).status)
    kind = f"urn:dialogpult:problem:{code}"
    said = ProblemBody(type=kind, title="…", status=status, code=code)
    return {name: getattr(said, name) for name in said.__struct_fields__}
