"""What the description shows of salvage: made by the code that it describes."""

from __future__ import annotations

from typing import Final

from city_backend.wire_salvage import ParkedList, ParkedOperation, ParkedRequest, SalvageRequest
from console.domain.codec import body_hash, encode_body, encode_head, op_hash
from console.domain.notes import NoteAdded, Place
from console.domain.ops import Action, Head, Salvaged

_AT: Final = 1_599_581_000_000
_DEVICE: Final = "0190d4f2-1000-7000-8000-0000000000b2"
_MEMBER: Final = "0190d4f2-1000-7000-8000-0000000000a2"
_SALT: Final = "000102030405060708090a0b0c0d0e0f"
_HEAD: Final = Head(
    op_id="0190d4f2-2000-7000-8000-000000000001",
    n=1,
    kind=NoteAdded.KIND,
    v=NoteAdded.VERSION,
    entity="0190d4f2-2000-7000-8000-000000001001",
    action=Action(id="0190d4f2-2000-7000-8000-000000000901", i=0, of=1),
    hlc=(_AT, 0, _DEVICE),
    at=_AT,
    clock="server",
)
_TEXT: Final = encode_head(_HEAD)
_BODY: Final = encode_body(NoteAdded(text="Mehr Bänke im Park", place=Place(order="V00000abcd")))
_BODY_HASH: Final = body_hash(_BODY, _SALT)

OFFER: Final = SalvageRequest(
    after=0,
    chain="5dfff7ae846e7c32b740413e4b62d786e1d0eaf6b33b6f2edc50be0cf670b263",
    records=[
        Salvaged(
            head=_TEXT,
            body=_BODY,
            salt=_SALT,
            first_received_at=_AT + 10_000,
            by=_MEMBER,
            device=_DEVICE,
            role="notetaker",
            received_at=_AT + 10_000,
            body_hash=_BODY_HASH.hex(),
            op_hash=op_hash(_TEXT, _BODY_HASH).hex(),
            seq=12,
        )
    ],
)
WAITING: Final = ParkedList(
    parked=[
        ParkedOperation(
            op_id=_HEAD.op_id,
            kind=_HEAD.kind,
            entity=_HEAD.entity,
            scope=_HEAD.scope,
            head=_TEXT,
            body=_BODY,
            salt=_SALT,
            reason="denied:revoked",
            by=_MEMBER,
            role="notetaker",
            device=_DEVICE,
            offered_by=_MEMBER,
            offered_at=_AT + 10_000,
            set_aside=False,
        )
    ],
    next=None,
)
DECISION: Final = ParkedRequest(adopt=(_HEAD.op_id,))
