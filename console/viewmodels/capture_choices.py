"""Column and origin of the next note: offered, chosen, and suggested by the evening."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.storage.change import Change
from console.viewmodels.capture_origin import NoteOrigin, is_in_groups, note_origins
from console.viewmodels.desk import Desk
from console.viewmodels.notes_columns import BoardColumn, board_columns, columns_asked


class CaptureChoices(QObject):
    """`changed`: others are offered. `chosen`: another column or origin is chosen.

    While `held` nothing changes by itself: a begun note keeps its column and origin.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.held = False
        self.columns: list[BoardColumn] = []
        self.origins: list[NoteOrigin] = []
        self.column = ""
        self.origin: str | None = None
        self._used: list[str] = []
        self._place = 0
        self._item = self._present_item()
        self._read()
        self._follow_item()
        desk.bridge.changed.connect(self._on_change)
        desk.evening.changed.connect(self.catch_up)

    @property
    def column_index(self) -> int:
        return next((n for n, one in enumerate(self.columns) if one.id == self.column), -1)

    @property
    def origin_index(self) -> int:
        return next((n for n, one in enumerate(self.origins) if one.group == self.origin), 0)

    @property
    def spoken(self) -> str:
        """Where the note will go, for screen readers."""
        index = self.column_index
        column = self.columns[index].title if index >= 0 else ""
        origin = self.origins[self.origin_index].label if self.origins else ""
        return self._desk.words("notes.capture_name", column=column, origin=origin)

    def choose_column(self, index: int) -> None:
        if 0 <= index < len(self.columns):
            self.column = self.columns[index].id
            self.chosen.emit()

    def choose_digit(self, digit: str) -> bool:
        """Choose a column by its key; False when no column has it."""
        index = next((n for n, one in enumerate(self.columns) if one.digit == digit), -1)
        self.choose_column(index)
        return index >= 0

    def choose_origin(self, index: int) -> None:
        if 0 <= index < len(self.origins):
            self.origin, self._place = self.origins[index].group, self.origins[index].place
            self.chosen.emit()

    def choose_group(self, place: int) -> bool:
        """Choose a group by its number; False when no group has it."""
        index = next((n for n, one in enumerate(self.origins) if one.place == place), -1)
        self.choose_origin(index)
        return index >= 0

    def step_origin(self) -> None:
        """Go on to the next origin, after the last to the first."""
        if self.origins:
            self.choose_origin((self.origin_index + 1) % len(self.origins))

    def remember(self) -> None:
        """A note was saved: its column comes first the next time."""
        self._used = [self.column, *(one for one in self._used if one != self.column)]

    def bring_back(self, column: str, origin: str | None) -> None:
        """Choose what was chosen with a draft, as far as it is still offered."""
        if any(one.id == column for one in self.columns):
            self.column = column
        if any(one.group == origin for one in self.origins):
            self.origin = origin

    def catch_up(self) -> None:
        """Take over what changed in the evening; later while a note is being typed."""
        if self.held:
            return
        self._read()
        if self._present_item() != self._item:
            self._item = self._present_item()
            self._follow_item()
            self.chosen.emit()

    def _present_item(self) -> str | None:
        item = self._desk.evening.item
        return item.id if item is not None else None

    def _read(self) -> None:
        columns = board_columns(self._desk.store.state.board_columns())
        origins = note_origins(self._desk)
        if (columns, origins) == (self.columns, self.origins):
            return
        self.columns, self.origins = columns, origins
        if self.column_index < 0:
            self.column = columns[0].id if columns else ""
        if not any(origin.group == self.origin for origin in origins):
            self._default_origin()
        self.changed.emit()

    def _follow_item(self) -> None:
        """To a column the present item asks for; before any was used, an earlier item's."""
        asked = columns_asked(self._desk.evening.item, self.columns)
        if not asked and not self._used:
            asked = self._asked_before()
        if asked and self.column not in asked:
            self.column = next((one for one in self._used if one in asked), asked[0])
        self._default_origin()

    def _asked_before(self) -> list[str]:
        """The columns that the latest item asked for, of those that asked for any."""
        evening = self._desk.evening.evening
        items = {item.id: item for item in evening.items}
        for visit in reversed(evening.course.visits):
            if asked := columns_asked(items.get(visit.item), self.columns):
                return asked
        return []

    def _default_origin(self) -> None:
        """Plenary in the plenary; in the groups the own one, else the one used last."""
        place = self._place if is_in_groups(self._desk.evening.item) else 0
        chosen = next((one for one in self.origins if one.place == place), None)
        if chosen is None and self.origins:
            chosen = self.origins[0]
        self.origin = chosen.group if chosen is not None else None

    def _on_change(self, change: Change) -> None:
        if change.touches("column", "group", "member", "lead"):
            self.catch_up()
