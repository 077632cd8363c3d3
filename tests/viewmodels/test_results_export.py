"""Documents are written beside the window, told in one line, and never over somebody's file."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from console.commands.notes import add_note
from console.viewmodels import results_export
from console.viewmodels.results import ResultsViewModel
from console.viewmodels.results_export import ExportViewModel, documents_folder, unused
from tests.notes_desk import NotesDesk
from tests.small_dialogue import column_id

NAME = "2020-09-08-kleiner-dialog"


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[NotesDesk]:
    made = NotesDesk(tmp_path, "lead")
    add_note(made.store, "Das sagt Frau Haddad.", column=column_id(1))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    return made


@pytest.fixture
def export(desk: NotesDesk, folder: Path) -> ExportViewModel:
    # Kept by the desk: who asks for a part must not lose the whole.
    return ResultsViewModel(desk.desk, folder=folder, parent=desk.desk).export


def wait(qtbot: QtBot, export: ExportViewModel) -> None:
    qtbot.waitUntil(lambda: not export.is_running)


def test_the_minutes_are_made_to_read_and_to_write_on(
    export: ExportViewModel, folder: Path, qtbot: QtBot
) -> None:
    export.create()
    assert export.is_running
    assert export.sentence == f"Erstelle {NAME}-oeffentlich.pdf …"
    wait(qtbot, export)
    assert [file.name for file in export.files] == [
        f"{NAME}-oeffentlich.pdf",
        f"{NAME}-oeffentlich.odt",
    ]
    assert all(file.stat().st_size for file in export.files)
    assert export.sentence == (f"Gespeichert in {folder}: {NAME}-oeffentlich.pdf und .odt")
    assert export.names_sentence == "1 Name wurde ersetzt"
    assert not export.failed


def test_the_menu_offers_each_form_in_both_editions(export: ExportViewModel) -> None:
    assert [(choice.form, choice.edition) for choice in export.choices] == [
        (form, edition)
        for edition in ("public", "internal")
        for form in ("pdf", "odt", "csv", "json")
    ]
    assert export.choices[0].text == "PDF, barrierefrei · öffentlich"


@pytest.mark.parametrize(("edition", "named"), [("public", False), ("internal", True)])
def test_only_the_internal_edition_holds_the_name(
    export: ExportViewModel, qtbot: QtBot, edition: str, named: bool
) -> None:
    export.export("json", edition)  # type: ignore[arg-type]
    wait(qtbot, export)
    [file] = export.files
    assert ("Haddad" in file.read_text("utf-8")) is named
    assert json.loads(file.read_text("utf-8"))["edition"] == edition
    assert bool(export.names_sentence) is not named


def test_tables_come_in_a_folder_of_their_own(
    export: ExportViewModel, folder: Path, qtbot: QtBot
) -> None:
    export.export("csv", "internal")
    wait(qtbot, export)
    assert {file.parent for file in export.files} == {folder / f"{NAME}-intern"}


def test_a_second_export_leaves_the_first_alone(
    export: ExportViewModel, folder: Path, qtbot: QtBot
) -> None:
    for _ in range(2):
        export.export("json", "public")
        wait(qtbot, export)
        export.files[0].write_text("von Hand weitergeschrieben", "utf-8")
    assert sorted(file.name for file in folder.iterdir()) == [
        f"{NAME}-oeffentlich-2.json",
        f"{NAME}-oeffentlich.json",
    ]


def test_a_place_that_is_gone_is_told_and_another_one_takes_the_documents(
    export: ExportViewModel, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder.rmdir()
    export.export("json", "public")
    wait(qtbot, export)
    assert export.failed
    assert export.sentence.startswith("Den Ordner für „")
    assert export.can_move
    assert not export.wants_folder
    assert export.suggestion == folder / f"{NAME}-oeffentlich.json"
    assert export.file_filter == "JSON, alle Daten (*.json)"
    export.move_to(str(tmp_path / "dort"))
    wait(qtbot, export)
    assert export.files == (tmp_path / "dort.json",)
    assert export.folder == tmp_path
    assert not export.failed


def test_several_documents_are_moved_to_a_folder(
    export: ExportViewModel, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder.rmdir()
    export.create()
    wait(qtbot, export)
    assert export.wants_folder
    export.move_to(str(tmp_path))
    wait(qtbot, export)
    assert [file.parent for file in export.files] == [tmp_path, tmp_path]


def test_a_second_wish_waits_for_nothing_while_one_is_running(
    export: ExportViewModel, folder: Path, qtbot: QtBot
) -> None:
    export.export("json", "public")
    export.export("pdf", "public")
    assert export.sentence == f"Erstelle {NAME}-oeffentlich.json …"
    wait(qtbot, export)
    assert [file.suffix for file in folder.iterdir()] == [".json"]


def test_the_writing_is_not_done_by_the_thread_of_the_window(
    export: ExportViewModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[QThread] = []
    write = results_export.write_document

    def watched(*arguments: object) -> object:
        threads.append(QThread.currentThread())
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(results_export, "write_document", watched)
    export.export("json", "public")
    wait(qtbot, export)
    assert threads
    assert threads != [QThread.currentThread()]


def test_no_garbage_is_collected_by_the_thread_that_writes(
    export: ExportViewModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting: list[bool] = []
    write = results_export.write_document

    def watched(*arguments: object) -> object:
        collecting.append(gc.isenabled())
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(results_export, "write_document", watched)
    gc.enable()
    try:
        export.export("json", "public")
        wait(qtbot, export)
        assert collecting == [False]
        assert gc.isenabled()
    finally:
        gc.disable()


def test_a_fault_of_ours_is_told_and_ends_the_waiting(
    export: ExportViewModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(results_export, "write_document", broken)
    export.create()
    wait(qtbot, export)
    assert export.failed
    assert "ZeroDivisionError" in export.sentence


def test_what_was_told_can_be_put_away(export: ExportViewModel, qtbot: QtBot) -> None:
    export.export("json", "public")
    wait(qtbot, export)
    export.dismiss()
    assert (export.sentence, export.names_sentence, export.files) == ("", "", ())


def test_documents_belong_beside_the_file_where_the_system_has_no_place(tmp_path: Path) -> None:
    file = tmp_path / "a.dialogpult"
    assert documents_folder(file).is_dir()


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    assert unused(tmp_path / "a.pdf") == tmp_path / "a.pdf"
    (tmp_path / "a.pdf").touch()
    (tmp_path / "a-2.pdf").touch()
    assert unused(tmp_path / "a.pdf") == tmp_path / "a-3.pdf"
