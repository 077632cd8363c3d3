"""What can be done with one item of the run sheet, besides changing its words and minutes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from console.commands import agenda, run
from console.domain.values import AgendaItem
from console.viewmodels.desk import Desk

#: A new item begins with so many minutes.
NEW_MIN = 5
#: The acts in the order of the menu.
ACTS = ("open", "jump", "up", "down", "before", "after", "copy", "skip", "remove")
#: The acts that keys of one's own choice do, and what they are called among the keys.
KEYS = {"jump": "item_jump", "up": "item_up", "down": "item_down", "skip": "item_skip"}


class ItemAct(Struct, frozen=True):
    """One line of an item's menu: what it is called, and its key."""

    code: str
    words: str
    keys: str = ""


class AgendaEdits(QObject):
    """`added` names an item that came to the sheet by an act of this console."""

    added = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._awaited: str | None = None
        desk.evening.changed.connect(self._tell_added)

    # what can be done

    def acts(self, item: str) -> list[ItemAct]:
        """Return what can be done with an item by who works here; of nothing, no menu opens."""
        return [self._act(code, item) for code in ACTS if self.can(code, item)]

    def act_of(self, pressed: str) -> str:
        """Return the act that keys mean on an item, as Qt writes them; empty for none."""
        keys = self._desk.keys
        return next((code for code, name in KEYS.items() if keys.of(name) == pressed), "")

    def name(self, item: str) -> str:
        """Return what the menu of an item is called."""
        return self._desk.words("agenda.menu_name", item=self._title(item))

    def can(self, code: str, item: str) -> bool:
        """Whether one of the acts is possible with an item now."""
        if item not in self._sheet():
            return False
        if code == "open":
            return True
        if code == "jump":
            present = self._desk.evening.item
            on = present is not None and present.id == item
            return not on and self._desk.may("run.advanced")
        if code in {"up", "down"}:
            return self._neighbour(item, code) is not None and self.may_change
        if code in {"before", "copy", "after"}:
            ahead = code != "before" or self.is_ahead(item)
            return ahead and self._desk.may("agenda_item.added")
        kind = "agenda_item.removed" if code == "remove" else "agenda_item.set"
        return self.is_ahead(item) and self._desk.may(kind)

    @property
    def may_change(self) -> bool:
        """Whether who works here may change the run sheet."""
        return self._desk.may("agenda_item.set")

    @property
    def may_add(self) -> bool:
        """Whether who works here may put items on the run sheet."""
        return self._desk.may("agenda_item.added")

    def is_ahead(self, item: str) -> bool:
        """Whether an item has not been on yet, left out or not."""
        return item in self._ahead()

    def place_for(self, item: str, before: str | None) -> bool:
        """Whether an item can be moved above another (or to the end): among those ahead."""
        ahead = self._ahead()
        return (
            self.may_change
            and item in ahead
            and before != item
            and (before is None or before in ahead)
        )

    # what it does

    def do(self, code: str, item: str) -> bool:
        """Do one of the acts but `open`; False when it cannot be, or was refused."""
        if not self.can(code, item):
            return False
        deeds: dict[str, Callable[[str], bool]] = {
            "jump": self._jump,
            "up": lambda one: self._step(one, "up"),
            "down": lambda one: self._step(one, "down"),
            "before": lambda one: self.add(before=one),
            "after": lambda one: self.add(after=one),
            "copy": self._copy,
            "skip": self._skip,
            "remove": lambda one: self._desk.attempt(agenda.remove_item, one),
        }
        return deeds[code](item) if code in deeds else False

    def add(self, *, before: str | None = None, after: str | None = None) -> bool:
        """Put a new item above or below another, or at the end."""
        title = self._desk.words("agenda.new_title")
        places = {"before": before, "after": after}
        self._awaited = self._desk.made(agenda.add_item, title, "plenary", NEW_MIN, **places)
        return self._awaited is not None

    def move(self, item: str, before: str | None) -> bool:
        """Move an item above another, or with None to the end."""
        return self.place_for(item, before) and self._desk.attempt(
            agenda.move_item, item, before=before
        )

    def _jump(self, item: str) -> bool:
        current = self._desk.evening.evening.course.current
        visit = current.id if current is not None else None
        return self._desk.attempt(run.advance, visit, item)

    def _step(self, item: str, way: str) -> bool:
        before = self._neighbour(item, way)
        if before is None:
            return False
        if way == "down":
            ids = self._sheet()
            following = ids.index(before) + 1
            return self.move(item, ids[following] if following < len(ids) else None)
        return self.move(item, before)

    def _skip(self, item: str) -> bool:
        skipped = self._found(item).skipped
        return self._desk.attempt(agenda.set_skipped, item, skipped=not skipped)

    def _copy(self, item: str) -> bool:
        title = self._desk.words("agenda.copy_title", item=self._title(item))
        self._awaited = self._desk.made(agenda.copy_item, item, title)
        return self._awaited is not None

    # reading

    def _act(self, code: str, item: str) -> ItemAct:
        words = self._desk.words
        named = "unskip" if code == "skip" and self._found(item).skipped else code
        keys = words("shell.key.Return") if code == "open" else ""
        if code in KEYS:
            keys = self._desk.keys.label(KEYS[code])
        return ItemAct(code, words(f"agenda.act.{named}"), keys)

    def _neighbour(self, item: str, way: str) -> str | None:
        """Return the item that an item would change places with."""
        ahead = self._ahead()
        if item not in ahead:
            return None
        there = ahead.index(item) + (-1 if way == "up" else 1)
        return ahead[there] if 0 <= there < len(ahead) else None

    def _ahead(self) -> list[str]:
        """Items below the last one that was on or is, so that none of them gets lost above it."""
        rows = self._desk.evening.forecast.rows
        course = self._desk.evening.evening.course
        if course.is_over:
            return []
        present = course.current.item if course.current is not None else None
        ids = [row.item for row in rows]
        below = ids.index(present) + 1 if present in ids else 0
        on_sheet = set(self._sheet())
        return [row.item for row in rows[below:] if not row.actual and row.item in on_sheet]

    def _sheet(self) -> list[str]:
        return [item.id for item in self._desk.store.state.agenda()]

    def _found(self, item: str) -> AgendaItem:
        return self._desk.store.state.agenda_items[item]

    def _title(self, item: str) -> str:
        return self._found(item).title.text

    def _tell_added(self) -> None:
        """Only when it is on the sheet that everybody sees can it be opened."""
        awaited = self._awaited
        if awaited is not None and awaited in self._sheet():
            self._awaited = None
            self.added.emit(awaited)
