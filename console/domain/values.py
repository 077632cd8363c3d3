"""What the rest of the program sees of each entity: one frozen value per family."""

from __future__ import annotations

from msgspec import Struct

from console.domain.agenda import ItemKind, Policy, Purpose
from console.domain.fold import TextValue
from console.domain.measures import MeasureStatus
from console.domain.polls import PollKind
from console.domain.questions import About, QuestionStatus, Source
from console.domain.roster import Attendance, Part, Problem
from console.domain.signals import Call

NO_TEXT = TextValue(text="", versions=())


class Value(Struct, frozen=True, kw_only=True):
    """Common to all: `hidden` when withdrawn, removed or its making was undone.

    `unsent`: an operation of it has not come back from the log yet. `needs_newer`: a newer
    program wrote something this one does not know, so it is shown but not changed.
    `made_at` is UTC ms, `made_by` a member id (empty before the first exchange).
    """

    id: str
    hidden: bool = False
    unsent: bool = False
    needs_newer: bool = False
    damaged: bool = False
    made_at: int = 0
    made_by: str = ""
    made_role: str = ""


class Dialogue(Value, frozen=True, kw_only=True):
    """The dialogue; instants are UTC ms, `zone` an IANA name."""

    title: TextValue = NO_TEXT
    topic: TextValue = NO_TEXT
    city: str = ""
    starts_at: int = 0
    ends_at: int = 0
    admission_min: int = 0
    zone: str = "Europe/Berlin"
    places: int = 0
    deputies: bool = True
    delete_after: int = 0
    hotline: str = ""
    recorded: bool = False


class Column(Value, frozen=True, kw_only=True):
    """A column of the board."""

    title: TextValue = NO_TEXT
    label: TextValue = NO_TEXT
    purpose: Purpose = "question"
    order: str = ""


class AgendaItem(Value, frozen=True, kw_only=True):
    """An item of the run sheet; minutes of a breakout include going and coming."""

    title: TextValue = NO_TEXT
    question: TextValue = NO_TEXT
    said: TextValue = NO_TEXT
    cue: TextValue = NO_TEXT
    slide: TextValue = NO_TEXT
    who: TextValue = NO_TEXT
    kind: ItemKind = "plenary"
    minutes: int = 0
    min_minutes: int = 0
    going_min: int = 0
    coming_min: int = 0
    per_group_min: int = 0
    policy: Policy = "if_needed"
    fixed_start: int | None = None
    thresholds: tuple[int, ...] = (5, 1)
    skipped: bool = False
    order: str = ""

    @property
    def group_minutes(self) -> int:
        """What is left for the groups themselves."""
        return max(0, self.minutes - self.going_min - self.coming_min)


class Check(Value, frozen=True, kw_only=True):
    """One line of a tick list."""

    item: str = ""
    line: str = ""
    ticked: bool = False


class Group(Value, frozen=True, kw_only=True):
    """A breakout group of one breakout item; moderator and note-taker are participants."""

    name: TextValue = NO_TEXT
    topic: TextValue = NO_TEXT
    item: str = ""
    order: str = ""
    moderator: str | None = None
    notetaker: str | None = None
    places: int = 0


class Draw(Value, frozen=True, kw_only=True):
    """The winning draw of an item; `op` is the operation that its seats name."""

    op: str = ""
    seed: str = ""


class Seat(Value, frozen=True, kw_only=True):
    """Where a participant sits in an item; None: in no group."""

    item: str = ""
    participant: str = ""
    group: str | None = None


class Participant(Value, frozen=True, kw_only=True):
    """A person on the roster; `rivals` names fields with a second value nobody replaced."""

    first_name: str = ""
    last_name: str = ""
    part: Part = "citizen"
    guest: bool = False
    dial_in: bool = False
    merged_into: str | None = None
    erased: bool = False
    rivals: dict[str, tuple[str, ...]] = {}

    @property
    def name(self) -> str:
        """First and last name as they are said."""
        return f"{self.first_name} {self.last_name}".strip()


class Presence(Struct, frozen=True, kw_only=True):
    """One event of attendance at `at` (UTC ms)."""

    state: Attendance
    at: int
    op_id: str


class AttendanceLog(Value, frozen=True, kw_only=True):
    """All events of one participant in order; nobody has marked anything: registered."""

    events: tuple[Presence, ...] = ()

    @property
    def state(self) -> Attendance:
        """The present state."""
        return self.events[-1].state if self.events else "registered"

    def state_at(self, instant: int) -> Attendance:
        """Return the state at an instant (UTC ms)."""
        past = [event for event in self.events if event.at <= instant]
        return past[-1].state if past else "registered"


class TechCase(Value, frozen=True, kw_only=True):
    """Technical trouble of a participant."""

    participant: str = ""
    problem: Problem = "other"
    text: TextValue = NO_TEXT
    status: str = "open"
    solved_at: int | None = None


class Note(Value, frozen=True, kw_only=True):
    """A sticky note; `group` is its origin (None: plenary), `item` the agenda item it was in."""

    text: TextValue = NO_TEXT
    column: str | None = None
    order: str = ""
    group: str | None = None
    item: str | None = None
    theme: str | None = None
    for_plenary: bool = False
    own_words: bool = False
    changed_at: int = 0


class Theme(Value, frozen=True, kw_only=True):
    """Several notes under a title."""

    title: TextValue = NO_TEXT
    summary: TextValue = NO_TEXT
    column: str | None = None
    order: str = ""
    letter: str = ""


class Measure(Value, frozen=True, kw_only=True):
    """A measure; a proposal from the dialogue until somebody entitled promises it."""

    what: TextValue = NO_TEXT
    responsible: TextValue = NO_TEXT
    due: TextValue = NO_TEXT
    answer: TextValue = NO_TEXT
    column: str | None = None
    sources: tuple[str, ...] = ()
    status: MeasureStatus = "proposal"
    order: str = ""


class Question(Value, frozen=True, kw_only=True):
    """A question to the city."""

    text: TextValue = NO_TEXT
    office: TextValue = NO_TEXT
    until: TextValue = NO_TEXT
    reason: TextValue = NO_TEXT
    source: Source = "chat"
    group: str | None = None
    status: QuestionStatus = "open"
    merged_into: str | None = None
    order: str = ""


class Answer(Value, frozen=True, kw_only=True):
    """An answer or promise about a question, theme or measure."""

    text: TextValue = NO_TEXT
    function: TextValue = NO_TEXT
    about: About = "question"
    target: str = ""
    promise: bool = False
    read_back: bool = False


class Speaker(Value, frozen=True, kw_only=True):
    """Somebody who wants to speak."""

    participant: str | None = None
    label: str = ""
    order: str = ""
    status: str = "queued"


class Poll(Value, frozen=True, kw_only=True):
    """A poll in the conference."""

    question: TextValue = NO_TEXT
    kind: PollKind = "points"
    options: tuple[str, ...] = ()
    per_person: int = 3
    status: str = "prepared"
    counts: dict[str, int] = {}
    voters: int = 0


class Points(Value, frozen=True, kw_only=True):
    """Points of one target in one poll."""

    poll: str = ""
    target: str = ""
    count: int = 0


class Signal(Value, frozen=True, kw_only=True):
    """A call from a group (None: from the lead to all groups)."""

    group: str | None = None
    call: Call = "line"
    line: str = ""
    reply: str = ""
    status: str = "open"


class Message(Value, frozen=True, kw_only=True):
    """A sentence on the projector."""

    text: str = ""
    until: int | None = None


class MemberValue(Value, frozen=True, kw_only=True):
    """A member of the moderation team."""

    name: str = ""
    role: str = "observer"
    groups: tuple[str, ...] = ()
    revoked: bool = False
