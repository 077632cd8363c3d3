"""A person at a console that may crash at any moment, and what they have seen on it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from console.domain.errors import CommandRejected
from console.domain.ids import RUN_ID
from console.domain.measures import MeasureAdded
from console.domain.members import Redacted, Undone
from console.domain.notes import NoteAdded, NoteEdited, NoteRestored, NoteSet, NoteWithdrawn, Place
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantErased, ParticipantSet
from console.domain.run import RunAdvanced
from console.domain.values import Note
from console.storage.change import Change
from console.storage.minting import Identity
from console.storage.store import Store
from console.sync.core import Core
from tests.simulation.city import KIND_VERSIONS

ITEMS = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(1, 6)]


class Crash(Exception):
    """The process ends here."""


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
    """One console: its file survives crashes, everything else does not."""

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
        #: Every wording that was saved here: operation id → text.
        self.written: dict[str, str] = {}
        #: Versions of texts that were on this screen at some time, by operation id.
        self.seen: set[str] = set()
        #: For every operation made here, what had been seen by then.
        self.knew: dict[str, frozenset[str]] = {}
        self.store = self._open()

    def _open(self) -> Store:
        store = Store.open(self.path, self.clock, self.identity, self.dice.randbytes)
        # The disk is not what is tried here: a crash of a process loses nothing it has written.
        store._writer.db.execute("PRAGMA synchronous = OFF")
        store.subscribe(self._look)
        self.core = Core(store.replica)
        self.core.greet(self.server, KIND_VERSIONS)
        return store

    def crash(self) -> None:
        """Lose everything but the file, and start again."""
        self.store._writer.db.close()
        self.store = self._open()
        self.identity = self.store.identity

    def close(self) -> None:
        self.store.close()

    def _look(self, change: Change) -> None:
        for entity in change.ids.get("note", ()):
            note = self.store.state.notes[entity]
            self.seen.update(version.op_id for version in note.text.versions)

    # What a person does

    def act(self) -> str:
        """Do something at random; return it in a few words."""
        doings = [self.add, self.add, self.edit, self.edit, self.move, self.withdraw]
        doings += [self.restore, self.add_with_measure, self.undo]
        if self.identity.role == "lead":
            doings += [self.advance, self.register, self.rename, self.erase, self.redact]
        doing = self.dice.choice(doings)
        try:
            said = doing()
        except CommandRejected as refused:
            return f"cannot {doing.__name__}: {refused.code}"
        return f"{doing.__name__} {said}"

    def _commit(self, *facts: Fact) -> str:
        seen = frozenset(self.seen)
        action = self.store.commit(facts)
        for op_id, family, entity in self.store.operations_of(action):
            self.knew[op_id] = seen
            for fact in facts:
                text = getattr(fact.body, "text", None)
                if family == "note" and fact.entity == entity and isinstance(text, str):
                    self.written[op_id] = text
        return action

    def _note(self, *, hidden: bool = False) -> Note | None:
        notes = [note for note in self.store.state.notes.values() if note.hidden is hidden]
        notes.sort(key=lambda note: note.id)
        return self.dice.choice(notes) if notes else None

    def _words(self) -> str:
        return f"{self.name} schreibt {self.dice.randrange(10**9)}"

    def add(self) -> str:
        words, entity = self._words(), self.store.new_id()
        self._commit(Fact(entity=entity, body=NoteAdded(text=words, place=Place(order="V"))))
        return f"{entity[-4:]} {words!r}"

    def add_with_measure(self) -> str:
        note, measure = self.store.new_id(), self.store.new_id()
        self._commit(
            Fact(entity=note, body=NoteAdded(text=self._words(), place=Place(order="V"))),
            Fact(entity=measure, body=MeasureAdded(what=self._words(), order="V")),
            Fact(entity=self.store.new_id(), body=MeasureAdded(what=self._words(), order="W")),
        )
        return f"{note[-4:]} {measure[-4:]}"

    def edit(self) -> str:
        note = self._note()
        if note is None:
            return "nothing"
        words = self._words()
        base = self.store.entity("note", note.id).base_for(["text"])
        self._commit(Fact(entity=note.id, body=NoteEdited(text=words), base=base))
        return f"{note.id[-4:]} to {words!r}"

    def move(self) -> str:
        note = self._note()
        if note is None:
            return "nothing"
        base = self.store.entity("note", note.id).base_for(["place"])
        order = self.dice.choice("ABCDE")
        self._commit(Fact(entity=note.id, body=NoteSet(place=Place(order=order)), base=base))
        return f"{note.id[-4:]} to {order}"

    def withdraw(self) -> str:
        note = self._note()
        if note is None:
            return "nothing"
        base = tuple(version.op_id for version in note.text.versions)
        self._commit(Fact(entity=note.id, body=NoteWithdrawn(), base=base))
        return note.id[-4:]

    def restore(self) -> str:
        note = self._note(hidden=True)
        named = self.store.entity("note", note.id).withdrawals if note is not None else ()
        if note is None or not named:
            return "nothing"
        self._commit(Fact(entity=note.id, body=NoteRestored(), base=named))
        return note.id[-4:]

    def undo(self) -> str:
        note = self._note()
        live = self.store.entity("note", note.id).live if note is not None else ()
        mine = [one for one in live if one.head.hlc[2] == self.store.identity.device]
        mine = [one for one in mine if one.head.kind not in ("undone", "redacted")]
        if note is None or not mine:
            return "nothing"
        head = mine[-1].head
        fact = Fact(entity=note.id, body=Undone(), undoes=head.op_id, undoes_kind=head.kind)
        self._commit(fact)
        return f"{head.kind} of {note.id[-4:]}"

    def advance(self) -> str:
        current = self.store.state.course.current
        to = self.dice.choice(ITEMS)
        came = current.id if current is not None else None
        self._commit(Fact(entity=RUN_ID, body=RunAdvanced(from_visit=came, to=to)))
        return f"to {to[-1]}"

    def register(self) -> str:
        person = self.store.new_id()
        name = f"Geheim{self.dice.randrange(10**9)}"
        self._commit(Fact(entity=person, body=ParticipantAdded(last_name=name)))
        return f"{person[-4:]} {name}"

    def _anybody(self) -> str | None:
        people = sorted(self.store.state.participants)
        return self.dice.choice(people) if people else None

    def rename(self) -> str:
        person = self._anybody()
        if person is None:
            return "nobody"
        name = f"Geheim{self.dice.randrange(10**9)}"
        base = self.store.entity("participant", person).base_for(["last_name"])
        self._commit(Fact(entity=person, body=ParticipantSet(last_name=name), base=base))
        return f"{person[-4:]} {name}"

    def erase(self) -> str:
        person = self._anybody()
        if person is None or self.dice.random() < 0.7:
            return "nobody"
        self._commit(Fact(entity=person, body=ParticipantErased()))
        return person[-4:]

    def redact(self) -> str:
        note = self._note()
        if note is None or not note.text.versions or self.dice.random() < 0.7:
            return "nothing"
        ops = tuple(version.op_id for version in note.text.versions)
        self._commit(Fact(entity=note.id, body=Redacted(ops=ops), undoes_kind="note.added"))
        return note.id[-4:]


def copied(template: Path, path: Path) -> Path:
    shutil.copyfile(template, path)
    return path
