"""What to look at before the export: measures nobody has, texts in two versions, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from console.domain.values import Measure, Participant
from console.results.gather import name_finder
from console.results.gather_spoken import in_order
from console.results.model import Minutes
from console.results.privacy import Hit, NameFinder
from console.results.public_edition import Finding, find_names
from console.storage.state import DialogueState
from console.words import Words

#: The words of a measure that may stand in two versions.
MEASURE_TEXTS: Final = ("what", "responsible", "due")


@dataclass(frozen=True, slots=True)
class Check:
    """Ids of measures and notes in the order of list and board, and the names in the texts."""

    unassigned: tuple[str, ...]
    disputed_notes: tuple[str, ...]
    disputed_measures: tuple[str, ...]
    names: tuple[Finding, ...]

    @property
    def replaced(self) -> int:
        """How many names the public edition replaces."""
        return sum(finding.kind == "name" for finding in self.names)


class NameCheck:
    """Finds the names of the roster in the minutes; a text that was read once is not read again.

    A whole evening takes long enough to be felt at every note.
    """

    def __init__(self) -> None:
        self._people: list[Participant] = []
        self._city = ""
        self._finder: NameFinder | None = None

    def finder(self, state: DialogueState) -> NameFinder:
        """Return the finder for the roster as it is; the same one while it stays that way."""
        people, city = list(state.participants.values()), state.dialogue.city
        if self._finder is None or (people, city) != (self._people, self._city):
            self._people, self._city = people, city
            self._finder = _Remembering(name_finder(state))
        return self._finder


class _Remembering(NameFinder):
    """Keeps what was found in each text."""

    def __init__(self, finder: NameFinder) -> None:
        super().__init__((), frozenset())
        self._inner: Final = finder
        self._known: Final[dict[str, tuple[Hit, ...]]] = {}

    def find(self, text: str) -> list[Hit]:
        """Return the hits of the finder, read once."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(self._inner.find(text))
        return list(known)


def check_of(state: DialogueState, minutes: Minutes, finder: NameFinder, words: Words) -> Check:
    """Return what a person should look at; `minutes` are the internal ones of this state."""
    measures: list[Measure] = in_order(state.measures.values())
    columns = {column.id: place for place, column in enumerate(state.board_columns())}
    notes = [note for note in state.board_notes() if note.text.alternatives]
    notes.sort(key=lambda note: (columns.get(note.column or "", len(columns)), note.order, note.id))
    return Check(
        unassigned=tuple(one.id for one in measures if not one.responsible.text.strip()),
        disputed_notes=tuple(note.id for note in notes),
        disputed_measures=tuple(one.id for one in measures if disputed_texts(one)),
        names=tuple(find_names(minutes, finder, words("documents.name_placeholder"))),
    )


def disputed_texts(measure: Measure) -> tuple[str, ...]:
    """Return which of a measure's texts stand in two versions."""
    return tuple(name for name in MEASURE_TEXTS if getattr(measure, name).alternatives)
