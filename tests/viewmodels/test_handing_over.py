"""Handing over by hand in words: what goes out, what came and from whom, what was refused."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.commands import measures, notes
from console.domain import codec
from console.domain.ops import Fact
from console.domain.roster import ParticipantAdded, ParticipantContactSet
from console.storage.handover_file import decode, encode
from console.viewmodels.board import BoardViewModel
from console.viewmodels.handing_out import HandingOutViewModel
from console.viewmodels.notes_history import NoteHistory
from console.viewmodels.reading_in import ReadingInViewModel
from tests.handover_team import Team
from tests.small_dialogue import DIALOGUE, column_id
from tests.storage.files import Log

TEXT = "Zwei Bänke an der Haltestelle"


@pytest.fixture
def team(tmp_path, qapp):
    made = Team(tmp_path)
    yield made
    made.close()


@pytest.fixture
def kim(team):
    return team["notetaker"]


@pytest.fixture
def lea(team):
    return team["lead"]


@pytest.fixture
def out(kim) -> HandingOutViewModel:
    return HandingOutViewModel(kim.desk)


@pytest.fixture
def reading(lea) -> ReadingInViewModel:
    return ReadingInViewModel(lea.desk)


def only(reading):
    (report,) = reading.reports
    return report


# out


def test_a_file_says_what_is_in_it_after_it_was_saved(kim, out):
    edited = kim.write(TEXT)
    base = notes.text_base(kim.store, edited)
    notes.edit_note(kim.store, edited, f"{TEXT}, bald", base=base)
    kim.write("Licht")
    measures.add_measure(kim.store, "Bänke aufstellen")
    out.look()
    assert out.contents == "In dieser Übergabe: 2 Notizen und 1 Maßnahme."
    path = kim.folder / out.file_name
    assert path.name == "Übergabe Kim 18-00.dialogpult-uebergabe"
    assert out.save(path)
    assert "Darin: 2 Notizen und 1 Maßnahme." in out.notice
    assert len(decode(path.read_bytes()).rows) == 4


def test_nothing_new_is_said_before_anybody_looks_for_a_place(kim, out):
    out.look()
    assert not out.is_anything
    assert out.contents.startswith("Zurzeit gibt es nichts abzugeben")


def test_what_all_may_not_see_only_goes_to_the_lead(team):
    toni = team["cohost"]
    person = toni.store.new_id()
    toni.store.commit([Fact(entity=person, body=ParticipantAdded(last_name="König"))])
    toni.store.commit([Fact(entity=person, body=ParticipantContactSet(email="k@example.org"))])
    out = HandingOutViewModel(toni.desk)
    out.look()
    assert out.left_out.startswith("Ein Eintrag mit Angaben zu Personen")
    for audience, has in (("all", False), ("lead", True)):
        out.choose(audience)
        path = toni.folder / f"{audience}.dialogpult-uebergabe"
        assert out.save(path)
        assert (b"k@example.org" in path.read_bytes()) is has
    assert out.left_out == ""


def test_a_place_that_takes_no_file_is_said(kim, out):
    kim.write(TEXT)
    out.look()
    assert not out.save(kim.folder / "gone" / "a.dialogpult-uebergabe")
    assert str(kim.folder / "gone") in out.sentence
    assert out.notice == ""


def test_long_text_is_copied_part_by_part(kim, out):
    for number in range(80):
        kim.write(f"Notiz {number}: {number * 7919} {'äöü' * 30}")
    out.look()
    count = len(kim.store.handover.write_text())
    assert count > 2
    copied = []
    for number in range(1, count + 1):
        expected = (
            "Text für den Chat kopieren" if number == 1 else f"Teil {number} von {count} kopieren"
        )
        assert out.copy_label == expected
        copied.append(out.copy_next())
        assert out.copied.startswith(f"{number} von {count} kopiert.")
    assert out.copy_label == "Noch einmal von vorn"
    assert all(f"DIALOGPULT {n}/{count}" in text for n, text in enumerate(copied, start=1))
    assert out.copy_next() == copied[0]


def test_without_notes_there_is_nothing_for_the_chat(kim, out):
    out.look()
    assert not out.has_text
    kim.write(TEXT)
    out.look()
    assert out.copy_next().startswith(f"18:00 · {TEXT}")
    assert out.copied == out.words("handover.out.copied")
    assert out.copy_label == "Noch einmal kopieren"


# in


def test_what_came_is_told_with_giver_and_time(kim, lea, reading):
    kim.clock.advance(minutes=12)
    kim.write(TEXT)
    measures.add_measure(kim.store, "Bänke aufstellen")
    reading.read_files([kim.file()])
    report = only(reading)
    assert report.title == "Von Kim, Protokoll, abgegeben um 18:12"
    assert report.lines == ("Neu auf dem Bildschirm: 1 Notiz und 1 Maßnahme.",)
    assert TEXT in [note.text.text for note in lea.store.state.board_notes()]


def test_reading_twice_is_harmless_and_said_so(kim, lea, reading):
    kim.write(TEXT)
    path = kim.file()
    reading.read_files([path, path])
    first, second = reading.reports
    assert first.lines == ("Neu auf dem Bildschirm: 1 Notiz.",)
    assert second.lines == (reading.words("handover.in.nothing_new"),)
    assert len(lea.store.state.board_notes()) == 1


def test_what_was_refused_is_told_with_reason_and_text(kim, reading):
    kim.write(TEXT)
    kim.write("Licht")
    file = decode(kim.file().read_bytes())
    forged = replace(file.rows[0], body=file.rows[0].body.replace("Zwei", "Drei"))
    path = kim.folder / "forged.dialogpult-uebergabe"
    path.write_bytes(encode(replace(file, rows=(forged, *file.rows[1:]))))
    reading.read_files([path])
    (entry,) = only(reading).refused
    assert entry.text == TEXT.replace("Zwei", "Drei")
    assert entry.title.startswith("1 Notiz: der Text passt nicht zur Prüfsumme")
    assert only(reading).lines[0] == "Neu auf dem Bildschirm: 1 Notiz."


def test_of_several_the_one_with_something_refused_is_told_first(kim, reading):
    kim.write(TEXT)
    whole = decode(kim.file().read_bytes())
    forged = replace(whole.rows[0], body=whole.rows[0].body.replace("Zwei", "Drei"))
    paths = [kim.folder / f"{name}.dialogpult-uebergabe" for name in ("whole", "forged", "again")]
    for path, rows in zip(paths, (whole.rows, (forged,), whole.rows), strict=True):
        path.write_bytes(encode(replace(whole, rows=rows)))
    reading.read_files(paths)
    assert [bool(report.refused) for report in reading.reports] == [True, False, False]
    assert reading.reports[1].lines[0] == "Neu auf dem Bildschirm: 1 Notiz."


def test_a_file_that_is_none_stops_no_other(kim, reading):
    kim.write(TEXT)
    wrong = kim.folder / "brief.txt"
    wrong.write_text("Guten Tag")
    gone = kim.folder / "weg.dialogpult-uebergabe"
    reading.read_files([wrong, gone, kim.file()])
    assert len(reading.sentences) == 2
    assert reading.sentences[0].startswith("Das ist keine Übergabe")
    assert "weg.dialogpult-uebergabe" in reading.sentences[1]
    assert only(reading).lines == ("Neu auf dem Bildschirm: 1 Notiz.",)


def test_a_hand_over_of_another_dialogue_is_refused_by_its_title(kim, reading):
    kim.write(TEXT)
    file = decode(kim.file().read_bytes())
    path = kim.folder / "other.dialogpult-uebergabe"
    path.write_bytes(encode(replace(file, nonce="0" * 32, title="Scharnhorst")))
    reading.read_files([path])
    assert reading.reports == ()
    assert "Scharnhorst" in reading.sentences[0]


def test_parts_of_a_chat_may_come_one_by_one_in_any_order(kim, lea, reading):
    for number in range(80):
        kim.write(f"Notiz {number}: {number * 7919} {'äöü' * 30}")
    parts = kim.store.handover.write_text()
    for part in reversed(parts[1:]):
        reading.read_text(f"Kim 18:40: {part}\nDanke")
        assert reading.reports == ()
        assert reading.sentences[0].startswith("Von einer Übergabe fehlt noch Teil 1")
    reading.read_text(parts[0])
    assert only(reading).lines == ("Neu auf dem Bildschirm: 80 Notizen.",)
    assert reading.sentences == ()
    assert len(lea.store.state.board_notes()) == 80


def test_text_without_a_hand_over_is_told(reading):
    reading.read_text("Hallo")
    assert reading.sentences[0].startswith("In diesem Text steht keine Übergabe")


def test_who_gave_stays_readable_afterwards(kim, reading):
    kim.write(TEXT)
    reading.read_files([kim.file()])
    reading.look()
    assert reading.reports == ()
    (given,) = reading.given
    assert given.title == "Von Kim, Protokoll, abgegeben um 18:00"
    assert given.detail == "Ein Eintrag ist hier zu sehen."


# on the board


def test_a_note_that_came_by_hand_is_marked_until_the_log_has_it(kim, lea, reading):
    board = BoardViewModel(lea.desk)
    own = lea.write("Eigene Notiz")
    note = kim.write(TEXT)
    reading.read_files([kim.file()])
    lea.settle()
    row = board.row(note)
    assert row.handed == "übergeben von Kim"
    assert row.spoken.endswith("übergeben von Kim")
    assert board.row(own).handed == ""
    versions = NoteHistory(lea.desk, note).versions
    assert versions[0].who.endswith(", übergeben von Kim")
    log = Log()
    log.chain = codec.chain_start(DIALOGUE, lea.store.replica.position.nonce)
    who = kim.store.identity.device
    for one in kim.store.replica.pending():
        log.append(one.operation, by=who, device=who, role="notetaker")
    lea.store.replica.receive(log.records)
    lea.settle()
    assert board.row(note).text == TEXT
    assert board.row(note).handed == ""


def test_an_edit_that_came_by_hand_marks_the_note(kim, lea, reading):
    board = BoardViewModel(lea.desk)
    note = lea.write(TEXT)
    ReadingInViewModel(kim.desk).read_files([lea.file()])
    base = notes.text_base(kim.store, note)
    notes.edit_note(kim.store, note, "Drei Bänke", base=base)
    reading.read_files([kim.file()])
    lea.settle()
    assert board.row(note).text == "Drei Bänke"
    assert board.row(note).handed == "übergeben von Kim"
    assert board.rows(column_id(1))[0].handed == "übergeben von Kim"
