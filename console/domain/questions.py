"""Questions to the city, answers and promises, and the list of speakers."""

from __future__ import annotations

from typing import ClassVar, Literal

from console.domain.bodies import UNSET, Body, Does, Label, Order, Ref, Text, UnsetType

Source = Literal["chat", "hand", "telephone", "group", "before"]
QuestionStatus = Literal["open", "asked", "answered", "written", "not_treated"]
About = Literal["question", "theme", "measure"]


class QuestionAdded(Body, frozen=True, kw_only=True):
    """A question as it was taken down; never with the asker's name."""

    KIND: ClassVar[str] = "question.added"
    DOES: ClassVar[Does] = "add"
    text: Text
    source: Source = "chat"
    office: Text = ""
    group: Ref | None = None
    order: Order


class QuestionEdited(Body, frozen=True, kw_only=True):
    """Other words; `until` and `reason` say how it ends when it is not answered now."""

    KIND: ClassVar[str] = "question.edited"
    text: Text | UnsetType = UNSET
    office: Text | UnsetType = UNSET
    until: Text | UnsetType = UNSET
    reason: Text | UnsetType = UNSET


class QuestionSet(Body, frozen=True, kw_only=True):
    """Another state, place, or the question it was merged into."""

    KIND: ClassVar[str] = "question.set"
    status: QuestionStatus | UnsetType = UNSET
    source: Source | UnsetType = UNSET
    merged_into: Ref | None | UnsetType = UNSET
    order: Order | UnsetType = UNSET


class QuestionWithdrawn(Body, frozen=True, kw_only=True):
    """Off the list."""

    KIND: ClassVar[str] = "question.withdrawn"
    DOES: ClassVar[Does] = "hide"


class AnswerAdded(Body, frozen=True, kw_only=True):
    """An answer or a promise, with the function of who gave it."""

    KIND: ClassVar[str] = "answer.added"
    DOES: ClassVar[Does] = "add"
    text: Text
    function: Text = ""
    about: About
    target: Ref
    promise: bool = False


class AnswerEdited(Body, frozen=True, kw_only=True):
    """Another wording."""

    KIND: ClassVar[str] = "answer.edited"
    text: Text | UnsetType = UNSET
    function: Text | UnsetType = UNSET


class AnswerSet(Body, frozen=True, kw_only=True):
    """A promise, or not; read back, or not yet."""

    KIND: ClassVar[str] = "answer.set"
    promise: bool | UnsetType = UNSET
    read_back: bool | UnsetType = UNSET


class AnswerWithdrawn(Body, frozen=True, kw_only=True):
    """Off the list."""

    KIND: ClassVar[str] = "answer.withdrawn"
    DOES: ClassVar[Does] = "hide"


class SpeakerQueued(Body, frozen=True, kw_only=True):
    """Somebody raised a hand."""

    KIND: ClassVar[str] = "speaker.queued"
    DOES: ClassVar[Does] = "add"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "queued"}
    participant: Ref | None = None
    label: Label = ""
    order: Order


class SpeakerCalled(Body, frozen=True, kw_only=True):
    """It is this person's turn."""

    KIND: ClassVar[str] = "speaker.called"
    IMPLIES: ClassVar[dict[str, str]] = {"status": "called"}


class SpeakerRemoved(Body, frozen=True, kw_only=True):
    """No longer in the queue."""

    KIND: ClassVar[str] = "speaker.removed"
    DOES: ClassVar[Does] = "hide"
