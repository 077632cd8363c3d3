"""What this console hands over: its own rows that no log gave back, and all erasures it knows."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from console.domain import codec
from console.domain.ops import Salvaged
from console.domain.rights import may_read_body
from console.storage.handover_file import Audience, Giver, HandoverFile
from console.storage.salvage import COLUMNS, NEVER_HANDED, salvaged_of
from console.storage.writer import Writer

#: For all: what the role that sees least of those who write may see.
_LEAST: Final = frozenset({"notetaker"})
_BLANKS: Final = "('participant.erased', 'redacted')"


def compose(writer: Writer, audience: Audience, *, family: str | None = None) -> HandoverFile:
    """Return what to hand over, as a value; `family` limits it to the entities of one.

    What the backend refused for good is not in it, nor what only a log may say. What lost its
    words before it was sent is: others' rows may name it.
    """
    identity = writer.identity
    return HandoverFile(
        format="dialogpult-handover",
        version=1,
        dialogue=writer.position.dialogue,
        nonce=writer.position.nonce,
        made_at=writer.time.now_ms(),
        device=identity.device,
        member=Giver(
            id=identity.member or identity.device,
            name=identity.name,
            role=identity.role,  # pyright: ignore[reportArgumentType]
        ),
        title=writer.state.dialogue.title.text,
        audience=audience,
        blanks=tuple(_blanks(writer, family)),
        rows=tuple(_rows(writer, audience, family)),
    )


def _rows(writer: Writer, audience: Audience, family: str | None) -> list[Salvaged]:
    owned = writer.identity.owned()
    marks = ", ".join("?" * len(owned))
    rows = writer.db.execute(
        f"SELECT family, monotonic, boot, at, {COLUMNS} FROM ops INDEXED BY ops_unsent"
        " WHERE seq IS NULL AND quarantine IS NULL AND (handed_over = 0 OR body IS NULL)"
        f" AND device IN ({marks}) ORDER BY n, op_id",
        owned,
    ).fetchall()
    found: list[Salvaged] = []
    for of_family, monotonic, boot, at, *row in rows:
        if family not in (None, of_family):
            continue
        one = _timed(writer, salvaged_of(row), monotonic, boot, at)
        head = codec.decode_head(one.head)
        if {head.kind, head.undoes_kind} & NEVER_HANDED:
            continue
        if audience == "all" and not may_read_body(_LEAST, head.kind, head.undoes_kind):
            one = msgspec.structs.replace(one, body=None, salt=None)
        found.append(one)
    return found


def _timed(writer: Writer, one: Salvaged, monotonic: Any, boot: Any, at: int) -> Salvaged:
    """Name what the device's clock is off, as far as it is known, like a push does."""
    if one.offset_ms is not None or monotonic is None:
        return one
    offset = writer.time.offset_of(at, monotonic, boot)
    return msgspec.structs.replace(one, offset_ms=offset)


def _blanks(writer: Writer, family: str | None) -> list[Salvaged]:
    rows = writer.db.execute(
        f"SELECT family, {COLUMNS} FROM ops WHERE kind IN {_BLANKS} AND quarantine IS NULL"
        " AND body IS NOT NULL ORDER BY hlc, op_id"
    ).fetchall()
    return [salvaged_of(row) for of_family, *row in rows if family in (None, of_family)]
