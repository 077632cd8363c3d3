"""What conductor and consoles say to each other: one JSON object on each line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from console.rehearsal.journal import Entry


class Cue(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From the conductor: a new time, and what to do at it.

    `do` names a step of the script for the actor, or one of the conductor's own: "" (only the
    time), "settle" (answer when nothing is under way any more and the log is known up to
    `seq`), "network" (what waits for a better network tries at once), "close".
    """

    wall_ms: int
    monotonic_ms: float
    do: str = ""
    args: Mapping[str, Any] = {}
    seq: int = 0


class Answer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """From a console, when it has done what the cue said and is idle.

    `made` is the id of what the step made, `cursor` how far it knows the log, `pending` how many
    of its operations the log does not have, `problem` what went wrong in words for the report.
    """

    idle: Literal[True] = True
    made: str = ""
    cursor: int = 0
    pending: int = 0
    problem: str = ""
    entries: tuple[Entry, ...] = ()
