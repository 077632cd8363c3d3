"""How a rehearsal says what differs."""

from __future__ import annotations

from console.rehearsal.evidence import Evidence
from console.words import Words, formats


class Saying:
    """Sentences about differences."""

    def __init__(self, evidence: Evidence, words: Words) -> None:
        self._words = words
        self._zone = evidence.stores["log"].state.dialogue.zone

    def __call__(self, key: str, **parameters: object) -> str:
        """Return a sentence of `rehearsal.differs`."""
        return self._words(f"rehearsal.differs.{key}", **parameters)

    def time(self, at: int) -> str:
        """Return a wall time."""
        return formats.clock(at, self._zone)
