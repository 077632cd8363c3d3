"""Parked text as people meet it, on every database."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from city_backend import database
from city_backend.administration import within
from city_backend.checked import check
from city_backend.core import Author, accept
from city_backend.driver import Where, driver_of
from city_backend.exporting import export
from city_backend.restoring import restore
from city_backend.transaction import Transaction
from console.domain.codec import chain_start, continues
from console.domain.members import LeadClaimed
from console.domain.ops import Operation
from console.domain.roster import (
    ParticipantAdded,
    ParticipantErased,
    TechCaseEdited,
    TechCaseOpened,
)
from tests.backend.bringing import NOW, brought, decided, offered, op_id, waiting
from tests.backend.operations import Hand, new_id
from tests.backend.postgres import Server
from tests.backend.running import Person, Running, running
from tests.backend.test_tombstones import copy

NAME = "Zwetschgenmann"


def revoke(lead: Person, person: Person) -> None:
    path = f"/v1/devices/{person.hand.device}"
    assert lead.http.delete(path, headers=lead.headers).status_code == 204


def rows_with(where: Where, word: str) -> list[str]:
    """The tables that still have a word, whatever column it is in."""

    def job(transaction: Transaction) -> list[str]:
        found: list[str] = []
        for table in ("op", "parked", "member", "dialogue", "blanked", "entity_scope"):
            rows = transaction.db.execute(f"SELECT * FROM {table}").fetchall()
            if any(word.encode() in cell(one) for row in rows for one in row):
                found.append(table)
        return found

    return within(where, job)


def cell(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_a_revoked_device_hands_in_its_text_and_the_lead_adopts_it(
    lead: Person, notetaker: Person
) -> None:
    notes = notetaker.hand.notes(2)
    revoke(lead, notetaker)
    assert notetaker.get("/ops", after=0).status_code == 403
    notetaker.after, notetaker.chain = 99, "0" * 64
    results = notetaker.push(*notes)
    assert [(one["status"], one["reason"]) for one in results] == [("denied", "revoked")] * 2
    parked = waiting(lead)
    assert [one["body"] for one in parked] == [note.body for note in notes]
    first = parked[0]
    member, device = notetaker.place["member"], notetaker.hand.device
    assert (first["by"], first["offered_by"], first["device"]) == (member, member, device)
    assert (first["role"], first["reason"], first["kind"]) == (
        "notetaker",
        "denied:revoked",
        "note.added",
    )
    assert first["head"] == notes[0].head
    assert decided(lead, adopt=[first["op_id"]]) == ["accepted"]
    records = lead.pull()
    origin = records[-1].origin
    assert origin is not None
    assert (origin.by, origin.device, origin.via) == (member, device, device)
    chain = chain_start(lead.dialogue, lead.place["nonce"])
    for record in records:
        assert continues(record, chain)
        chain = bytes.fromhex(record.chain)
    assert decided(lead, adopt=[first["op_id"]]) == ["duplicate"], "the answer was lost"
    assert [one["op_id"] for one in waiting(lead)] == [parked[1]["op_id"]]


def test_an_expired_device_hands_in_its_text(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    within(
        backend.database,
        lambda one: one.db.execute(
            "UPDATE device SET expires_at = 0 WHERE id = ?", [notetaker.hand.device]
        ),
    )
    assert notetaker.push(notetaker.hand.note())[0]["reason"] == "expired"
    assert [one["reason"] for one in waiting(lead)] == ["denied:expired"]


def test_a_revoked_device_does_nothing_but_hand_in(lead: Person, notetaker: Person) -> None:
    revoke(lead, notetaker)
    said = {"after": 0, "chain": "0" * 64, "records": []}
    for answer in (
        notetaker.post("/salvage", said),
        notetaker.post("/parked", {}),
        notetaker.get("/parked"),
        notetaker.get("/members"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "revoked")


def test_a_revoked_member_hands_in_what_was_made_for_another_history(
    lead: Person, notetaker: Person
) -> None:
    lead.post("/members", {"member": notetaker.place["member"], "revoked": True})
    notetaker.after, notetaker.chain = 99, "0" * 64
    assert notetaker.push(notetaker.hand.note())[0]["reason"] == "revoked"


def test_whoever_may_read_reads_before_it_writes(notetaker: Person) -> None:
    notetaker.after, notetaker.chain = 99, "0" * 64
    assert notetaker.ask_to_push([notetaker.hand.note()]).status_code == 409


def test_what_is_parked_is_for_those_who_lead(
    lead: Person, cohost: Person, notetaker: Person, observer: Person
) -> None:
    notetaker.push(notetaker.hand.one(ParticipantAdded(last_name=NAME)))
    (parked,) = waiting(lead)
    for person in (cohost, notetaker, observer):
        answers = (person.get("/parked"), person.post("/parked", {"adopt": [parked["op_id"]]}))
        for answer in answers:
            assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
            assert NAME not in answer.text
    claim = cohost.hand.one(LeadClaimed(), cohost.place["member"])
    assert cohost.statuses(claim) == ["accepted"]
    assert decided(cohost, adopt=[parked["op_id"]]) == ["accepted"]


def test_another_dialogue_does_not_see_what_is_parked(
    backend: Running, lead: Person, notetaker: Person, join: Callable[[str, str], Person]
) -> None:
    notetaker.push(notetaker.hand.one(ParticipantAdded(last_name=NAME)))
    (parked,) = waiting(lead)
    other = join(backend.create("Andere Stadt")[1]["lead"], "Anna Anders")
    assert waiting(other) == []
    assert decided(other, adopt=[parked["op_id"]], set_aside=[parked["op_id"]]) == ["invalid"] * 2
    path = f"/v1/dialogues/{lead.dialogue}/parked"
    assert other.http.get(path, headers=other.headers).status_code == 404
    assert not waiting(lead)[0]["set_aside"]


def test_what_is_set_aside_is_marked_and_kept(lead: Person, notetaker: Person) -> None:
    notetaker.push(notetaker.hand.one(ParticipantAdded(last_name="Klein")))
    (parked,) = waiting(lead)
    assert decided(lead, set_aside=[parked["op_id"]]) == ["parked"]
    assert waiting(lead) == [{**parked, "set_aside": True}]


def test_long_lists_come_in_pages(lead: Person, notetaker: Person) -> None:
    revoke(lead, notetaker)
    notes = notetaker.hand.notes(230)
    notetaker.push(*notes)
    assert [one["op_id"] for one in waiting(lead)] == sorted(op_id(note) for note in notes)
    first = lead.get("/parked").json()
    assert (len(first["parked"]), first["next"]) == (100, first["parked"][-1]["op_id"])


@pytest.mark.parametrize("after", ["x", "0", "%00", "ä" * 36])
def test_a_place_in_the_list_is_an_id(lead: Person, after: str) -> None:
    answer = lead.get("/parked", after_id=after)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_decisions_are_about_five_hundred_at_most(lead: Person) -> None:
    ids = [new_id() for _ in range(501)]
    answer = lead.post("/parked", {"adopt": ids})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert decided(lead, adopt=ids[:500]) == ["invalid"] * 500


def test_an_erased_person_is_gone_from_every_table(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    person = new_id()
    author = Author(member=lead.place["member"], device=new_id())
    row = brought(Hand().one(ParticipantAdded(last_name=NAME), person), author, "lead", seq=None)
    assert offered(notetaker, [row])[0]["status"] == "parked"
    notetaker.push(notetaker.hand.one(ParticipantAdded(last_name=NAME), person))
    assert rows_with(backend.database, NAME) == ["parked"]
    lead.push(lead.hand.one(ParticipantErased(), person))
    assert rows_with(backend.database, NAME) == []
    assert len(waiting(lead)) == 2


def test_words_of_an_erased_person_leave_the_files(tmp_path: Path) -> None:
    path = tmp_path / "city.sqlite3"
    with running(path) as backend, Person(backend.url) as lead, Person(backend.url) as other:
        codes = backend.create()[1]
        lead.pair(codes["lead"])
        other.pair(codes["notetaker"])
        person = new_id()
        other.push(other.hand.one(ParticipantAdded(last_name=NAME), person))
        assert files_with(tmp_path) != set()
        lead.push(lead.hand.one(ParticipantErased(), person))
    assert files_with(tmp_path) == set()


def files_with(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if NAME.encode() in file.read_bytes()}


def test_parked_words_of_the_erased_do_not_come_back_with_an_old_copy(tmp_path: Path) -> None:
    path, old = tmp_path / "live" / "city.sqlite3", tmp_path / "old.sqlite3"
    with running(path) as backend, Person(backend.url) as lead, Person(backend.url) as other:
        codes = backend.create()[1]
        lead.pair(codes["lead"])
        other.pair(codes["notetaker"])
        person = new_id()
        other.push(other.hand.one(ParticipantAdded(last_name=NAME), person))
        copy(path, old)
        lead.push(lead.hand.one(ParticipantErased(), person))
    shutil.copy(old, path)
    with running(path) as backend:
        assert rows_with(path, NAME) == []
        assert backend.backend.identity
    assert files_with(path.parent) == set()


def test_parked_words_about_a_case_of_the_erased_do_not_come_back_either(tmp_path: Path) -> None:
    """The copy does not know yet whom the case is about."""
    path, old = tmp_path / "live" / "city.sqlite3", tmp_path / "old.sqlite3"
    with running(path) as backend, Person(backend.url) as lead, Person(backend.url) as other:
        codes = backend.create()[1]
        lead.pair(codes["lead"])
        other.pair(codes["notetaker"])
        person, case = new_id(), new_id()
        other.push(other.hand.one(TechCaseEdited(text=NAME), case))
        copy(path, old)
        lead.push(lead.hand.one(TechCaseOpened(participant=person, problem="other"), case))
        lead.push(lead.hand.one(ParticipantErased(), person))
    shutil.copy(old, path)
    with running(path) as backend:
        assert rows_with(path, NAME) == []
        erased = within(path, told_erased)
        assert backend.backend.identity
    assert erased == [person], "a case is nobody"
    assert files_with(path.parent) == set()


def told_erased(transaction: Transaction) -> list[str]:
    rows = transaction.db.execute("SELECT entity FROM op WHERE kind = 'participant.erased'")
    return [row[0] for row in rows]


def test_what_is_parked_is_no_news_for_readers(
    backend: Running, lead: Person, notetaker: Person
) -> None:
    author = Author(member=notetaker.place["member"], device=notetaker.hand.device)

    def told(operation: Operation) -> Callable[[Transaction], list[bool]]:
        def job(transaction: Transaction) -> list[bool]:
            log = transaction.log(lead.dialogue)
            transaction.apply(log, accept(check([operation]), author, log, NOW).write)
            return [one.write is not None for one in transaction.committed]

        return job

    person = notetaker.hand.one(ParticipantAdded(last_name="Klein"))
    assert within(backend.database, told(person)) == []
    assert len(waiting(lead)) == 1
    assert within(backend.database, told(notetaker.hand.note())) == [True]


def test_a_deleted_dialogue_has_nothing_parked(backend: Running, lead: Person) -> None:
    author = Author(member=lead.place["member"], device=new_id())
    row = brought(Hand().one(ParticipantAdded(last_name=NAME)), author, "lead", seq=None)
    offered(lead, [row])
    path = f"/v1/dialogues/{lead.dialogue}"
    assert lead.http.delete(path, headers=lead.headers).status_code == 204
    assert rows_with(backend.database, NAME) == []
    assert lead.get("/parked").status_code == 410


def test_what_is_parked_is_in_an_export_and_comes_back_with_it(
    backend: Running, lead: Person, notetaker: Person, tmp_path: Path, postgres: Server
) -> None:
    notetaker.push(*[notetaker.hand.one(ParticipantAdded(last_name="Klein")) for _ in range(2)])
    parked = waiting(lead)
    decided(lead, set_aside=[parked[0]["op_id"]])
    parked = waiting(lead)
    export(backend.database, lead.dialogue, tmp_path / "evening.gz")
    for target in (tmp_path / "other.sqlite3", postgres.corner()):
        driver_of(target).prepare()
        restore(target, tmp_path / "evening.gz")
        with running(target) as other, Person(other.url) as later:
            later.token, later.place = lead.token, lead.place
            assert waiting(later) == parked
            assert decided(later, adopt=[parked[1]["op_id"]]) == ["accepted"]


# Databases that are older than the table


#: SQLite drops no column that refers to another table, so the dialogue is made anew without it.
_NO_VERSION_3 = """
PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = ON;
CREATE TABLE earlier (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, nonce TEXT NOT NULL, head INTEGER NOT NULL,
    chain BLOB NOT NULL, received_at INTEGER NOT NULL, deputies INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'open', created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO earlier SELECT id, title, nonce, head, chain, received_at, deputies, state, created_at
    FROM dialogue;
DROP TABLE dialogue;
ALTER TABLE earlier RENAME TO dialogue;
DROP TABLE city;
ALTER TABLE device DROP COLUMN enrolled_by;
ALTER TABLE backend DROP COLUMN copies_left
"""


def test_a_file_of_the_first_version_gets_the_table(tmp_path: Path) -> None:
    path = tmp_path / "city.sqlite3"
    with running(path) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        lead.push(lead.hand.note())
        token, place, hand = lead.token, lead.place, lead.hand
    with closing(sqlite3.connect(path)) as db:
        db.executescript(f"{_NO_VERSION_3}; DROP TABLE parked; PRAGMA user_version = 1")
    with running(path) as backend, Person(backend.url) as lead:
        lead.token, lead.place, lead.hand = token, place, hand
        assert len(lead.pull()) == 2
        assert waiting(lead) == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == database.SCHEMA_VERSION


def test_a_postgresql_database_of_the_first_version_gets_the_table(postgres: Server) -> None:
    where = postgres.corner()
    with running(where) as backend, Person(backend.url) as lead:
        lead.pair(backend.create()[1]["lead"])
        token, place = lead.token, lead.place
    with psycopg.connect(where) as connection:
        connection.execute("ALTER TABLE dialogue DROP COLUMN city")
        connection.execute("ALTER TABLE device DROP COLUMN enrolled_by")
        connection.execute("DROP TABLE city, parked")
        connection.execute("UPDATE dialogpult_schema SET version = 1")
    with running(where) as backend, Person(backend.url) as lead:
        lead.token, lead.place = token, place
        assert waiting(lead) == []
