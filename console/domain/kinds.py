"""Every kind of operation, version 1, with what the fold and the rights need to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, cast

import msgspec
from msgspec import inspect

from console.domain import (
    agenda,
    dialogue,
    groups,
    measures,
    members,
    notes,
    polls,
    questions,
    roster,
    run,
    signals,
    themes,
    timers,
)
from console.domain.bodies import Body

BODIES: Final[tuple[type[Body], ...]] = (
    dialogue.DialogueSet,
    dialogue.DialogueEdited,
    run.RunAdvanced,
    run.RunCorrected,
    run.RunPaused,
    run.RunResumed,
    agenda.ColumnAdded,
    agenda.ColumnSet,
    agenda.ColumnEdited,
    agenda.ColumnRemoved,
    agenda.AgendaItemAdded,
    agenda.AgendaItemSet,
    agenda.AgendaItemEdited,
    agenda.AgendaItemRemoved,
    agenda.CheckTicked,
    groups.GroupAdded,
    groups.GroupSet,
    groups.GroupEdited,
    groups.GroupRemoved,
    groups.DrawApplied,
    groups.SeatSet,
    timers.TimerStarted,
    timers.TimerPaused,
    timers.TimerResumed,
    timers.TimerReset,
    timers.TimerExtended,
    timers.TimerReturned,
    roster.ParticipantAdded,
    roster.ParticipantSet,
    roster.ParticipantContactSet,
    roster.ParticipantTraitsSet,
    roster.ParticipantMerged,
    roster.ParticipantErased,
    roster.AttendanceMarked,
    roster.TechCaseOpened,
    roster.TechCaseSet,
    roster.TechCaseEdited,
    roster.TechCaseSolved,
    notes.NoteAdded,
    notes.NoteEdited,
    notes.NoteSet,
    notes.NoteWithdrawn,
    notes.NoteRestored,
    themes.ThemeAdded,
    themes.ThemeEdited,
    themes.ThemeSet,
    themes.ThemeWithdrawn,
    themes.ThemeRestored,
    measures.MeasureAdded,
    measures.MeasureEdited,
    measures.MeasureSet,
    measures.MeasureWithdrawn,
    measures.MeasureRestored,
    questions.QuestionAdded,
    questions.QuestionEdited,
    questions.QuestionSet,
    questions.QuestionWithdrawn,
    questions.AnswerAdded,
    questions.AnswerEdited,
    questions.AnswerSet,
    questions.AnswerWithdrawn,
    questions.SpeakerQueued,
    questions.SpeakerCalled,
    questions.SpeakerRemoved,
    polls.PollAdded,
    polls.PollSet,
    polls.PollEdited,
    polls.PollOpened,
    polls.PollClosed,
    polls.PollCounted,
    polls.PointsGiven,
    signals.SignalRaised,
    signals.SignalAnswered,
    signals.SignalClosed,
    signals.MessageShown,
    members.MemberAdded,
    members.MemberSet,
    members.MemberRevoked,
    members.LeadClaimed,
    members.Redacted,
    members.Undone,
)


class Kind(msgspec.Struct, frozen=True):
    """One kind: its declaration, and its fields by the way they merge."""

    name: str
    version: int
    body: type[Body]
    texts: frozenset[str]
    values: frozenset[str]
    settable: frozenset[str]
    counter: str
    decoder: msgspec.json.Decoder[Any]

    @property
    def family(self) -> str:
        """The entity's family; empty for `undone` and `redacted`, which have their target's."""
        return "" if self.body.DOES in ("undo", "redact") else self.name.partition(".")[0]


def _merge_of(field: inspect.Field) -> str:
    """Return how a field merges: "text", "counter", "none", or "value"."""
    options: Iterable[inspect.Type] = (
        field.type.types if isinstance(field.type, inspect.UnionType) else (field.type,)
    )
    for option in options:
        if isinstance(option, inspect.Metadata):
            extra = cast("dict[str, object] | None", option.extra)  # pyright: ignore[reportUnknownMemberType]
            if extra:
                return str(extra.get("merge", "value"))
    return "value"


def _kind(body: type[Body]) -> Kind:
    info = inspect.type_info(body)
    assert isinstance(info, inspect.StructType)
    merges = {field.name: _merge_of(field) for field in info.fields}
    texts = frozenset(name for name, merge in merges.items() if merge == "text")
    counters = [name for name, merge in merges.items() if merge == "counter"]
    apart = body.CONTEXT | {body.COUNTS_FOR}
    whole = bool(body.REGISTER) or body.DOES in ("mark", "undo", "redact", "erase")
    values = frozenset(
        name
        for name, merge in merges.items()
        if merge == "value" and name not in apart and not whole
    )
    return Kind(
        name=body.KIND,
        version=body.VERSION,
        body=body,
        texts=texts,
        values=values,
        settable=texts | values,
        counter=counters[0] if counters else "",
        decoder=msgspec.json.Decoder(body, strict=True),
    )


class _Kinds(Mapping[str, Kind]):
    """Kinds by name; each is read from its declaration when it is first asked for."""

    def __init__(self, bodies: Iterable[type[Body]]) -> None:
        self._bodies: Final = {body.KIND: body for body in bodies}
        self._kinds: Final[dict[str, Kind]] = {}

    def __getitem__(self, name: str) -> Kind:
        found = self._kinds.get(name)
        if found is None:
            found = self._kinds[name] = _kind(self._bodies[name])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def __contains__(self, name: object) -> bool:
        return name in self._bodies


KINDS: Final[Mapping[str, Kind]] = _Kinds(BODIES)


@lru_cache(maxsize=1024)
def family_of(kind: str, undoes_kind: str | None = None) -> str:
    """Return the family that an operation belongs to; of unknown kinds, their first part."""
    if kind in ("undone", "redacted"):
        return (undoes_kind or "").partition(".")[0]
    return kind.partition(".")[0]
