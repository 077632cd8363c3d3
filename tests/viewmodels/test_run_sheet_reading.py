"""A table is looked at before it changes anything."""

from __future__ import annotations

import pytest

from console.viewmodels.run_sheet_reading import RunSheetReading
from tests.small_dialogue import MINUTE, START
from tests.viewmodels.live_desk import LiveDesk

TABLE = (
    "Beginn;Dauer;Art;Titel;Raum;fester Beginn\n"
    "18:00;5;;Auftakt;A;\n18:05;x;;Input;A;\n18:20;20;Gruppen;Arbeit;B;18:30\n"
    "00:10;5;;Nachts;;0:10\n"
)


@pytest.fixture
def desk(tmp_path, qapp):
    made = LiveDesk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "Plan.csv"
    path.write_text(TABLE)
    return path


def titles(desk):
    return [item.title.text for item in desk.store.state.agenda()]


def test_the_preview_says_what_was_understood_and_changes_nothing(desk, table):
    reading = RunSheetReading(desk.desk, desk.desk)
    count = desk.store.pending_count
    reading.read(table)
    preview = reading.preview
    assert preview.source == "Plan.csv, Tabelle „Plan“"
    assert preview.columns[1] == "„Dauer“: Dauer"
    assert preview.columns[4] == "„Raum“: wird nicht gelesen"
    assert preview.heading == "3 Punkte · Zusammen 30 Min"
    assert preview.items[1] == "18:20 · 20 Min · Kleingruppen · Arbeit"
    assert preview.remarks_heading
    assert preview.remarks[0].startswith("Zeile 3: Dauer nicht verstanden")
    assert preview.effect == "Ersetzt 3 Punkte, die noch nicht dran waren."
    assert desk.store.pending_count == count


def test_taking_it_over_is_one_action_that_undo_takes_back(desk, table):
    reading = RunSheetReading(desk.desk, desk.desk)
    before = titles(desk)
    reading.read(table)
    reading.take()
    assert titles(desk) == ["Auftakt", "Arbeit", "Nachts"]
    assert [item.fixed_start for item in desk.store.state.agenda()] == [
        None,
        START + 30 * MINUTE,
        START + 370 * MINUTE,
    ]
    assert reading.preview is None
    assert reading.sentence == "3 Punkte sind übernommen."
    desk.settle()
    desk.desk.undo()
    assert titles(desk) == before


def test_discarding_changes_nothing(desk, table):
    reading = RunSheetReading(desk.desk, desk.desk)
    before = titles(desk)
    reading.read(table)
    reading.discard()
    reading.take()
    assert reading.preview is None
    assert titles(desk) == before


def test_a_file_that_is_none_takes_the_former_preview_away_and_says_why(desk, table, tmp_path):
    reading = RunSheetReading(desk.desk, desk.desk)
    reading.read(table)
    reading.read(tmp_path / "weg.ods")
    assert reading.preview is None
    assert reading.failed
    assert "weg.ods" in reading.sentence


@pytest.mark.parametrize(("role", "may"), [("lead", True), ("cohost", False), ("observer", False)])
def test_whoever_may_not_change_the_run_sheet_is_not_asked(tmp_path, qapp, role, may):
    desk = LiveDesk(tmp_path, role)
    assert RunSheetReading(desk.desk, desk.desk).is_allowed is may
    desk.close()
