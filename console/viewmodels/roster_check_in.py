"""The search line: whom the typed name means, what Enter will do, and what was done."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from console.domain.values import Participant
from console.timers.attendance import arrived_at
from console.viewmodels.desk import Desk
from console.viewmodels.roster_search import Found, NameSearch
from console.words import formats

#: What Enter would do, or why it does nothing.
MARK, GUEST, CHOOSE, ALREADY, EXCLUDED, UNKNOWN, DONE = (
    "mark", "guest", "choose", "already", "excluded", "unknown", "done",
)  # fmt: skip


class Answer(Struct, frozen=True, kw_only=True):
    """What stands under the search line; `person` is whom Enter would mark."""

    does: str = ""
    text: str = ""
    person: str | None = None


class CheckInLine:
    """What is typed and whom it finds; asks the dialogue anew each time, it may have moved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._search = NameSearch()
        self.typed = ""
        self.found = Found()
        self.picked: str | None = None

    @property
    def is_empty(self) -> bool:
        return not self.typed.strip()

    def type(self, text: str) -> None:
        """Take what stands in the line now; a choice made before is void."""
        self.typed, self.picked = text, None
        self.look_again()

    def look_again(self) -> None:
        """Find again: the roster may be another."""
        self.found = self._search.find(self.typed, self._desk.store.state.people())
        if self.picked not in self.found.people:
            self.picked = None

    def pick(self, step: int, shown: Sequence[str]) -> None:
        """Choose the next (1) or previous (-1) of the people shown."""
        if not shown:
            return
        here = self.target
        at = shown.index(here) + step if here in shown else (0 if step > 0 else -1)
        self.picked = shown[at % len(shown)]

    @property
    def target(self) -> str | None:
        """Whom Enter means."""
        return self.picked or self.found.only

    def answer(self) -> Answer:
        """Say what Enter will do."""
        if self.is_empty:
            return Answer()
        person = self._desk.store.state.participants.get(self.target or "")
        if person is not None:
            return self._about(person)
        if self.found.people:
            return self._many()
        name = " ".join(self.typed.split())
        if not self._desk.may("participant.added"):
            return Answer(does=UNKNOWN, text=self._desk.words("roster.search_none"))
        return Answer(does=GUEST, text=self._desk.words("roster.search_unknown", name=name))

    def _about(self, person: Participant) -> Answer:
        words, log = self._desk.words, self._desk.store.state.attendance_of(person.id)
        if log.state == "excluded":
            text = words("roster.search_excluded", name=person.name)
            return Answer(does=EXCLUDED, text=text)
        if log.state == "present":
            at = arrived_at(log) or 0
            time = formats.clock(at, self._desk.zone)
            text = words("roster.search_already", name=person.name, time=time)
            return Answer(does=ALREADY, text=text)
        if not self._desk.may("attendance.marked"):
            return Answer()
        text = words("roster.search_one", name=person.name)
        return Answer(does=MARK, text=text, person=person.id)

    def _many(self) -> Answer:
        n = len(self.found.people)
        key = "search_many" if self._desk.may("attendance.marked") else "search_many_read"
        return Answer(does=CHOOSE, text=self._desk.words(f"roster.{key}", n=n))
