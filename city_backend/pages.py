"""Stretches of a log for one reader: whole actions, and bodies by need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import msgspec
from msgspec.structs import replace

from city_backend.log import Row
from console.domain.ops import MAX_ACTION_OPERATIONS, Record
from console.domain.rights import may_read_body

MAX_PAGE: Final = MAX_ACTION_OPERATIONS
MAX_PAGE_BYTES: Final = 1024 * 1024
_encoder: Final = msgspec.json.Encoder()


class Item:
    """One record with what pages need to know of it; its bytes are made once, when first read."""

    __slots__ = ("_blank", "_whole", "action", "kind", "op_id", "record", "size", "undoes_kind")

    def __init__(
        self, record: Record, op_id: str, kind: str, undoes_kind: str | None, action: str
    ) -> None:
        self.record = record
        self.op_id = op_id
        self.kind = kind
        self.undoes_kind = undoes_kind
        self.action = action
        self.size = len(record.head) + len(record.body or "")
        self._whole: bytes | None = None
        self._blank: bytes | None = None

    @classmethod
    def of_row(cls, row: Row) -> Item:
        """Return a row that was just written."""
        head = row.head
        return cls(row.record, head.op_id, head.kind, head.undoes_kind, head.action.id)

    def encoded(self, roles: frozenset[str]) -> bytes:
        """Return the record as JSON, without its body for roles that do not receive it."""
        if self.record.body is None or may_read(roles, self.kind, self.undoes_kind):
            if self._whole is None:
                self._whole = _encoder.encode(self.record)
            return self._whole
        if self._blank is None:
            self._blank = _encoder.encode(replace(self.record, body=None, salt=None))
        return self._blank

    def empty(self) -> None:
        """Forget the body: it was erased or redacted."""
        self.record = replace(self.record, body=None, salt=None)
        self._whole = self._blank = None


@lru_cache(maxsize=1024)
def may_read(roles: frozenset[str], kind: str, undoes_kind: str | None) -> bool:
    """Tell whether `roles` receive the body of a kind."""
    return may_read_body(roles, kind, undoes_kind)


def whole_actions(items: Sequence[Item], limit: int) -> int:
    """Return how many of `items` make a page of about `limit` that cuts no action.

    `items` go on beyond the page as far as there is anything, by one at least. An action longer
    than the page comes whole, for it has at most `MAX_ACTION_OPERATIONS`; more than that under
    one action id is somebody's trick and is cut.
    """
    size = fits = 0
    for item in items[:limit]:
        size += item.size
        if fits and size > MAX_PAGE_BYTES:
            break
        fits += 1
    at = fits
    while 0 < at < len(items) and items[at].action == items[at - 1].action:
        at -= 1
    if at:
        return at
    while fits < min(len(items), MAX_PAGE) and items[fits].action == items[0].action:
        fits += 1
    return fits
