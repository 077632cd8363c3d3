"""The folded dialogue in memory, as the projections have it."""

from __future__ import annotations

from typing import Any

from console.domain import values
from console.domain.course import Course
from console.domain.group_timer import GroupTimer
from console.domain.ids import RUN_ID, seat_id, timer_id
from console.domain.project import Projected


class DialogueState:
    """Values by id, one mapping per family. Readers never change them; only the store does."""

    def __init__(self, dialogue_id: str) -> None:
        self.dialogue_id = dialogue_id
        self.courses: dict[str, Course] = {}
        self.dialogues: dict[str, values.Dialogue] = {}
        self.columns: dict[str, values.Column] = {}
        self.agenda_items: dict[str, values.AgendaItem] = {}
        self.checks: dict[str, values.Check] = {}
        self.groups: dict[str, values.Group] = {}
        self.timers: dict[str, GroupTimer] = {}
        self.draws: dict[str, values.Draw] = {}
        self.seats: dict[str, values.Seat] = {}
        self.participants: dict[str, values.Participant] = {}
        self.attendance: dict[str, values.AttendanceLog] = {}
        self.tech_cases: dict[str, values.TechCase] = {}
        self.notes: dict[str, values.Note] = {}
        self.themes: dict[str, values.Theme] = {}
        self.measures: dict[str, values.Measure] = {}
        self.questions: dict[str, values.Question] = {}
        self.answers: dict[str, values.Answer] = {}
        self.speakers: dict[str, values.Speaker] = {}
        self.polls: dict[str, values.Poll] = {}
        self.points: dict[str, values.Points] = {}
        self.signals: dict[str, values.Signal] = {}
        self.messages: dict[str, values.Message] = {}
        self.members: dict[str, values.MemberValue] = {}
        self.leads: dict[str, values.Value] = {}
        self.damaged: set[tuple[str, str]] = set()

    def family(self, name: str) -> dict[str, Any]:
        """Return the mapping of a family by its name in operations ("note", "run", …)."""
        mapping: dict[str, Any] = getattr(self, ATTRIBUTES[name])
        return mapping

    def put(self, family: str, value: Projected) -> None:
        """Take over a value; called by the store after COMMIT and while opening."""
        if family in ATTRIBUTES:
            entity = RUN_ID if isinstance(value, Course) else value.id
            self.family(family)[entity] = value

    @property
    def dialogue(self) -> values.Dialogue:
        """The dialogue itself; an empty one before anything is known."""
        return self.dialogues.get(self.dialogue_id) or values.Dialogue(id=self.dialogue_id)

    @property
    def course(self) -> Course:
        """The way the evening took so far."""
        return self.courses.get(RUN_ID) or Course()

    def agenda(self) -> list[values.AgendaItem]:
        """Return the items of the run sheet in order, without removed ones."""
        return _shown(self.agenda_items)

    def board_columns(self) -> list[values.Column]:
        """Return the columns in order, without removed ones."""
        return _shown(self.columns)

    def groups_of(self, item: str) -> list[values.Group]:
        """Return the groups of a breakout item in order, without removed ones."""
        return [group for group in _shown(self.groups) if group.item == item]

    def timer(self, item: str, group: str | None = None) -> GroupTimer:
        """Return the timer of a group, or the item's own, in an item."""
        key = timer_id(item, group)
        return self.timers.get(key) or GroupTimer(id=key, item=item, group=group)

    def seat(self, item: str, participant: str) -> str | None:
        """Return the group in which a participant sits in an item."""
        seat = self.seats.get(seat_id(item, participant))
        return seat.group if seat is not None and not seat.hidden else None

    def attendance_of(self, participant: str) -> values.AttendanceLog:
        """Return a participant's attendance."""
        found = self.attendance.get(participant)
        return found or values.AttendanceLog(id=participant)

    def people(self) -> list[values.Participant]:
        """Return everybody on the roster, without erased and merged entries, in no order."""
        return [person for person in self.participants.values() if not person.hidden]

    def board_notes(self) -> list[values.Note]:
        """Return the notes that are not withdrawn, in no order."""
        return [note for note in self.notes.values() if not note.hidden]


def _shown(mapping: dict[str, Any]) -> list[Any]:
    shown = [value for value in mapping.values() if not value.hidden]
    shown.sort(key=lambda value: (value.order, value.id))
    return shown


#: family in operations → attribute here, which is also the projection's table.
ATTRIBUTES = {
    "dialogue": "dialogues",
    "run": "courses",
    "column": "columns",
    "agenda_item": "agenda_items",
    "check": "checks",
    "group": "groups",
    "timer": "timers",
    "draw": "draws",
    "seat": "seats",
    "participant": "participants",
    "attendance": "attendance",
    "tech_case": "tech_cases",
    "note": "notes",
    "theme": "themes",
    "measure": "measures",
    "question": "questions",
    "answer": "answers",
    "speaker": "speakers",
    "poll": "polls",
    "points": "points",
    "signal": "signals",
    "message": "messages",
    "member": "members",
    "lead": "leads",
}
