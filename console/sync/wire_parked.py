"""What a lead and the city backend say to each other about parked text.

Unknown fields are ignored, so that a newer backend may say more.
"""

from __future__ import annotations

from msgspec import Struct


class ParkedRow(Struct, frozen=True, kw_only=True):
    """An operation that waits for somebody who leads.

    `by`, `role` and `device` are the claimed author's, `offered_by` the member who brought it at
    `offered_at` (UTC ms). `reason` is "offered" (handed over by file), "salvage" (another history
    had it), or "denied:" and why. `body` is JSON text, None when it was erased or redacted.
    """

    op_id: str
    kind: str
    entity: str
    scope: str | None = None
    head: str = ""
    body: str | None = None
    salt: str | None = None
    reason: str = ""
    by: str = ""
    role: str = ""
    device: str = ""
    offered_by: str = ""
    offered_at: int = 0
    set_aside: bool = False


class ParkedPage(Struct, frozen=True, kw_only=True):
    """Parked rows by id; where `next` is one, there are more after it."""

    parked: tuple[ParkedRow, ...]
    next: str | None = None


class ParkedRequest(Struct, frozen=True, kw_only=True):
    """What is to go into the log, and what is not to be seen; its text stays (ids)."""

    adopt: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
