"""What stands on notes without being part of them: measures, who is writing, who handed over."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from console.storage.handover import HandedRow
from console.viewmodels.desk import Desk


class Marks(Struct, frozen=True, kw_only=True):
    """The marks of one note; `handed` says from whom it came by hand, until the log has it."""

    measure: bool = False
    writing: str = ""
    handed: str = ""


class BoardMarks:
    """Read from the file and the network; each reading tells which notes read differently."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._measured: frozenset[str] = frozenset()
        self._writing: dict[str, str] = {}
        self._handed: dict[str, str] = {}
        self.read_measured()
        self.read_handed()

    def of(self, note: str) -> Marks:
        """Return what stands on a note now."""
        return Marks(
            measure=note in self._measured,
            writing=self._writing.get(note, ""),
            handed=self._handed.get(note, ""),
        )

    def read_measured(self) -> set[str]:
        """Look again from which notes measures were made; returns those that differ."""
        before = self._measured
        self._measured = frozenset(
            source
            for measure in self._desk.store.state.measures.values()
            if not measure.hidden
            for source in measure.sources
        )
        return set(self._measured ^ before)

    def show_writing(self, writing: Mapping[str, str]) -> set[str]:
        """Take over who is editing what right now; returns the notes that differ."""
        before, self._writing = self._writing, dict(writing)
        return _differing(before, self._writing)

    def read_handed(self) -> set[str]:
        """Look again what came by hand and is in no log yet; returns the notes that differ."""
        before = self._handed
        self._handed = {
            row.entity: told_handed(self._desk, row)
            for row in self._desk.store.handover.rows()
            if row.family == "note" and row.source != "log"
        }
        return _differing(before, self._handed)


def told_handed(desk: Desk, row: HandedRow) -> str:
    """Return "übergeben von Kim"; somebody without a name is called by the role."""
    member = desk.store.state.members.get(row.by)
    name = row.name or (member.name if member is not None else "")
    who = name or desk.words(f"shell.role.{row.role or 'observer'}")
    key = "note_copy" if row.source == "copy" else "note"
    return desk.words(f"handover.{key}", name=who)


def _differing(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    return {note for note in before.keys() | now.keys() if before.get(note) != now.get(note)}
