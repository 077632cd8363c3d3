"""Polls typed in from the conference, and points on notes and themes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import UNSET, Body, Count, Does, Label, Ref, Text, UnsetType
from console.domain.ids import points_id

PollKind = Literal["points", "mood", "feedback"]
Counts = dict[Annotated[str, Meta(max_length=80)], Annotated[int, Meta(ge=0, le=100_000)]]
PerPerson = Annotated[int, Meta(ge=1, le=100)]
Options = Annotated[tuple[Label, ...], Meta(max_length=20)]


class PollAdded(Body, frozen=True, kw_only=True):
    """A poll prepared for the evening."""

    KIND: ClassVar[str] = "poll.added"
    DOES: ClassVar[Does] = "add"
    question: Text
    kind: PollKind = "points"
    options: Options = ()
    per_person: PerPerson = 3


class PollSet(Body, frozen=True, kw_only=True):
    """Other settings."""

    KIND: ClassVar[str] = "poll.set"
    options: Options | UnsetType = UNSET
    per_person: PerPerson | UnsetType = UNSET


class PollEdited(Body, frozen=True, kw_only=True):
    """Another wording."""

    KIND: ClassVar[str] = "poll.edited"
    question: Text


class PollOpened(Body, frozen=True, kw_only=True):
    """People vote from now on."""

    KIND: ClassVar[str] = "poll.opened"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "open"}


class PollClosed(Body, frozen=True, kw_only=True):
    """Nobody votes any more."""

    KIND: ClassVar[str] = "poll.closed"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "closed"}


class PollCounted(Body, frozen=True, kw_only=True):
    """What the conference's poll said: option to number of votes."""

    KIND: ClassVar[str] = "poll.counted"
    counts: Counts
    voters: Annotated[int, Meta(ge=0, le=100_000)] | UnsetType = UNSET


class PointsGiven(Body, frozen=True, kw_only=True):
    """More or fewer points for a note or theme."""

    KIND: ClassVar[str] = "points.given"
    COUNTS_FOR: ClassVar[str] = "poll"
    CONTEXT: ClassVar[frozenset[str]] = frozenset({"target"})
    poll: Ref
    target: Ref
    delta: Count

    @property
    def entity_id(self) -> str | None:
        """The points of the target in the poll."""
        return points_id(self.poll, self.target)
