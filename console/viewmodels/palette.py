"""Befehl suchen: everything that can be done now, found by any part of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QObject, Qt

from console.viewmodels.acts import Act
from console.viewmodels.keys import Keys
from console.viewmodels.roster_search import plain
from console.viewmodels.row_list import RowList
from console.words import Words

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Command(Struct, frozen=True):
    """One thing to do: `text` in words, `label` its keys; `do` is called once the list is gone."""

    id: str
    text: str
    label: str
    do: Callable[[], object]


#: Answers what can be done now, each time it is asked.
Source = Callable[[], Iterable[Command]]


def commands_of(acts: Iterable[Act], keys: Keys) -> list[Command]:
    """Return the acts that can be done now as commands."""
    return [
        Command(act.name, keys.text(act.name), keys.label(act.name), act.do)
        for act in acts
        if act.possible()
    ]


class PaletteViewModel(QObject):
    """`model` holds the rows that fit what was typed; `begin` asks anew what can be done."""

    def __init__(
        self, words: Words, sources: Iterable[Source], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.words = words
        self._sources = tuple(sources)
        self._all: list[tuple[Command, str, str]] = []
        self.model: RowList[Command] = RowList(self._tell, parent=self)

    def begin(self) -> None:
        """Show everything that can be done now."""
        found: dict[str, Command] = {}
        for source in self._sources:
            for command in source():
                found.setdefault(command.id, command)
        self._all = [
            (one, plain(one.text), plain(one.text.casefold().translate(_WRITTEN_OUT)))
            for one in found.values()
        ]
        self.find("")

    def find(self, typed: str) -> None:
        """Show what has every typed word in it; where a word begins with it comes first."""
        wanted = plain(typed).split()
        fitting = [
            (_place(wanted, forms), number, command)
            for number, (command, *forms) in enumerate(self._all)
            if all(any(word in form for form in forms) for word in wanted)
        ]
        fitting.sort(key=lambda one: one[:2])
        self.model.show([command for _, _, command in fitting])

    @property
    def is_empty(self) -> bool:
        return not self.model.rows

    def at(self, row: int) -> Command | None:
        """Return the command of a row; None beyond the end."""
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    @staticmethod
    def _tell(row: Command, _column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.label}" if row.label else row.text
        return None


def _place(wanted: list[str], forms: list[str]) -> int:
    """Count the typed words that begin no word: fewer come first."""
    begun = [f" {form}" for form in forms]
    return sum(not any(f" {word}" in form for form in begun) for word in wanted)
