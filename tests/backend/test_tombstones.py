"""What was deleted does not come back with an old copy of the database."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from city_backend.tombstones import Tombstone, Tombstones
from city_backend.transaction import Committed
from console.domain.codec import decode_head
from console.domain.ids import CITY_MEMBER
from console.domain.roster import ParticipantAdded, ParticipantErased
from tests.backend.operations import new_id
from tests.backend.running import Person, running

NAME = "Zwetschgenmann"


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def words_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if NAME.encode() in file.read_bytes()}


def test_an_erased_person_stays_erased_in_a_restored_database(tmp_path: Path) -> None:
    path, old = tmp_path / "live" / "city.sqlite3", tmp_path / "old.sqlite3"
    with running(path) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        person = new_id()
        lead.push(lead.hand.one(ParticipantAdded(last_name=NAME), person))
        copy(path, old)
        lead.push(lead.hand.one(ParticipantErased(), person))
        head = len(lead.pull())
        token, place = lead.token, lead.place
    assert words_in(path.parent) == set()
    shutil.copy(old, path)
    with running(path) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        records = lead.pull()
        assert len(records) == head, "the erasure is written once more"
        assert records[-2].body is None
        told = decode_head(records[-1].head)
        assert (told.kind, told.entity, told.n) == ("participant.erased", person, None)
        assert (records[-1].by, records[-1].role) == (CITY_MEMBER, "city")
        later = lead.hand.one(ParticipantAdded(last_name=NAME), person, n=99)
        lead.after, lead.chain = records[-1].seq, records[-1].chain
        assert lead.statuses(later) == ["accepted"]
        assert lead.pull()[-1].body is None
    assert words_in(path.parent) == set()
    with running(path) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        assert len(lead.pull()) == head + 1, "the next start has nothing more to say"


def test_a_deleted_dialogue_stays_deleted_in_a_restored_database(tmp_path: Path) -> None:
    path, old = tmp_path / "city.sqlite3", tmp_path / "old" / "city.sqlite3"
    old.parent.mkdir()
    with running(path) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        copy(path, old)
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        token, place = lead.token, lead.place
    shutil.copy(old, path)
    with running(path) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        assert lead.get("/ops", after=0).status_code == 410


def test_a_deleted_dialogue_is_known_to_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "city.sqlite3"
    with running(path) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        dialogue = lead.dialogue
    for file in tmp_path.glob("city.sqlite3*"):
        if not file.name.endswith(".tombstones"):
            file.unlink()
    with running(path) as backend, Person(backend.url) as lead:
        code = backend.create()[1]["lead"]
        refused = lead.ask_to_pair(code, dialogue=dialogue, nonce="ab" * 16)
        assert refused.json()["code"] == "dialogue_known"


def test_a_line_that_broke_off_does_not_stop_the_start(tmp_path: Path) -> None:
    path = tmp_path / "city.sqlite3"
    path.with_name("city.sqlite3.tombstones").write_bytes(b'{"dialogue":"x"}\n{"dialo')
    with running(path) as backend:
        assert backend.backend.identity


def test_a_line_that_broke_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "city.tombstones"
    path.write_bytes(b'{"dialogue":"x"}\n{"dialo')
    Tombstones(path).bury([Committed(dialogue="y", ended="deleted")])
    assert Tombstones(path).read() == [Tombstone(dialogue="x"), Tombstone(dialogue="y")]


def test_what_the_disk_took_half_of_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stones, write = Tombstones(tmp_path / "city.tombstones"), os.write
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: write(handle, data[:9]))
        stones.bury([Committed(dialogue="x", ended="deleted")])
    stones.bury([Committed(dialogue="y", ended="deleted")])
    assert stones.read() == [Tombstone(dialogue="x"), Tombstone(dialogue="y")]


def test_a_tombstone_that_was_never_written_is_written_at_the_next_start(tmp_path: Path) -> None:
    """The machine went off between the deletion and its tombstone."""
    path, old = tmp_path / "city.sqlite3", tmp_path / "old.sqlite3"
    person = new_id()
    with running(path) as backend, Person(backend.url) as lead, Person(backend.url) as other:
        lead.pair(backend.create()[1]["lead"])
        other.pair(backend.create()[1]["lead"])
        other.push(other.hand.one(ParticipantAdded(last_name=NAME), person))
        copy(path, old)
        other.push(other.hand.one(ParticipantErased(), person))
        lead.http.delete(f"/v1/dialogues/{lead.dialogue}", headers=lead.headers)
        gone, erased_in = lead.dialogue, other.dialogue
    stones = Tombstones(path.with_name("city.sqlite3.tombstones"))
    path.with_name("city.sqlite3.tombstones").unlink()
    with running(path):
        pass
    assert Tombstone(dialogue=gone) in stones.read()
    assert (erased_in, person) in {(one.dialogue, one.erased) for one in stones.read()}
    before = stones.read()
    with running(path):
        pass
    assert stones.read() == before, "the next start has nothing more to write"
