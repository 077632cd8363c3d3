"""Whole evenings by file, drawn by chance: whatever is read when, all end with the same."""

import random
from contextlib import ExitStack
from pathlib import Path

import pytest

from console.domain.members import Redacted
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantErased
from console.storage.store import Store
from tests.storage.files import Log, edit, fact, note, reopen, rows
from tests.storage.handing import NAMES, console, everybody_gives, shown, tick


class Team:
    """Four consoles, and every file that any of them ever wrote."""

    def __init__(self, folder: Path, chance: random.Random, files: ExitStack) -> None:
        self.stores = [console(folder, name) for name in NAMES]
        self.chance = chance
        self.written: list[bytes] = []
        self.erased: list[str] = []
        files.callback(self.close)

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def act(self) -> None:
        at = self.chance.randrange(len(self.stores))
        store = self.stores[at]
        tick(store, ms=self.chance.randrange(1, 60_000))
        doing = self.chance.choice(
            [self.add, self.change, self.write, self.read, self.read, self.person, self.erase]
        )
        doing(store)
        if self.chance.random() < 0.05:
            self.stores[at] = reopen(store)

    def add(self, store: Store) -> None:
        if store.identity.role == "cohost":
            return
        note(store, f"Notiz {self.chance.random()}")

    def change(self, store: Store) -> None:
        shown = sorted(found.id for found in store.state.board_notes())
        if shown and store.identity.role != "cohost":
            edit(store, self.chance.choice(shown), f"geändert {self.chance.random()}")

    def person(self, store: Store) -> None:
        if store.identity.role in ("lead", "cohost"):
            name = f"Klarname {self.chance.random()}"
            fact(store, store.new_id(), ParticipantAdded(last_name=name))

    def erase(self, store: Store) -> None:
        people = sorted(found.id for found in store.state.people())
        if people and store.identity.role in ("lead", "cohost"):
            person = self.chance.choice(people)
            self.erased.append(store.state.participants[person].last_name)
            fact(store, person, ParticipantErased())
        elif store.identity.role == "lead":
            self.redact(store)

    def redact(self, store: Store) -> None:
        notes = [found for found in store.state.board_notes() if found.text.versions]
        if notes:
            found = min(notes, key=lambda one: one.id)
            redacted = Redacted(ops=(found.text.versions[0].op_id,))
            fact = Fact(entity=found.id, body=redacted, undoes_kind="note.added")
            store.commit([fact])

    def write(self, store: Store) -> None:
        self.written.append(store.handover.write(self.chance.choice(["all", "lead"])))

    def read(self, store: Store) -> None:
        if self.written:
            read = store.handover.read(self.chance.choice(self.written))
            assert set(read.refused_by_reason) == set()


@pytest.mark.parametrize("seed", range(25))
def test_an_evening_by_file_ends_alike_everywhere_and_the_log_changes_nothing(
    tmp_path: Path, seed: int
) -> None:
    with ExitStack() as files:
        team = Team(tmp_path, random.Random(seed), files)
        for _ in range(60):
            team.act()
        everybody_gives(team.stores)
        first = team.stores[0]
        for store in team.stores:
            assert shown(store) == shown(first)
            assert words(store) == words(first)
            assert store.pending_count == len(store.replica.pending())
        log = Log()
        for _ in range(2):
            log.exchange(*team.stores)
        for store in team.stores:
            assert store.pending_count == 0
            assert [row.kind for row in store.handover.rows()] == []
            assert words(store) == words(first)
            assert shown(store) == shown(first)
        team.close()
        for store in team.stores:
            held = store.path.read_bytes()
            assert not [name for name in team.erased if name and name.encode() in held]
        team.stores.clear()


def words(store: Store) -> set[tuple[object, ...]]:
    """What is not blank, told apart as the fold does."""
    return set(
        rows(store, "SELECT op_id, head, body, by, device, role FROM ops WHERE body IS NOT NULL")
    )
