"""How somebody wants the backend to be run and watched."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from city_backend.access_log import AccessLog

#: Below this the disk is as good as full: a write-ahead log has to grow before it shrinks.
MIN_FREE_BYTES: Final = 100 * 1024 * 1024


class Operating(Struct, frozen=True, kw_only=True):
    """Wishes of whoever operates the backend.

    `metrics_token_hash`: SHA-256 (hex) of the token for /metrics; None: this machine only.
    `proxy`: the address of a proxy whose word about addresses is taken, "" for none.
    """

    access: AccessLog | None = None
    metrics_token_hash: str | None = None
    min_free: int = MIN_FREE_BYTES
    proxy: str = ""


#: What holds where nobody wishes anything.
OPERATING: Final = Operating()
