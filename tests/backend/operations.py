"""Operations as a console makes them, for tests that need many of them quickly."""

import os
from collections.abc import Iterable
from typing import Any

from console.domain.bodies import Body
from console.domain.codec import encode_body, encode_head
from console.domain.ids import uuid7
from console.domain.notes import NoteAdded, Place
from console.domain.ops import Action, Fact, Head, Operation


class Hand:
    """One device's numbers and clock."""

    def __init__(self, device: str | None = None, now: int = 1_599_580_800_000) -> None:
        self.device = device or uuid7(now)
        self.now = now
        self.n = 0

    def action(self, *facts: Fact, **changes: Any) -> list[Operation]:
        """The operations of one user action; `changes` go into every head."""
        action = uuid7(self.now)
        return [
            self.operation(fact, action=Action(id=action, i=i, of=len(facts)), **changes)
            for i, fact in enumerate(facts)
        ]

    def one(self, body: Body, entity: str | None = None, **changes: Any) -> Operation:
        """An action of one operation."""
        return self.action(Fact(entity=entity or uuid7(self.now), body=body), **changes)[0]

    def operation(self, fact: Fact, action: Action, **changes: Any) -> Operation:
        self.n += 1
        self.now += 1
        outer = {
            name: changes.pop(name)
            for name in ("offset_ms", "first_received_at")
            if name in changes
        }
        said: dict[str, Any] = {
            "op_id": uuid7(self.now),
            "n": self.n,
            "kind": fact.body.KIND,
            "v": fact.body.VERSION,
            "entity": fact.entity,
            "scope": fact.scope,
            "base": fact.base,
            "undoes": fact.undoes,
            "undoes_kind": fact.undoes_kind,
            "action": action,
            "hlc": (self.now, 0, self.device),
            "at": self.now,
            "clock": "server",
        }
        return Operation(
            head=encode_head(Head(**{**said, **changes})),
            body=encode_body(fact.body),
            salt=os.urandom(16).hex(),
            **outer,
        )

    def note(self, text: str = "Mehr Bänke am Markt", **changes: Any) -> Operation:
        return self.one(NoteAdded(text=text, place=Place(order="V")), **changes)

    def notes(self, count: int, text: str = "Mehr Bänke am Markt") -> list[Operation]:
        return [self.note(f"{text} {number}") for number in range(count)]


def new_id() -> str:
    return uuid7(1_599_580_800_000)


def wire(operations: Iterable[Operation]) -> list[dict[str, Any]]:
    """Operations as JSON has them."""
    return [
        {name: getattr(operation, name) for name in operation.__struct_fields__}
        for operation in operations
    ]
