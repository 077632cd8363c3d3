"""From one log to another in one transaction: to one that lay aside, or to a backend's first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from console.storage import divergence, erasure, salvage
from console.storage.divergence import Aside, Merge
from console.storage.folding import Folded, Key
from console.storage.writer import Position, Writer


class GoneOver(Struct, frozen=True, kw_only=True):
    """What is to be shown after COMMIT. `left`: the log before is not the present one any more."""

    position: Position
    folded: Folded
    merge: Merge
    left: bool = True


def to_aside(writer: Writer, aside: Aside, common: int) -> GoneOver:
    """Make the log that lies aside the present one.  Raises: KnownFailure; nothing was changed."""
    with writer.transaction():
        return _over(writer, aside, common, released=())


def to_backend(writer: Writer, *, server: str, address: str, nonce: str) -> GoneOver:
    """Go on at a backend, at another one than before with a log that begins anew.

    Whatever was refused has another chance. All of it is one step that can be repeated: a crash
    leaves the file at the one backend or at the other. Raises: KnownFailure; nothing was changed.
    """
    before = writer.position
    place = {"server": server, "address": address, "nonce": nonce}
    with writer.transaction():
        released = salvage.release(writer.db, writer.identity.owned(), "denied")
        if before.cursor and before.server not in (None, server):
            divergence.clear(writer.db)
            return _over(writer, Aside(cursor=0, chain=""), 0, released, **place)
        read_as = before.read_as if before.cursor else writer.identity.role
        folded = writer.refold(released)
        position = _written(writer, read_as=read_as, **place)
    return GoneOver(position=position, folded=folded, merge=Merge(common=0), left=False)


def _over(
    writer: Writer, aside: Aside, common: int, released: Iterable[Key], **place: str
) -> GoneOver:
    """Give everything the stamps of the log aside, within a transaction."""
    merge = divergence.swap(writer.db, writer.identity, common)
    # What waited beside the other history may not wait beside this one.
    salvage.offer_again(writer.db)
    gone = erasure.apply_all(writer.db)
    folded = writer.refold(merge.keys | gone.keys | set(released), gone)
    position = _written(
        writer, cursor=aside.cursor, chain=aside.chain, read_as=writer.identity.role, **place
    )
    return GoneOver(position=position, folded=folded, merge=merge)


def _written(writer: Writer, **changes: Any) -> Position:
    names = ", ".join(f"{name} = ?" for name in changes)
    writer.db.execute(f"UPDATE sync SET {names}", list(changes.values()))
    return msgspec.structs.replace(writer.position, **changes)
