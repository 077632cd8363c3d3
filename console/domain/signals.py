"""Gruppenfunk between groups and the lead, and messages on the projector."""

from __future__ import annotations

from typing import ClassVar, Literal

from console.domain.bodies import UNSET, Body, Does, Instant, Label, Ref, UnsetType

Call = Literal["please_come", "tech", "more_time", "done", "line", "to_groups"]
Reply = Literal["coming", "yes", "no", "seen"]


class SignalRaised(Body, frozen=True, kw_only=True):
    """One key from a group, or one line; None as group: from the lead to all groups."""

    KIND: ClassVar[str] = "signal.raised"
    DOES: ClassVar[Does] = "add"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "open"}
    group: Ref | None
    call: Call
    line: Label = ""


class SignalAnswered(Body, frozen=True, kw_only=True):
    """The one-key answer."""

    KIND: ClassVar[str] = "signal.answered"
    reply: Reply


class SignalClosed(Body, frozen=True, kw_only=True):
    """Settled."""

    KIND: ClassVar[str] = "signal.closed"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "closed"}


class MessageShown(Body, frozen=True, kw_only=True):
    """One sentence on the projector; the empty one takes it away."""

    KIND: ClassVar[str] = "message.shown"
    text: Label
    until: Instant | None | UnsetType = UNSET
