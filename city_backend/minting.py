"""Operations that the backend writes itself, for a member who acts or for the city."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from city_backend.appending import Appending
from city_backend.checked import Checked, check
from city_backend.log import Log, Write
from console.domain.codec import encode_body, encode_head
from console.domain.ids import uuid7
from console.domain.ops import MAX_ACTION_BYTES, Action, Fact, Head, Operation

Random = Callable[[int], bytes]
#: Facts of one action; fewer than may be, so that their size stays below the bound as well.
_ACTION: Final = 250


def write_facts(
    log: Log, facts: Sequence[Fact], *, by: str, device: str, now: int, random: Random = os.urandom
) -> Write | None:
    """Return what is to be written so that `facts` are in the log, signed by `by`.

    `device` is the backend's own; `now` is UTC ms.
    """
    end = Appending(log, now)
    checked = [
        one
        for part in _actions(facts)
        for one in _operations(part, device=device, now=now, random=random)
    ]
    end.prepare(checked)
    for one in checked:
        end.append(one, by=by, device=device)
    return end.write()


def _actions(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    part: list[Fact] = []
    size = 0
    for fact in facts:
        # What the head adds is far below this.
        size += len(encode_body(fact.body).encode()) + 1024
        if part and (len(part) >= _ACTION or size > MAX_ACTION_BYTES):
            yield part
            part, size = [], 0
        part.append(fact)
    if part:
        yield part


def _operations(facts: list[Fact], *, device: str, now: int, random: Random) -> list[Checked]:
    action = uuid7(now, random)
    operations: list[Operation] = []
    for i, fact in enumerate(facts):
        head = Head(
            op_id=uuid7(now, random),
            n=None,
            kind=fact.body.KIND,
            v=fact.body.VERSION,
            entity=fact.entity,
            scope=fact.scope,
            base=fact.base,
            undoes=fact.undoes,
            undoes_kind=fact.undoes_kind,
            action=Action(id=action, i=i, of=len(facts)),
            hlc=(now, i, device),
            at=now,
            clock="server",
        )
        operations.append(
            Operation(head=encode_head(head), body=encode_body(fact.body), salt=random(16).hex())
        )
    return check(operations)
