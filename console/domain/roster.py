"""Participants, their attendance, and technical trouble."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from console.domain.bodies import UNSET, Ago, Body, Does, Label, Ref, Text, UnsetType

Part = Literal[
    "citizen",
    "moderator",
    "notetaker",
    "staff",
    "politics",
    "press",
    "observer",
    "interpreter",
    "assistant",
]
Attendance = Literal["registered", "promised", "waiting", "present", "left", "excluded"]
Problem = Literal["no_sound", "no_picture", "unstable", "room_not_found", "other"]
Traits = dict[Annotated[str, Meta(max_length=40)], Annotated[str, Meta(max_length=80)]]


class ParticipantAdded(Body, frozen=True, kw_only=True):
    """A person on the roster; `guest` came without being registered."""

    KIND: ClassVar[str] = "participant.added"
    DOES: ClassVar[Does] = "add"
    first_name: Label = ""
    last_name: Label = ""
    part: Part = "citizen"
    guest: bool = False
    dial_in: bool = False


class ParticipantSet(Body, frozen=True, kw_only=True):
    """Another name or part."""

    KIND: ClassVar[str] = "participant.set"
    first_name: Label | UnsetType = UNSET
    last_name: Label | UnsetType = UNSET
    part: Part | UnsetType = UNSET
    dial_in: bool | UnsetType = UNSET


class ParticipantContactSet(Body, frozen=True, kw_only=True):
    """How to reach the person; only lead and co-host ever receive this."""

    KIND: ClassVar[str] = "participant.contact_set"
    email: Label | UnsetType = UNSET
    phone: Label | UnsetType = UNSET


class ParticipantTraitsSet(Body, frozen=True, kw_only=True):
    """Attributes for an even draw; only lead and co-host ever receive this."""

    KIND: ClassVar[str] = "participant.traits_set"
    traits: Traits | UnsetType = UNSET


class ParticipantMerged(Body, frozen=True, kw_only=True):
    """This entry is the same person as `into`."""

    KIND: ClassVar[str] = "participant.merged"
    into: Ref


class ParticipantErased(Body, frozen=True, kw_only=True):
    """The person's data are deleted everywhere, earlier and later operations alike."""

    KIND: ClassVar[str] = "participant.erased"
    DOES: ClassVar[Does] = "erase"


class AttendanceMarked(Body, frozen=True, kw_only=True):
    """An event of presence; the entity is the participant."""

    KIND: ClassVar[str] = "attendance.marked"
    DOES: ClassVar[Does] = "mark"
    state: Attendance
    source: Literal["hand", "import"] = "hand"
    ago_ms: Ago = 0


class TechCaseOpened(Body, frozen=True, kw_only=True):
    """A participant has technical trouble."""

    KIND: ClassVar[str] = "tech_case.opened"
    DOES: ClassVar[Does] = "add"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "open"}
    participant: Ref
    problem: Problem
    text: Text = ""


class TechCaseSet(Body, frozen=True, kw_only=True):
    """Another kind of trouble."""

    KIND: ClassVar[str] = "tech_case.set"
    problem: Problem | UnsetType = UNSET


class TechCaseEdited(Body, frozen=True, kw_only=True):
    """Other words about the trouble."""

    KIND: ClassVar[str] = "tech_case.edited"
    text: Text


class TechCaseSolved(Body, frozen=True, kw_only=True):
    """The trouble is over."""

    KIND: ClassVar[str] = "tech_case.solved"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "solved"}
