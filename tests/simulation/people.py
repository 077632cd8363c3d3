"""A person at a console that may crash at any moment, and what they have seen on it."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import Any

import msgspec

from console.commands.undo import History
from console.domain.ids import derived
from console.domain.ops import Fact
from console.domain.values import Note
from console.storage.change import Change, Done, Origin
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.core import Core
from tests.simulation.city import KIND_VERSIONS
from tests.simulation.disk import Disk

#: What is said about people, and has to be gone everywhere once they are erased.
SECRET = re.compile("Geheim[a-z0-9]+z")
#: Who was registered before the evening: name → participant.
REGISTERED = {f"Geheimstadt{number}z": derived("participant", str(number)) for number in range(2)}
_TEXTS = {"note": "text", "measure": "what"}


class SimulatedClock:
    """A device's two clocks; the wall clock is wrong by `skew_ms`."""

    def __init__(self, skew_ms: int) -> None:
        self.now = 0
        self.skew_ms = skew_ms

    def wall_ms(self) -> int:
        return self.now + self.skew_ms

    def monotonic_ms(self) -> float:
        return float(self.now - 1_599_580_000_000)

    def boot_id(self) -> str:
        return "one evening"


class Person:
    """One console: its file survives crashes, everything else does not.

    What is remembered here is the oracle: what was made, and what was really on the screen.
    """

    def __init__(
        self, name: str, path: Path, identity: Identity, server: str, dice: random.Random
    ) -> None:
        self.name = name
        self.path = path
        self.identity = identity
        self.dice = dice
        self.clock = SimulatedClock(dice.randint(-300_000, 900_000))
        self.server = server
        self.has_left = False
        self.has_crashed = False
        #: The step until which nothing reaches this console, and where the evening is.
        self.offline_until = 0
        self.moment = 0
        self.was_taken_for_another = False
        #: Every wording that was saved here: operation id → text.
        self.written: dict[str, str] = {}
        #: Versions of texts that were on this screen at some time, by operation id.
        self.seen: set[str] = set()
        #: For every operation made here, what had been seen by then.
        self.knew: dict[str, frozenset[str]] = {}
        #: The bytes of every operation made here: head and body.
        self.made: dict[str, tuple[str, str | None]] = {}
        #: Who a secret word is about.
        self.secrets: dict[str, str] = {}
        #: For own operations that this console knows to be in a log, their first receipt.
        self.receipts: dict[str, int] = {}
        #: What an entity looked like before an action here: (operations, looks) by action.
        self.before: dict[str, dict[tuple[str, str], tuple[set[Any], Any]]] = {}
        #: For every start of a timer here: the run before it that was on screen.
        self.started_after: dict[str, str | None] = {}
        #: What came here by file, and the people of whose erasure a file has told.
        self.handed: set[str] = set()
        self.heard_erased: set[str] = set()
        self._runs: dict[str, str | None] = {}
        self._last_n = 0
        self.store = self._open()

    def _open(self) -> Store:
        store = Store.open(self.path, self.clock, self.identity, self.dice.randbytes)
        # The disk is not what is tried here: a crash of a process loses nothing it has written.
        store._writer.db.execute("PRAGMA synchronous = OFF")
        self.disk = Disk(store._writer.db)
        store.subscribe(self._look)
        self.history = History(store)
        self.core = Core(store.replica)
        self.greet()
        return store

    def greet(self) -> None:
        """A connection begins: how far the log goes has to be heard anew."""
        self.core.greet(self.server, KIND_VERSIONS)
        self.known_head: int | None = None

    def knows_of(self, head: int, *, at_least: bool = False) -> None:
        """A page says where the log ends, which may be earlier than before; an answer, how far."""
        self.known_head = max(head, self.known_head or 0) if at_least else head

    def crash(self) -> None:
        """Lose everything but the file, and start again."""
        self.has_crashed = True
        self.store._writer.db.close()
        self.store = self._open()
        self.identity = self.store.identity
        self._take_note_of_own()
        self._see(self.store.state.notes, self.store.state.measures)

    def close(self) -> None:
        self.store.close()

    @property
    def db(self) -> Any:
        return self.store._writer.db

    # What is remembered

    def _look(self, change: Change) -> None:
        if change.origin is Origin.LOCAL:
            self._take_note_of_own()
        self._see(change.ids.get("note", ()), change.ids.get("measure", ()))

    def _see(self, notes: Any, measures: Any) -> None:
        state = self.store.state
        shown = [state.notes[one].text for one in notes if not state.notes[one].hidden]
        shown += [state.measures[one].what for one in measures if not state.measures[one].hidden]
        for text in shown:
            self.seen.update(version.op_id for version in text.versions)

    def _take_note_of_own(self) -> None:
        """Remember what was made here since the last time, with what was on screen by then."""
        rows = self.db.execute(
            "SELECT n, op_id, family, entity, head, body FROM ops"
            " WHERE device = ? AND n > ? AND seq IS NULL ORDER BY n",
            [self.store.identity.device, self._last_n],
        ).fetchall()
        seen = frozenset(self.seen)
        for n, op_id, family, entity, head, body in rows:
            self._last_n = n
            self.knew[op_id] = seen
            self.made[op_id] = (head, body)
            if family == "timer":
                self.started_after[op_id] = self._runs.get(entity)
            text = _TEXTS.get(family)
            said = msgspec.json.decode(body) if body else {}
            if text in said:
                self.written[op_id] = said[text]
            for word in SECRET.findall(body or ""):
                about = said.get("participant") or self._person_of(family, entity)
                self.secrets[word] = about

    def _person_of(self, family: str, entity: str) -> str:
        if family == "tech_case":
            return self.store.state.tech_cases[entity].participant
        return entity

    def look_at_timers(self) -> None:
        """Remember which runs are on screen before anything is pressed."""
        self._runs = {one.id: one.run for one in self.store.state.timers.values()}

    # What a person does

    def commit(self, *facts: Fact) -> str:
        """Save facts as one action that can be undone."""
        keys = {(_family(fact), fact.entity) for fact in facts}
        before = {key: (self.ranks(*key), self.looks(*key)) for key in keys}
        action = self.store.commit(facts, done=Done(key="simulated"))
        self.before[action] = before
        return action

    def ranks(self, family: str, entity: str) -> set[tuple[Any, ...]]:
        """All that the file has of an entity, as the fold orders it."""
        return {one.rank for one in self.store.entries(family, entity)}

    def looks(self, family: str, entity: str) -> Any:
        """What the screen shows of an entity; None for one that it does not show."""
        value = self.store.state.family(family).get(entity)
        if getattr(value, "hidden", True):
            return None
        if isinstance(value, Note):
            words = sorted((one.op_id, one.text) for one in value.text.versions)
            return words, value.text.text, value.column, value.order, value.group
        return (value.last_name, value.rivals) if family == "participant" else None

    def words(self, more: str = "") -> str:
        return f"{self.name} in {self.moment}{more}"

    def secret(self) -> str:
        return f"Geheim{self.name}x{self.moment}z"

    def note(self, *, hidden: bool = False) -> Note | None:
        notes = [note for note in self.store.state.notes.values() if note.hidden is hidden]
        notes.sort(key=lambda note: note.id)
        return self.dice.choice(notes) if notes else None


def _family(fact: Fact) -> str:
    return (fact.undoes_kind or fact.body.KIND).partition(".")[0]


def copied(template: Path, path: Path) -> Path:
    shutil.copyfile(template, path)
    return path
