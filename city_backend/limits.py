"""How much one request may hold, and how long one may wait."""

from __future__ import annotations

from typing import Final

from city_backend.wire import Limits
from console.domain.ops import MAX_ACTION_BYTES, MAX_ACTION_OPERATIONS, MAX_OPERATION_BYTES

MAX_OPERATIONS: Final = 500
MAX_BODY_BYTES: Final = 1024 * 1024
MAX_INFLATED_BYTES: Final = 4 * 1024 * 1024
MAX_WAIT_S: Final = 25
#: A mebibyte comes in this time at 140 kbit/s.
BODY_WITHIN_S: Final = 60.0
#: Of one member; who copies a dialogue file back and forth enrols one each time.
MAX_DEVICES: Final = 32
#: Below this an answer is not worth packing.
MIN_PACKED_BYTES: Final = 1024
PROTOCOL: Final = (1, 1)

LIMITS: Final = Limits(
    operations=MAX_OPERATIONS,
    operation_bytes=MAX_OPERATION_BYTES,
    action_bytes=MAX_ACTION_BYTES,
    body_bytes=MAX_BODY_BYTES,
    inflated_bytes=MAX_INFLATED_BYTES,
    page=MAX_ACTION_OPERATIONS,
    wait_s=MAX_WAIT_S,
)
