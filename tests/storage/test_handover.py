"""Hand-over by file: what goes out, what comes in, and what is refused in words."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import permutations
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.domain.errors import KnownFailure
from console.domain.ids import RUN_ID
from console.domain.members import LeadClaimed, MemberAdded, Redacted
from console.domain.notes import NoteAdded, NoteEdited, Place
from console.domain.ops import Fact, Operation
from console.domain.ops import Origin as Brought
from console.domain.roster import (
    ParticipantAdded,
    ParticipantContactSet,
    ParticipantErased,
    ParticipantTraitsSet,
)
from console.domain.run import RunAdvanced
from console.storage import projections
from console.storage.change import Change, Origin
from console.storage.handover_file import MAX_BYTES, decode, encode
from console.storage.store import Store
from tests.storage.files import Log, create, edit, fact, note, reopen, rows
from tests.storage.handing import (
    NAMES,
    changed,
    console,
    everybody_gives,
    file_of,
    forged,
    give,
    ops,
    shown,
    tick,
)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[dict[str, Store]]:
    with ExitStack() as files:
        stores = {name: console(tmp_path, name) for name in NAMES}
        for store in stores.values():
            files.callback(store.close)
        yield stores


def test_four_consoles_show_the_same_after_two_rounds_in_both_directions(
    team: dict[str, Store],
) -> None:
    lead, kim, alex, toni = team.values()
    first = note(lead, "vom Leitungsplatz")
    note(kim, "von Kim")
    person = fact(toni, toni.new_id(), ParticipantAdded(last_name="König"))
    everybody_gives(team.values())
    tick(*team.values())
    edit(kim, first, "von Kim geändert")
    edit(alex, first, "von Alex geändert")
    note(alex, "von Alex")
    lead.commit([Fact(entity=RUN_ID, body=RunAdvanced(to="end"))])
    everybody_gives(team.values())
    assert shown(lead) == shown(kim) == shown(alex) == shown(toni)
    assert ops(lead) == ops(kim) == ops(alex) == ops(toni)
    both = lead.state.notes[first].text.versions
    assert {version.text for version in both} == {"von Kim geändert", "von Alex geändert"}
    assert kim.state.participants[person].last_name == "König"
    again = reopen(kim)
    team["notes"] = again
    assert shown(again) == shown(lead)


def test_the_order_of_reading_does_not_matter(team: dict[str, Store], tmp_path: Path) -> None:
    lead, kim, alex, toni = team.values()
    entity = note(lead, "gemeinsam")
    give(lead, kim, alex, toni)
    tick(*team.values())
    edit(kim, entity, "Kims Fassung")
    person = fact(toni, toni.new_id(), ParticipantAdded(last_name="König"))
    give(toni, lead)
    tick(*team.values())
    fact(lead, person, ParticipantErased())
    edit(alex, entity, "Alex' Fassung")
    files = [store.handover.write("all") for store in team.values()]
    results: list[object] = []
    for number, order in enumerate(permutations(files)):
        reader = create(tmp_path / f"{number}.dialogpult", "reader")
        for data in order:
            reader.handover.read(data)
        results.append((shown(reader), ops(reader)))
        reader.close()
    assert all(result == results[0] for result in results)


def test_reading_twice_is_like_reading_once(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "eine Notiz")
    heard: list[Change] = []
    lead.subscribe(heard.append)
    ((first,), (second,)) = give(kim, lead), give(kim, lead)
    assert (first.new, first.known) == (1, 0)
    assert (second.new, second.known) == (0, 1)
    assert [change.origin for change in heard] == [Origin.REMOTE]
    assert heard[0].touches("note")
    assert len(lead.handover.rows()) == 1


def test_reading_says_from_whom_and_when(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    entity = note(kim, "von Kim")
    tick(kim, ms=5000)
    (read,) = give(kim, lead)
    assert (read.member.name, read.member.role) == ("Kim", "notetaker")
    assert (read.member.id, read.device) == (kim.identity.member, kim.identity.device)
    assert read.made_at == kim.now_ms()
    (row,) = lead.handover.rows()
    assert (row.family, row.entity, row.name) == ("note", entity, "Kim")
    assert (row.by, row.role, row.source) == (kim.identity.member, "notetaker", "file")
    assert row.made_at == kim.now_ms()
    assert row.offered is None
    (version,) = lead.state.notes[entity].text.versions
    assert (version.op_id, version.by, version.role) == (row.op_id, row.by, "notetaker")
    (file,) = lead.handover.files()
    assert (file.name, file.role, file.made_at, file.waiting) == (
        "Kim",
        "notetaker",
        row.made_at,
        1,
    )


def test_what_was_read_is_neither_sent_nor_counted_nor_handed_on_as_own(
    team: dict[str, Store],
) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "von Kim")
    give(kim, lead)
    assert lead.pending_count == 0
    assert lead.replica.pending() == []
    assert file_of(lead).rows == ()
    (one,) = lead.replica.offers(operations=500, size=10**6, lost=False)
    assert (one.salvaged.by, one.salvaged.seq) == (kim.identity.member, None)


def test_only_what_no_log_gave_back_is_handed_over(team: dict[str, Store]) -> None:
    kim, log = team["notes"], Log()
    note(kim, "schon im Protokoll")
    log.exchange(kim)
    note(kim, "noch nicht")
    refused = note(kim, "abgelehnt")
    kim.replica.refuse([(kim.entries("note", refused)[0].head.op_id, "denied")])
    (row,) = file_of(kim).rows
    assert json.loads(row.body or "")["text"] == "noch nicht"
    assert kim.handover.count() == 1


def test_a_row_that_arrives_in_the_log_becomes_an_ordinary_one(team: dict[str, Store]) -> None:
    lead, kim, log = team["lead"], team["notes"], Log()
    entity = note(kim, "von Kim")
    give(kim, lead)
    log.exchange(kim, lead)
    assert lead.handover.rows() == []
    assert lead.handover.files()[0].waiting == 0
    assert rows(lead, "SELECT seq, handed_over, handover, offered FROM ops") == [(1, 0, None, None)]
    assert lead.state.notes[entity] == kim.state.notes[entity]
    assert not lead.state.notes[entity].unsent


def test_an_own_row_that_somebody_else_brings_to_the_log_leaves_the_outbox(
    team: dict[str, Store],
) -> None:
    lead, kim, log = team["lead"], team["notes"], Log()
    note(kim, "von Kim")
    give(kim, lead)
    (one,) = lead.replica.offers(operations=500, size=10**6, lost=False)
    row = one.salvaged
    origin = Brought(
        by=row.by, device=row.device, role=row.role, received_at=log.now, via=lead.identity.device
    )
    log.append(Operation(head=row.head, body=row.body, salt=row.salt), origin=origin)
    log.bring(kim)
    log.bring(lead)
    assert kim.pending_count == 0
    assert len(kim.state.board_notes()) == len(lead.state.board_notes()) == 1
    assert shown(kim) == shown(lead)
    assert kim.state.board_notes()[0].made_by == kim.identity.member


def test_a_dialogue_that_began_offline_stays_ones_own_whatever_files_brought(
    team: dict[str, Store], tmp_path: Path
) -> None:
    lead, kim = team["lead"], team["notes"]
    note(lead, "von Lea")
    note(kim, "von Kim")
    give(kim, lead)
    assert lead.replica.may_be_published()
    lead.back_up(tmp_path / "copy.dialogpult")
    with closing(Store.open(tmp_path / "copy.dialogpult", kim.time.clock, kim.identity)) as copy:
        assert not copy.replica.may_be_published()


def test_a_reading_that_the_disk_refuses_changes_nothing_and_can_be_repeated(
    team: dict[str, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "von Kim")
    data = kim.handover.write("all")
    heard: list[Change] = []
    lead.subscribe(heard.append)
    with monkeypatch.context() as patch:

        def full(*_: object) -> None:
            raise sqlite3.OperationalError

        patch.setattr(projections, "write", full)
        assert failing(lead, data) == "file_unreadable"
    assert heard == []
    assert lead.handover.files() == []
    assert lead.handover.read(data).new == 1


# Bodies by need


@pytest.fixture
def person(team: dict[str, Store]) -> str:
    """Somebody with contact and traits, in the file of a co-host."""
    toni = team["help"]
    person = fact(toni, toni.new_id(), ParticipantAdded(last_name="König"))
    fact(toni, person, ParticipantContactSet(email="koenig@example.org", phone="0231 4711"))
    fact(toni, person, ParticipantTraitsSet(traits={"Alter": "44"}))
    return person


def test_a_file_for_all_has_no_word_that_a_note_taker_may_not_see(
    team: dict[str, Store], person: str
) -> None:
    toni, kim = team["help"], team["notes"]
    data = toni.handover.write("all")
    for secret in (b"koenig@example.org", b"0231 4711", b"Alter"):
        assert secret not in data
    assert "König".encode() in data
    read = kim.handover.read(data)
    assert (read.new, read.withheld) == (1, 2)
    assert kim.state.participants[person].last_name == "König"
    assert rows(kim, "SELECT count(*) FROM ops") == [(1,)]


def test_a_file_for_the_lead_has_everything_and_others_take_only_what_is_theirs(
    team: dict[str, Store], person: str
) -> None:
    toni, kim, lead = team["help"], team["notes"], team["lead"]
    data = toni.handover.write("lead")
    assert lead.handover.read(data).new == 3
    assert lead.entity("participant", person).fields["email"] == "koenig@example.org"
    assert kim.handover.read(data).withheld == 2
    assert "email" not in kim.entity("participant", person).fields
    kim.close()
    assert b"koenig@example.org" not in kim.path.read_bytes()
    team["notes"] = Store.open(kim.path, kim.time.clock, kim.identity)
    assert lead.handover.read(toni.handover.write("all")).known == 1


def test_an_erasure_in_a_file_takes_words_from_what_came_before_and_comes_later(
    team: dict[str, Store], person: str
) -> None:
    toni, lead, kim = team["help"], team["lead"], team["notes"]
    before = toni.handover.write("lead")
    give(toni, kim)
    fact(lead, person, ParticipantErased())
    (read,) = give(lead, kim)
    assert read.blanks == 1
    assert kim.state.participants[person].erased
    kim.handover.read(before)
    assert kim.state.participants[person].last_name == ""
    kim.close()
    held = kim.path.read_bytes()
    assert "König".encode() not in held
    assert b"koenig" not in held
    team["notes"] = Store.open(kim.path, kim.time.clock, kim.identity)
    assert [row.kind for row in team["notes"].handover.rows()] == ["participant.erased"]
    toni.handover.read(lead.handover.write("all"))
    assert "König".encode() not in toni.handover.write("lead")


def test_redactions_go_along_and_are_not_offered_to_the_log(team: dict[str, Store]) -> None:
    lead, kim, alex = team["lead"], team["notes"], team["other"]
    entity = note(kim, "Klarname")
    give(kim, lead, alex)
    op_id = lead.entries("note", entity)[0].head.op_id
    lead.commit([Fact(entity=entity, body=Redacted(ops=(op_id,)), undoes_kind="note.added")])
    give(lead, kim, alex)
    for store in (kim, alex):
        assert store.state.notes[entity].text.versions == ()
        assert rows(store, "SELECT body FROM ops WHERE op_id = ?", op_id) == [(None,)]
    assert b"Klarname" not in kim.handover.write("lead")
    assert not alex.replica.offers(operations=500, size=10**6, lost=True)
    assert not alex.replica.has_offers


def test_what_lost_its_words_before_it_was_handed_over_still_replaces_what_it_named(
    team: dict[str, Store],
) -> None:
    lead, kim, alex = team["lead"], team["notes"], team["other"]
    entity = note(kim, "erste Fassung")
    give(kim, lead, alex)
    edit(kim, entity, "mit Klarnamen")
    give(kim, lead)
    op_id = lead.state.notes[entity].text.versions[0].op_id
    lead.commit([Fact(entity=entity, body=Redacted(ops=(op_id,)), undoes_kind="note.edited")])
    give(lead, kim)
    assert kim.handover.count() == 1
    (read,) = give(kim, alex)
    assert (read.new, read.withheld, read.blanks) == (0, 0, 1)
    assert alex.state.notes[entity] == kim.state.notes[entity] == lead.state.notes[entity]
    assert not alex.replica.pending()


def test_erasures_of_others_are_handed_on(team: dict[str, Store], person: str) -> None:
    lead, kim, alex = team["lead"], team["notes"], team["other"]
    fact(lead, person, ParticipantErased())
    give(lead, kim)
    (read,) = give(kim, alex)
    assert (read.new, read.blanks) == (0, 1)
    assert alex.state.participants[person].erased


# What only a log may say


def test_members_and_claims_to_lead_are_not_handed_over(team: dict[str, Store]) -> None:
    toni = team["help"]
    fact(toni, toni.identity.member, LeadClaimed())
    fact(toni, toni.new_id(), MemberAdded(name="Fremd", role="lead"))
    assert file_of(toni).rows == ()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("member.added", MemberAdded(name="Fremd", role="lead")),
        ("lead.claimed", LeadClaimed()),
        ("participant.erased", ParticipantErased()),
    ],
)
def test_rights_and_erasures_among_the_rows_are_refused(
    team: dict[str, Store], kind: str, body: LeadClaimed
) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "wird gefälscht")
    file = file_of(kim)
    row = replace(forged(file.rows[0], body, kind=kind), role="lead")
    read = lead.handover.read(encode(replace(file, rows=(row,))))
    assert read.refused_by_reason == {"kind": 1}
    assert rows(lead, "SELECT count(*) FROM ops") == [(0,)]


def test_a_row_that_its_author_may_not_write_is_refused_with_its_words(
    team: dict[str, Store],
) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "wird umbenannt")
    file = file_of(kim)
    row = forged(file.rows[0], RunAdvanced(to="end"), kind="run.advanced", entity=RUN_ID)
    read = lead.handover.read(encode(replace(file, rows=(row,))))
    (refused,) = read.refused
    assert (refused.reason, refused.kind) == ("role", "run.advanced")
    assert refused.body == '{"to":"end"}'


def test_an_erasure_by_somebody_who_may_not_erase_is_refused(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    person = fact(lead, lead.new_id(), ParticipantAdded(last_name="König"))
    fact(lead, person, ParticipantErased())
    blank = replace(file_of(lead).blanks[0], role="notetaker", by=kim.identity.member)
    read = team["other"].handover.read(encode(replace(file_of(kim), blanks=(blank,))))
    assert read.refused_by_reason == {"role": 1}


def test_changed_words_are_refused_and_the_others_are_taken(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "wird geändert")
    kept = note(kim, "bleibt")
    file = file_of(kim)
    first = replace(file.rows[0], body=(file.rows[0].body or "").replace("geändert", "verdreht"))
    read = lead.handover.read(encode(replace(file, rows=(first, file.rows[1]))))
    assert read.refused_by_reason == {"hash": 1}
    assert read.new == 1
    assert list(lead.state.notes) == [kept]


# Own rows


def test_own_rows_come_back_from_an_own_file_and_are_sent(
    team: dict[str, Store], tmp_path: Path
) -> None:
    kim = team["notes"]
    entity = note(kim, "auf der kaputten Platte")
    data = kim.handover.write("all")
    note(kim, "danach")
    fresh = create(tmp_path / "fresh.dialogpult", "notes", role="notetaker")
    read = fresh.handover.read(data)
    assert (read.restored, read.new) == (1, 0)
    assert fresh.pending_count == len(fresh.replica.pending()) == 1
    assert fresh.handover.rows() == []
    other = note(fresh, "geht weiter")
    numbers = rows(fresh, "SELECT n, entity FROM ops ORDER BY n")
    assert numbers == [(1, entity), (2, other)]
    fresh.close()


def test_own_rows_come_back_in_a_copy_of_the_file_of_who_had_read_them(
    team: dict[str, Store], tmp_path: Path
) -> None:
    lead, kim = team["lead"], team["notes"]
    entity = note(kim, "auf der kaputten Platte")
    note(lead, "von Lea")
    give(kim, lead)
    lead.back_up(tmp_path / "copy.dialogpult")
    with closing(Store.open(tmp_path / "copy.dialogpult", kim.time.clock, kim.identity)) as copy:
        assert [one.op_id for one in copy.replica.pending()] == [
            copy.entries("note", entity)[0].head.op_id
        ]
        assert [(row.by, row.source) for row in copy.handover.rows()] == [
            (lead.identity.member, "copy")
        ]
        assert shown(copy) == shown(lead)


def test_an_erasure_that_a_file_brings_in_our_name_is_obeyed_but_never_sent_as_ours(
    team: dict[str, Store], person: str
) -> None:
    lead, kim = team["lead"], team["notes"]
    fact(lead, person, ParticipantErased())
    give(lead, kim)
    toni = team["help"]
    file = file_of(kim)
    blank = replace(file.blanks[0], device=toni.identity.device, by=toni.identity.member)
    assert toni.handover.read(encode(replace(file, blanks=(blank,)))).blanks == 1
    assert toni.state.participants[person].erased
    team["help"] = again = reopen(toni)
    sent = {one.kind for one in again.replica.pending()}
    assert "participant.erased" not in sent
    assert not again.replica.has_offers


def test_nobody_elses_file_speaks_in_the_name_of_this_installation(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "untergeschoben")
    file = file_of(kim)
    row = replace(file.rows[0], by=lead.identity.member, device=lead.identity.device, role="lead")
    read = lead.handover.read(encode(replace(file, rows=(row,))))
    assert read.refused_by_reason == {"device": 1}
    assert lead.pending_count == 0


def test_another_operation_under_a_known_id_is_refused(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    entity = note(kim, "das Original")
    give(kim, lead)
    file = file_of(kim)
    body = NoteAdded(text="etwas anderes", place=Place(order="V"))
    read = lead.handover.read(encode(replace(file, rows=(forged(file.rows[0], body),))))
    assert read.refused_by_reason == {"device": 1}
    assert lead.state.notes[entity].text.text == "das Original"


def test_the_same_row_twice_in_a_file_counts_once(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "einmal")
    file = file_of(kim)
    assert lead.handover.read(encode(replace(file, rows=file.rows * 2))).new == 1


def test_a_note_made_on_what_came_by_file_replaces_it_everywhere(team: dict[str, Store]) -> None:
    lead, kim, log = team["lead"], team["notes"], Log()
    entity = note(kim, "von Kim")
    give(kim, lead)
    edit(lead, entity, "von Lea geglättet")
    give(lead, kim)
    assert kim.state.notes[entity].text.text == "von Lea geglättet"
    assert NoteEdited.KIND in {entry.head.kind for entry in kim.entries("note", entity)}
    log.exchange(lead, kim)
    log.bring(lead)
    assert shown(lead) == shown(kim)
    assert len(lead.state.notes[entity].text.versions) == 1


# Files that are none


def failing(store: Store, data: bytes) -> str:
    before = ops(store)
    with pytest.raises(KnownFailure) as caught:
        store.handover.read(data)
    assert ops(store) == before
    return caught.value.code


def test_a_file_that_was_cut_off_changes_nothing(team: dict[str, Store]) -> None:
    lead, kim = team["lead"], team["notes"]
    for number in range(5):
        note(kim, f"Notiz {number}")
    data = kim.handover.write("all")
    assert len(data) > 3000
    codes = {failing(lead, data[:length]) for length in range(100, len(data), 100)}
    assert codes == {"handover_damaged"}
    assert failing(lead, data[:-1]) == "handover_damaged"


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff", b"[]", b"{}", b'{"format": "other"}', b"[" * 100_000, b"SQLite format 3\0"],
)
def test_another_file_is_said_to_be_none(team: dict[str, Store], data: bytes) -> None:
    assert failing(team["lead"], data) == "handover_not_one"


def test_a_later_version_asks_for_an_update(team: dict[str, Store]) -> None:
    data = team["notes"].handover.write("all").replace(b'"version":1', b'"version":2')
    assert failing(team["lead"], data) == "handover_newer"


def test_a_file_that_breaks_the_format_is_damaged(team: dict[str, Store]) -> None:
    data = team["notes"].handover.write("all").replace(b'"role":"notetaker"', b'"role":"king"')
    assert failing(team["lead"], data) == "handover_damaged"


def test_a_huge_file_is_not_read(team: dict[str, Store]) -> None:
    assert failing(team["lead"], b" " * (MAX_BYTES + 1)) == "handover_too_large"


@pytest.mark.parametrize("field", ["dialogue", "nonce"])
def test_a_file_of_another_dialogue_is_refused(team: dict[str, Store], field: str) -> None:
    lead, kim = team["lead"], team["notes"]
    note(kim, "anderswo")
    other = {"dialogue": kim.new_id(), "nonce": "00" * 16}[field]
    data = changed(kim.handover.write("all"), **{field: other}, title="Ein anderer Abend")
    assert failing(lead, data) == "handover_other_dialogue"


def test_unknown_fields_of_a_file_are_skipped(team: dict[str, Store]) -> None:
    note(team["notes"], "von später")
    data = team["notes"].handover.write("all")
    assert decode(data.replace(b'"version":1', b'"version":1,"later":[1]')) == decode(data)
