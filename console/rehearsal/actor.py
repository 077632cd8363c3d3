"""Somebody at a console: does what a person does, through what a person uses, and looks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from console.app.console_app import ConsoleApp
from console.rehearsal.acting_invites import ActingInvites
from console.rehearsal.acting_lead import ActingLead
from console.rehearsal.acting_notes import ActingNotes
from console.rehearsal.acting_roster import ActingRoster
from console.rehearsal.acting_shared import ActingShared
from console.rehearsal.journal import Journal
from console.rehearsal.seen import Lost

__all__ = ["Actor", "Lost"]


class Actor:
    """Finds the method for a step; each waits until the screen shows what it did."""

    def __init__(
        self, console: ConsoleApp, journal: Journal, turn: Callable[[], Awaitable[None]]
    ) -> None:
        self._console = console
        self._parts = [
            part(console, journal, turn)
            for part in (ActingShared, ActingLead, ActingInvites, ActingNotes, ActingRoster)
        ]

    async def do(self, name: str, arguments: Mapping[str, Any]) -> str:
        """Do a step of the script; returns the id of what it made.  Raises: Lost."""
        for part in self._parts:
            method = getattr(part, f"do_{name}", None)
            if method is not None:
                return await method(**arguments) or ""
        raise Lost(name)
