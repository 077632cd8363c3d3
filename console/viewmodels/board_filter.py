"""Which notes the board shows: those with the searched words, from the chosen origin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from console.domain.values import Note
from console.viewmodels.desk import Desk


@dataclass(frozen=True, slots=True)
class FilterOrigin:
    """All notes (`groups` None), those from the plenary (empty), or from one group."""

    label: str
    groups: Collection[str] | None = None


class BoardFilter:
    """Search goes through the index of words, so it is quick at any number of notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.text = ""
        self.origin = 0
        self._found: set[str] | None = None
        self._groups: Collection[str] | None = None

    @property
    def is_on(self) -> bool:
        """Whether some notes may not be shown."""
        return bool(self.text.strip()) or self.origin > 0

    @property
    def origins(self) -> list[FilterOrigin]:
        """What the choice of origins offers; groups of several rounds are told apart."""
        words, state = self._desk.words, self._desk.store.state
        breakouts = [item for item in state.agenda() if item.kind == "breakout"]
        found = [
            FilterOrigin(words("notes.filter_all")),
            FilterOrigin(words("notes.origin_plenary"), ()),
        ]
        for number, item in enumerate(breakouts, start=1):
            for group in state.groups_of(item.id):
                label = group.name.text
                if len(breakouts) > 1:
                    label = words("notes.origin_round", group=label, round=number)
                found.append(FilterOrigin(label, (group.id,)))
        return found

    def look_for(self, text: str) -> bool:
        """Search for other words; False when nothing changes."""
        if text == self.text:
            return False
        self.text = text
        return True

    def choose(self, index: int) -> bool:
        """Choose another origin; False when nothing changes."""
        if index == self.origin:
            return False
        self.origin = index
        return True

    def look_again(self) -> None:
        """Ask the index again: notes have changed, or what is searched for."""
        wanted = self.text.strip()
        self._found = self._desk.store.search_notes(wanted) if wanted else None
        origins = self.origins if self.origin else []
        self._groups = origins[self.origin].groups if self.origin < len(origins) else None

    def finds(self, note: Note) -> bool:
        """Whether a note is shown."""
        if self._found is not None and note.id not in self._found:
            return False
        if self._groups is None:
            return True
        return note.group in self._groups if self._groups else note.group is None
