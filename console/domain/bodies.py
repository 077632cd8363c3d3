"""What every operation body is made of: the base class and the merge rule of each field type."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from console.domain.ids import UUID_PATTERN
from console.domain.order import MAX_ORDER

__all__ = ["LATEST_INSTANT", "UNSET", "Ago", "Body", "Count", "Does", "Instant", "Label"]
__all__ += ["Minutes", "Order", "Ref", "Text", "UnsetType"]

Does = Literal["add", "set", "hide", "lift", "mark", "undo", "redact", "erase"]

# `$` also matches before a line feed at the end; the length, or `(?!\n)`, keeps that out.
Ref = Annotated[str, Meta(pattern=UUID_PATTERN, max_length=36)]
#: Words that a person types: every version that nobody replaced stays visible.
Text = Annotated[str, Meta(max_length=4000, extra={"merge": "text"})]
#: Short values that are replaced as a whole.
Label = Annotated[str, Meta(max_length=200)]
Order = Annotated[str, Meta(min_length=1, max_length=MAX_ORDER, pattern=r"^[0-9A-Za-z]+(?!\n)$")]
#: Added up over all operations; the body names the run or poll it belongs to.
Count = Annotated[int, Meta(ge=-86_400_000, le=86_400_000, extra={"merge": "counter"})]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
#: How long before the operation's own instant the thing happened, in milliseconds.
Ago = Annotated[int, Meta(ge=0, le=86_400_000, extra={"merge": "none"})]
#: UTC in milliseconds; the limit is a year that every calendar can show.
LATEST_INSTANT: Final = 2**47
Instant = Annotated[int, Meta(ge=0, le=LATEST_INSTANT)]


class Body(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Facts of one operation. Fields left UNSET are not touched by it."""

    KIND: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    DOES: ClassVar[Does] = "set"
    #: Fields that the kind sets by being there ("tech_case.solved" sets status).
    IMPLIES: ClassVar[dict[str, str]] = {}
    #: Name of the one field that the whole body is, for states that merge as one.
    REGISTER: ClassVar[str] = ""
    #: Name of the body field that a counter is kept under.
    COUNTS_FOR: ClassVar[str] = ""
    #: Fields that say where the operation belongs and never change.
    CONTEXT: ClassVar[frozenset[str]] = frozenset()

    @property
    def register_name(self) -> str:
        """The field that the whole body is; a register may be kept apart by what it is about."""
        return self.REGISTER

    @property
    def entity_id(self) -> str | None:
        """The only id that the entity can have, where it exists by combination; else None."""
        return None
