"""Operations as somebody brings them who did not write them."""

from collections.abc import Sequence
from typing import Any

import msgspec

from city_backend.adoption import adopt, set_aside
from city_backend.checked import check
from city_backend.core import Author, Outcome
from city_backend.salvage import accept_salvage
from console.domain.codec import body_hash, op_hash
from console.domain.ops import Operation, Record, Salvaged
from tests.backend.memory_log import MemoryLog
from tests.backend.operations import wire
from tests.backend.running import Person

NOW = 1_599_580_950_000
#: When the author's first log received it, well before.
ONCE = NOW - 600_000


def brought(
    operation: Operation, author: Author, role: str, *, seq: int | None = 7, **changes: Any
) -> Salvaged:
    """What an author once had in a log (`seq` None: in a file only), in another's hands."""
    hash_of_body = body_hash(operation.body, operation.salt)
    said: dict[str, Any] = {
        **{name: getattr(operation, name) for name in operation.__struct_fields__},
        "by": author.member,
        "device": author.device,
        "role": role,
        "received_at": None if seq is None else ONCE,
        "body_hash": hash_of_body.hex(),
        "op_hash": op_hash(operation.head, hash_of_body).hex(),
        "seq": seq,
    }
    return Salvaged(**{**said, **changes})


def brought_back(record: Record) -> Salvaged:
    """A record of another history as a console keeps it."""
    who = record.origin or record
    return Salvaged(
        head=record.head,
        body=record.body,
        salt=record.salt,
        offset_ms=record.offset_ms,
        first_received_at=record.first_received_at,
        by=who.by,
        device=who.device,
        role=who.role,
        received_at=who.received_at,
        body_hash=record.body_hash,
        op_hash=record.op_hash,
        seq=record.seq,
    )


def op_id(operation: Operation) -> str:
    return msgspec.json.decode(operation.head)["op_id"]


def offer(log: MemoryLog, bringer: Author, *rows: Salvaged, now: int = NOW) -> Outcome:
    """Accept and apply."""
    outcome = accept_salvage(check(rows, Salvaged), bringer, log, now)
    log.apply(outcome.write)
    return outcome


def answers(outcome: Outcome) -> list[str]:
    """Each status, with its reason where there is one."""
    return [
        one.status if one.reason is None else f"{one.status}:{one.reason}"
        for one in outcome.results
    ]


def adopted(log: MemoryLog, lead: Author, *op_ids: str, now: int = NOW) -> Outcome:
    outcome = adopt(op_ids, lead, log, now)
    log.apply(outcome.write)
    return outcome


def put_aside(log: MemoryLog, *op_ids: str) -> Outcome:
    outcome = set_aside(op_ids, log)
    log.apply(outcome.write)
    return outcome


def offered(person: Person, rows: Sequence[Salvaged]) -> list[dict[str, Any]]:
    """The answers over HTTP."""
    said = {"after": person.after, "chain": person.chain, "records": wire(rows)}
    answer = person.post("/salvage", said)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def waiting(person: Person) -> list[dict[str, Any]]:
    """Everything parked, page by page."""
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = person.get("/parked", **({} if after is None else {"after_id": after}))
        assert page.status_code == 200, page.text
        found += page.json()["parked"]
        after = page.json()["next"]
        if after is None:
            return found


def decided(person: Person, **said: Sequence[str]) -> list[str]:
    """The statuses of what was adopted and set aside."""
    answer = person.post("/parked", said)
    assert answer.status_code == 200, answer.text
    return [one["status"] for one in answer.json()["results"]]
