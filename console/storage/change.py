"""What a commit tells the rest of the program: which entities, and who began it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct


class Origin(Enum):
    """Who began a change."""

    LOCAL = "local"
    REMOTE = "remote"
    #: Own operations came back from the log: usually nothing on screen moves.
    ECHO = "echo"


class Done(Struct, frozen=True, kw_only=True):
    """A user action by the key of its words (`shell.action.<key>`) and their parameters."""

    key: str
    parameters: Mapping[str, object] = {}


class Change(Struct, frozen=True, kw_only=True):
    """Announced once after COMMIT; it names what changed and carries no data.

    `ids` holds the entities' ids by family. `action` and `done` are set for local changes;
    `undoable` is false for what undo and redo themselves write.
    """

    ids: Mapping[str, frozenset[str]]
    origin: Origin
    action: str | None = None
    done: Done | None = None
    undoable: bool = True

    @property
    def families(self) -> frozenset[str]:
        """The families touched."""
        return frozenset(self.ids)

    def touches(self, *families: str) -> bool:
        """Tell whether any of `families` changed."""
        return any(family in self.ids for family in families)
