"""Calls from groups as hints, each with its answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.viewmodels.calls import waiting_calls
from console.viewmodels.desk import Desk
from console.viewmodels.live_hint import Hint, HintAct, Rank

#: The id of a call's hint begins with it.
PREFIX: Final = "call:"


def call_hints(desk: Desk) -> Iterator[Hint]:
    """Yield the calls that wait for an answer here."""
    for call in waiting_calls(desk):
        acts = tuple(HintAct(one.reply, one.words, one.letter, one.name) for one in call.answers)
        yield Hint(
            f"{PREFIX}{call.id}",
            Rank.CALL,
            call.since,
            call.title,
            call.detail,
            call.tone,
            call.icon,
            f"group:{call.group}",
            acts,
        )


def call_of(hint: str) -> str:
    """Return the signal that a hint's id names; empty for any other hint."""
    return hint.removeprefix(PREFIX) if hint.startswith(PREFIX) else ""
