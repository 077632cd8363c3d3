"""The run sheet is written beside the window, told in one line, and never over somebody's file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from console.viewmodels import run_sheet
from console.viewmodels.run_sheet import RunSheetFiles
from tests.viewmodels.live_desk import LiveDesk

NAME = "2020-09-08-kleiner-dialog-ablauf"


@pytest.fixture(params=["lead", "observer"])
def desk(tmp_path, qapp, request):
    made = LiveDesk(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


@pytest.fixture
def files(desk, folder) -> RunSheetFiles:
    return RunSheetFiles(desk.desk, folder, desk.desk)


def wait(qtbot: QtBot, files: RunSheetFiles) -> None:
    qtbot.waitUntil(lambda: not files.is_running)


def test_a_form_is_saved_and_its_place_is_told(files, folder, qtbot):
    files.save("xlsx")
    assert files.sentence == f"Erstelle {NAME}.xlsx …"
    wait(qtbot, files)
    assert files.file == folder / f"{NAME}.xlsx"
    assert files.file.stat().st_size
    assert files.sentence == f"Gespeichert unter {files.file}"
    assert not files.failed


def test_what_is_there_already_stays(files, folder, qtbot):
    (folder / f"{NAME}.csv").write_text("von Hand")
    files.save("csv")
    wait(qtbot, files)
    assert (folder / f"{NAME}.csv").read_text() == "von Hand"
    assert files.file == folder / f"{NAME}-2.csv"


def test_a_folder_that_is_gone_is_told(files, folder, qtbot):
    folder.rmdir()
    files.save("ods")
    wait(qtbot, files)
    assert files.failed
    assert files.file is None
    assert str(folder / f"{NAME}.ods") in files.sentence
    files.forget()
    assert (files.sentence, files.failed) == ("", False)


def test_only_one_file_is_made_at_a_time_and_not_on_the_thread_of_the_window(
    files, qtbot, monkeypatch, desk
):
    made = []

    def write(form, *_):
        made.append((form, QThread.currentThread() is desk.desk.thread()))

    monkeypatch.setattr(run_sheet, "write_run_sheet", write)
    files.save("pdf")
    files.save("ods")
    wait(qtbot, files)
    assert made == [("pdf", False)]
